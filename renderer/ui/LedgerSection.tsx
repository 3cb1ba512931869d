import { type ReactNode, useId } from 'react'
import classes from './Ledger.module.css'

interface LedgerSectionProps {
  /** The section's name, standing in the margin. */
  title: ReactNode
  /** What else tells the section apart, under its name. */
  margin?: ReactNode
  children: ReactNode
}

/** A part of a page with its name in the ledger's margin and what there is to read right of the double line. */
export function LedgerSection({ title, margin, children }: LedgerSectionProps) {
  const id = useId()
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.sectionMargin}>
        <h2 id={id}>{title}</h2>
        {margin}
      </div>
      <div className={classes.sectionBody}>{children}</div>
    </section>
  )
}

interface LedgerGroupProps {
  title: ReactNode
  /** How many stand in it, in the margin. */
  count?: ReactNode
  /** A quiet remark beside the title. */
  note?: ReactNode
  /** For links to the group. */
  id?: string
  /** {@link LedgerItem}s. */
  children: ReactNode
}

/** A titled group of a list, its count in the margin. */
export function LedgerGroup({ title, count, note, id, children }: LedgerGroupProps) {
  const ownId = useId()
  const titleId = id ?? ownId
  return (
    <section aria-labelledby={titleId}>
      <div className={classes.groupHead}>
        <span className={classes.groupCount}>{count}</span>
        <h2 id={titleId} tabIndex={-1}>
          {title}
        </h2>
        {note !== undefined && <p className={classes.groupNote}>{note}</p>}
      </div>
      <ol className={classes.list}>{children}</ol>
    </section>
  )
}

interface LedgerItemProps {
  /** What tells the line apart: code and day. */
  margin: ReactNode
  children: ReactNode
  isCurrent?: boolean
  /** The line was chosen with the pointer. */
  onSelect?: () => void
  onOpen?: () => void
}

/** A line of a list: what tells it apart in the margin, what there is to read at the right. Keys are the list's own affair. */
export function LedgerItem({ margin, children, isCurrent = false, onSelect, onOpen }: LedgerItemProps) {
  return (
    <li className={classes.item} aria-current={isCurrent || undefined} onClick={onSelect} onDoubleClick={onOpen}>
      <div className={classes.itemMargin}>{margin}</div>
      <div className={classes.itemBody}>{children}</div>
    </li>
  )
}
