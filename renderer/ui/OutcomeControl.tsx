import { useId } from 'react'
import classes from './OutcomeControl.module.css'

export interface Outcome<Value extends string> {
  value: Value
  /** The key that chooses it, printed above its name. */
  keyCap?: string
  name: string
}

interface OutcomeControlProps<Value extends string> {
  /** The question: "What happened?" */
  legend: string
  isLegendHidden?: boolean
  options: readonly Outcome<Value>[]
  value: Value | null
  onChange: (value: Value) => void
  /** `tall`: the key over the name, over the whole width; `flat`: a line of small buttons. */
  layout?: 'tall' | 'flat'
}

/** One of a few answers, side by side; radio buttons to a screen reader. */
export function OutcomeControl<Value extends string>(props: OutcomeControlProps<Value>) {
  const { legend, isLegendHidden = false, options, value, onChange, layout = 'tall' } = props
  const name = useId()
  return (
    <fieldset>
      <legend className={isLegendHidden ? 'lb-hidden' : classes.legend}>{legend}</legend>
      <div className={classes.options} data-layout={layout}>
        {options.map((option) => (
          <label key={option.value} className={classes.option}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.keyCap !== undefined && (
              <b className={classes.keyCap} aria-hidden>
                {option.keyCap}
              </b>
            )}
            <span>{option.name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
