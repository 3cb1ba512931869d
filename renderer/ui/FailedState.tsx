import type { ReactNode } from 'react'
import classes from './states.module.css'

interface FailedStateProps {
  /** What failed. */
  title: ReactNode
  /** What is safe, and what to do. */
  children: ReactNode
  /** The next step as buttons. */
  actions?: ReactNode
  /** It stands for a whole page, so its title is the page's. */
  isPage?: boolean
}

/** Says in the place of a list or page that it failed: what, what is safe, what to do. */
export function FailedState({ title, children, actions, isPage = false }: FailedStateProps) {
  const Title = isPage ? 'h1' : 'h2'
  return (
    <div className={`${classes.state} ${classes.failed}`} role="alert">
      <Title>{title}</Title>
      <div className={classes.words}>{children}</div>
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </div>
  )
}
