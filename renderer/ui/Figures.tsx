import type { ReactNode } from 'react'
import classes from './Figures.module.css'

interface FiguresProps {
  /** What the figures are of, for a screen reader. */
  label: string
  /** `inline`: figure and word on a line; `stacked`: with a remark under them; `named`: the name above what it is of. */
  layout?: 'inline' | 'stacked' | 'named'
  /** {@link Figure}s. */
  children: ReactNode
}

/** A row of sums under a page's head, divided by hairlines. */
export function Figures({ label, layout = 'inline', children }: FiguresProps) {
  return (
    <ul className={classes.figures} data-layout={layout} aria-label={label}>
      {children}
    </ul>
  )
}

interface FigureProps {
  value: ReactNode
  name: ReactNode
  /** How the figure came about, under it. */
  note?: ReactNode
  /** Late, none, refused. */
  isBad?: boolean
  isCurrent?: boolean
  /** Shows what the figure counts. */
  onSelect?: () => void
}

/** One sum and what it is of; a button where it leads to what it counts. */
export function Figure({ value, name, note, isBad = false, isCurrent = false, onSelect }: FigureProps) {
  const words = (
    <>
      <span className={classes.value} data-bad={isBad || undefined}>
        {value}
      </span>
      <span className={classes.name}>{name}</span>
      {note !== undefined && <span className={classes.note}>{note}</span>}
    </>
  )
  return (
    <li className={classes.item} data-current={isCurrent || undefined}>
      {onSelect === undefined ? (
        <div className={classes.figure}>{words}</div>
      ) : (
        <button type="button" className={classes.figure} aria-pressed={isCurrent} onClick={onSelect}>
          {words}
        </button>
      )}
    </li>
  )
}
