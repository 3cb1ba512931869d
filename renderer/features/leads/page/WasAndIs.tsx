import type { FieldChange } from '../../../../shared/contract/lead-page.contract.ts'
import classes from './History.module.css'
import { type ReadingOf, valueWord } from './history-words.ts'

/** What a changed field was, struck out, and what it is. */
export function WasAndIs({ change, place }: { change: FieldChange; place: ReadingOf }) {
  const was = valueWord(change, change.before, place)
  const is = valueWord(change, change.after, place)
  return (
    <>
      {was !== null && <del className={classes.was}>{was}</del>}
      {was !== null && is !== null && ' '}
      {is !== null && <ins className={classes.is}>{is}</ins>}
    </>
  )
}
