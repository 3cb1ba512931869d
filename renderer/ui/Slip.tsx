import type { ReactNode } from 'react'
import classes from './Slip.module.css'

interface SlipProps {
  /** `tag`: a word in a hairline box; `accent`, `bad`, `good`: on a tint, where the mark stands alone. */
  tone?: 'tag' | 'accent' | 'bad' | 'good'
  children: ReactNode
}

/** A small mark of one or two words: a tag, or what stands alone beside a title. */
export function Slip({ tone = 'tag', children }: SlipProps) {
  return (
    <span className={classes.slip} data-tone={tone}>
      {children}
    </span>
  )
}

interface FilterChipProps {
  children: ReactNode
  /** Takes the filter off; the name of the × says which. */
  remove?: { label: string; onRemove: () => void }
  onSelect?: () => void
  isOn?: boolean
}

/** A filter in force that can be taken off, or a choice that is on or off. */
export function FilterChip({ children, remove, onSelect, isOn = false }: FilterChipProps) {
  if (onSelect !== undefined) {
    return (
      <button type="button" className={classes.chip} aria-pressed={isOn} onClick={onSelect}>
        {children}
      </button>
    )
  }
  return (
    <span className={classes.chip}>
      {children}
      {remove !== undefined && (
        <button type="button" className={classes.remove} aria-label={remove.label} onClick={remove.onRemove}>
          <svg viewBox="0 0 14 14" aria-hidden>
            <path d="M3 3l8 8M11 3l-8 8" />
          </svg>
        </button>
      )}
    </span>
  )
}
