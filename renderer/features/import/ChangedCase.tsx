import { useLingui } from '@lingui/react/macro'
import { IconArrowRight } from '@tabler/icons-react'
import { Fragment } from 'react'
import type { ImportRow } from '../../../shared/contract/import.contract.ts'
import { changeShown } from './change-words.ts'
import classes from './Rows.module.css'
import { warningWords } from './row-words.ts'

/** A row that changes a lead: field by field, before and after. */
export function ChangedCase({ row }: { row: ImportRow }) {
  const { t } = useLingui()
  return (
    <div className={classes.caseWords}>
      <Who row={row} />
      <dl className={classes.changes}>
        {row.changes.map(changeShown).map(({ field, before, after }) => (
          <Fragment key={`${field} ${after}`}>
            <dt>{field}</dt>
            <dd>
              {before === null ? (
                <span className="lb-faint">{t`nothing`}</span>
              ) : (
                <span className={classes.before}>{before}</span>
              )}
              <IconArrowRight size={14} stroke={1.5} aria-label={t`becomes`} />
              <span className={classes.after}>{after}</span>
            </dd>
          </Fragment>
        ))}
      </dl>
      <Warnings row={row} />
    </div>
  )
}

/** A row that is new, or in the workbook already. */
export function PlainCase({ row }: { row: ImportRow }) {
  return (
    <div className={classes.caseWords}>
      <Who row={row} />
      <Warnings row={row} />
    </div>
  )
}

function Who({ row }: { row: ImportRow }) {
  const { t } = useLingui()
  const others = [row.company, row.emails[0], row.phones[0]].filter(
    (one) => one != null && one !== '' && one !== row.name,
  )
  return (
    <p>
      <b>{row.name}</b> <span className="lb-quiet">{others.join(' · ')}</span>
      {row.isMended && <span className={classes.mendedMark}>{t`mended`}</span>}
    </p>
  )
}

function Warnings({ row }: { row: ImportRow }) {
  return row.warnings.map(({ code, column, text }) => {
    const words = warningWords(code)
    if (words === undefined) return null
    return (
      <p key={`${code} ${column}`} className="lb-note lb-quiet">
        {text}: {words}
      </p>
    )
  })
}
