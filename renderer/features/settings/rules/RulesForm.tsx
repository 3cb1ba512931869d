import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NumberInput, type NumberInputProps } from '@mantine/core'
import { type ReactNode, useRef } from 'react'
import classes from './Rules.module.css'

interface NumberCellProps {
  /** What the number is, for whoever does not see its row and column. */
  label: string
  /** NaN while the field is empty. */
  value: number
  onChange: (value: number) => void
  min?: number
  max?: number
  unit?: string
  isWrong?: boolean
}

/** A whole number in a table of rules. */
export function NumberCell({ label, value, onChange, unit, isWrong = false, ...limits }: NumberCellProps) {
  return (
    <NumberInput
      {...numberProps(value, onChange)}
      {...limits}
      aria-label={label}
      size="sm"
      error={isWrong}
      classNames={{ root: classes.numberCell ?? '', input: classes.numberInput ?? '' }}
      {...(unit !== undefined && { suffix: ` ${unit}` })}
    />
  )
}

/** A whole number with its name above it and what it does below. */
export function NumberField({ label, description, value, onChange, isWrong = false, ...limits }: NumberFieldProps) {
  return (
    <NumberInput
      {...numberProps(value, onChange)}
      {...limits}
      label={label}
      description={description}
      error={isWrong}
      className={classes.numberField ?? ''}
    />
  )
}

type NumberFieldProps = Omit<NumberCellProps, 'unit'> & { description: string }

function numberProps(value: number, onChange: (value: number) => void): NumberInputProps {
  return {
    value: Number.isNaN(value) ? '' : value,
    onChange: (next) => onChange(next === '' ? Number.NaN : Number(next)),
    allowDecimal: false,
    clampBehavior: 'none',
    hideControls: true,
  }
}

interface RulesFootProps {
  /** What is wrong with what was typed, if anything. */
  problem: string | undefined
  isChanged: boolean
  /** Other rules are in force by now than those that were changed. */
  isStale: boolean
  /** What the filled button says, and does. */
  save: { label: string; onSave: () => void }
  onLeave: () => void
  /** Back to the rules that ship; left out where they are in force. */
  onBack: (() => void) | undefined
  children?: ReactNode
}

/** The buttons under rules that are edited. */
export function RulesFoot(props: RulesFootProps) {
  const { problem, isChanged, isStale, onLeave, onBack, children } = props
  const { label, onSave } = props.save
  const { t } = useLingui()
  const save = useRef<HTMLButtonElement>(null)
  const isIdle = !isChanged || problem !== undefined
  return (
    <>
      {problem !== undefined && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={classes.foot}>
        {/* Not `disabled`: what was saved with it leaves the focus on it. */}
        <Button
          ref={save}
          {...(isChanged && { variant: 'filled' })}
          {...(isIdle ? { 'data-disabled': true, 'aria-disabled': true } : { onClick: onSave })}
        >
          {label}
        </Button>
        {isChanged && (
          <>
            <Button
              onClick={() => {
                onLeave()
                save.current?.focus()
              }}
            >
              <Trans>Leave them as they were</Trans>
            </Button>
            <span className="lb-quiet lb-small">
              {isStale ? (
                <Trans>Not saved yet. Other rules came into force meanwhile: saving takes their place.</Trans>
              ) : (
                <Trans>Not saved yet</Trans>
              )}
            </span>
          </>
        )}
        {onBack !== undefined && <Button variant="subtle" onClick={onBack}>{t`Back to the ones that ship`}</Button>}
        {children}
      </div>
    </>
  )
}
