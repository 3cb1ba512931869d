import { useLingui } from '@lingui/react/macro'
import { Button, NativeSelect } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconHelp, IconInfoCircle } from '@tabler/icons-react'
import type { ImportColumn } from '../../../shared/contract/import.contract.ts'
import { plainDateOf } from '../../../shared/primitives/plain-date.ts'
import { formatDay } from '../../app/format.ts'
import { type Evidence, evidenceWords } from './evidence-words.ts'
import classes from './ImportScreen.module.css'
import { useTargetNames } from './target-names.ts'

interface ColumnTableProps {
  columns: readonly ImportColumn[]
  onTarget: (column: number, target: string) => void
  onDayOrder: (order: 'day_first' | 'month_first') => void
}

/** What each column of the file becomes, why, and the way to choose otherwise. */
export function ColumnTable({ columns, onTarget, onDayOrder }: ColumnTableProps) {
  const { t } = useLingui()
  const names = useTargetNames()
  return (
    <section aria-labelledby="import-columns">
      <div className={classes.sectionHead}>
        <h2 id="import-columns">{t`What each column is`}</h2>
        <p className="lb-small lb-quiet">{t`Judged by whole columns.`}</p>
      </div>
      <div className={classes.columnsFrame} tabIndex={0} role="region" aria-label={t`Columns of the file`}>
        <table className={classes.columns}>
          <thead>
            <tr>
              <th scope="col">{t`Column in the file`}</th>
              <th scope="col">{t`Values`}</th>
              <th scope="col">{t`Becomes`}</th>
              <th scope="col">{t`Evidence`}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column) => (
              <tr key={column.column} data-asking={column.isAsking || undefined}>
                <th scope="row" title={column.header}>
                  {column.header}
                </th>
                <td className={classes.values} title={column.samples.join('; ')}>
                  {column.samples.join('; ')}
                </td>
                <td>
                  <NativeSelect
                    size="sm"
                    aria-label={t`Column ${column.header} becomes`}
                    value={column.target}
                    onChange={(event) => onTarget(column.column, event.currentTarget.value)}
                    data={names.choicesFor(column)}
                  />
                </td>
                <td>
                  {column.isAsking ? (
                    <DayQuestion column={column} onDayOrder={onDayOrder} />
                  ) : (
                    evidenceWords(column).map((evidence) => <EvidenceLine key={evidence.words} {...evidence} />)
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const icons = { good: IconCheck, plain: IconInfoCircle, warn: IconAlertTriangle } as const

function EvidenceLine({ tone, words }: Evidence) {
  const Icon = icons[tone]
  return (
    <span className={classes.evidence} data-tone={tone}>
      <Icon size={16} stroke={1.5} aria-hidden />
      <span>{words}</span>
    </span>
  )
}

function DayQuestion({
  column,
  onDayOrder,
}: {
  column: ImportColumn
  onDayOrder: (order: 'day_first' | 'month_first') => void
}) {
  const { t } = useLingui()
  const days = column.evidence.find(({ code }) => code.startsWith('days'))
  const example = days?.example ?? ''
  const [first, second, year] = example.split(/\D+/).map(Number)
  const fullYear = (year ?? 0) < 100 ? 2000 + (year ?? 0) : (year ?? 0)
  const dayFirst = plainDateOf(fullYear, second ?? 0, first ?? 0)
  const monthFirst = plainDateOf(fullYear, first ?? 0, second ?? 0)
  const count = days?.counts['both'] ?? 0
  return (
    <span className={classes.evidence}>
      <IconHelp size={16} stroke={1.5} aria-hidden />
      <span>
        {t`All ${count} read both ways. ${example} is`}{' '}
        <Button size="sm" onClick={() => onDayOrder('day_first')}>
          {dayFirst === undefined ? t`day first` : formatDay(dayFirst, 'long')}
        </Button>{' '}
        <Button size="sm" onClick={() => onDayOrder('month_first')}>
          {monthFirst === undefined ? t`month first` : formatDay(monthFirst, 'long')}
        </Button>
      </span>
    </span>
  )
}
