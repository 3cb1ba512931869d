import { useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { Link } from 'wouter'
import type { ImportReport, ImportRequest } from '../../../shared/contract/import.contract.ts'
import { useProcedure } from '../../api/queries.ts'
import { formatNumber } from '../../app/format.ts'
import { routes } from '../../app/routes.ts'
import { Figure, Figures } from '../../ui/Figures.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { ScrollArea } from '../../ui/WorkingPanel.tsx'
import { ImportHistory } from './ImportHistory.tsx'
import classes from './ImportScreen.module.css'
import { leaveImport, undoWritten } from './import-run.ts'
import { LeftOutButton } from './LeftOutButton.tsx'
import { rowsWords } from './row-words.ts'

/** Rows listed here; all of them are in the CSV. */
const ROWS_SHOWN = 200

/** What an import wrote and what it left out, and the way back. */
export function WrittenReport({ request, report }: { request: ImportRequest; report: ImportReport }) {
  const { t } = useLingui()
  const { changeSet, fileName } = report
  const left = report.asked + report.refused
  // It may be taken back from anywhere, as by Ctrl+Z.
  const history = useProcedure('import.history', {}).data
  const isUndone = changeSet !== null && history?.find((past) => past.changeSet === changeSet)?.state === 'undone'
  return (
    <>
      <PageHead
        title={t`Import`}
        sentence={isUndone ? t`${fileName} was taken back.` : t`${fileName} is in your workbook.`}
        actions={
          <>
            {changeSet !== null && !isUndone && (
              <Button onClick={() => void undoWritten(fileName, changeSet)}>{t`Undo this import`}</Button>
            )}
            <Button onClick={leaveImport}>{t`Import more`}</Button>
            <Button variant="filled" component={Link} href={routes.leads}>{t`Look at your leads`}</Button>
          </>
        }
      />
      <ScrollArea label={t`Report`}>
        <div className={classes.figures}>
          <Figures label={t`Rows by outcome`}>
            <Figure value={formatNumber(report.created)} name={t`added`} />
            <Figure value={formatNumber(report.updated)} name={t`changed`} />
            <Figure value={formatNumber(report.same)} name={t`same`} />
            <Figure value={formatNumber(report.asked)} name={t`unclear, left out`} />
            <Figure value={formatNumber(report.refused)} name={t`refused`} isBad={report.refused > 0} />
          </Figures>
        </div>
        {left > 0 && (
          <div className={classes.leftOut}>
            <p className="lb-small">{t`What was left out is only in your file. Take it along as a table, mend it and import it again.`}</p>
            <LeftOutButton request={request} fileName={fileName} count={left} variant="default" />
          </div>
        )}
        <LeftRows title={t`Unclear, left out`} count={report.asked} rows={report.askedRows} />
        <LeftRows title={t`Refused`} count={report.refused} rows={report.refusedRows} />
        <div className={classes.report}>
          <ImportHistory />
        </div>
      </ScrollArea>
    </>
  )
}

interface LeftRowsProps {
  title: string
  count: number
  rows: ImportReport['refusedRows']
}

function LeftRows({ title, count, rows }: LeftRowsProps) {
  const { t } = useLingui()
  if (rows.length === 0) return null
  const shown = rows.slice(0, ROWS_SHOWN)
  return (
    <section aria-label={title}>
      <div className={classes.sectionHead}>
        <h2>{title}</h2>
      </div>
      <ol className={classes.rows}>
        {shown.map(({ row, reason }) => (
          <li key={row}>
            <span className={classes.rowMargin}>{t`row ${row}`}</span>
            <span className={classes.rowBody}>{withoutRow(reason)}</span>
          </li>
        ))}
      </ol>
      {count > shown.length && (
        <p
          className={`lb-quiet lb-small ${classes.more}`}
        >{t`and ${rowsWords(count - shown.length)} more, all in the CSV`}</p>
      )}
    </section>
  )
}

/** The sentence without the number that stands in the margin. */
function withoutRow(reason: string): string {
  const words = reason.replace(/^Row \d+: /, '')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
