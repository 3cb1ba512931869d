import type { ReactNode } from 'react'
import classes from './states.module.css'

interface EmptyStateProps {
  /** What is not there: "No leads yet". */
  title: ReactNode
  /** What this place is for. */
  children: ReactNode
  /** The one button, and at most a quieter second. */
  actions?: ReactNode
  /** A last quiet line under the buttons. */
  note?: ReactNode
  /** On ruled paper over the whole page, or a block between two hairlines. */
  paper?: 'ruled' | 'plain'
}

/** Says of an empty place what it is for and how it fills. */
export function EmptyState({ title, children, actions, note, paper = 'plain' }: EmptyStateProps) {
  const words = (
    <div className={`${classes.state} ${paper === 'ruled' ? classes.onRules : ''}`}>
      <h2>{title}</h2>
      <div className={classes.words}>{children}</div>
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      {note !== undefined && <p className={classes.note}>{note}</p>}
    </div>
  )
  return paper === 'ruled' ? <div className={classes.ruled}>{words}</div> : words
}
