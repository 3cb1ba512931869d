import type { ReactNode } from 'react'
import classes from './PageHead.module.css'

interface PageHeadProps {
  title: ReactNode
  /** What matters now, in one sentence under the title. */
  sentence?: ReactNode
  /** What stands right beside the title, such as a search field. */
  beside?: ReactNode
  /** Buttons at the right. */
  actions?: ReactNode
  /** Tabs under the title; they take the place of the double rule. */
  tabs?: ReactNode
  /** The double rule under the head; off where tabs, sums or a table bring their own. */
  hasRule?: boolean
}

/** The head of a page: title, what matters now, actions, then tabs or a double rule. */
export function PageHead({ title, sentence, beside, actions, tabs, hasRule = tabs === undefined }: PageHeadProps) {
  return (
    <>
      <header className={classes.head} data-with-tabs={tabs !== undefined || undefined}>
        <div className={classes.words}>
          <h1>{title}</h1>
          {sentence !== undefined && <p className={classes.sentence}>{sentence}</p>}
        </div>
        {beside !== undefined && <div className={classes.beside}>{beside}</div>}
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </header>
      {tabs !== undefined && <div className={classes.tabs}>{tabs}</div>}
      {hasRule && <DoubleRule />}
    </>
  )
}

/** The ledger's double rule: under the head of a page and under a sum, nowhere else. */
export function DoubleRule() {
  return <hr className={classes.doubleRule} />
}
