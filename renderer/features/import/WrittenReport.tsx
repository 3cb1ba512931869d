import { useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { Link } from 'wouter'
import type { ImportReport } from '../../../shared/contract/import.contract.ts'
import { formatNumber } from '../../app/format.ts'
import { routes } from '../../app/routes.ts'
import { Figure, Figures } from '../../ui/Figures.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { ScrollArea } from '../../ui/WorkingPanel.tsx'
import { ImportHistory } from './ImportHistory.tsx'
import classes from './ImportScreen.module.css'

const REFUSED_SHOWN = 200

interface WrittenReportProps {
  report: ImportReport
  onUndo: () => void
  onMore: () => void
}

/** What an import wrote and what it left out, and the way back. */
export function WrittenReport({ report, onUndo, onMore }: WrittenReportProps) {
  const { t } = useLingui()
  return (
    <>
      <PageHead
        title={t`Import`}
        sentence={t`${report.fileName} is in your workbook.`}
        actions={
          <>
            <Button onClick={onUndo}>{t`Undo this import`}</Button>
            <Button onClick={onMore}>{t`Import more`}</Button>
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
        {report.refusedRows.length > 0 && (
          <section aria-labelledby="import-refused">
            <div className={classes.sectionHead}>
              <h2 id="import-refused">{t`Refused`}</h2>
            </div>
            <ol className={classes.rows}>
              {report.refusedRows.slice(0, REFUSED_SHOWN).map(({ row, reason }) => (
                <li key={row}>
                  <span className={classes.rowMargin}>{t`row ${row}`}</span>
                  <span className={classes.rowBody}>{reason}</span>
                </li>
              ))}
            </ol>
          </section>
        )}
        <div className={classes.report}>
          <ImportHistory />
        </div>
      </ScrollArea>
    </>
  )
}
