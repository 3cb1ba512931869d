import { useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconHelp } from '@tabler/icons-react'
import type { ImportColumn } from '../../../shared/contract/import.contract.ts'
import { plainDateOf } from '../../../shared/primitives/plain-date.ts'
import { formatDay, formatNumber } from '../../app/format.ts'
import classes from './Checking.module.css'
import { importChoosing } from './useImportChoices.ts'

/** Asks how the days of a column are read that read both ways, by one of them. */
export function DayQuestion({ column }: { column: ImportColumn }) {
  const { t } = useLingui()
  const days = column.evidence.find(({ code }) => code.startsWith('days'))
  const example = days?.example ?? ''
  const [first, second, year] = example.split(/\D+/).map(Number)
  const fullYear = (year ?? 0) < 100 ? 2000 + (year ?? 0) : (year ?? 0)
  const dayFirst = plainDateOf(fullYear, second ?? 0, first ?? 0)
  const monthFirst = plainDateOf(fullYear, first ?? 0, second ?? 0)
  const count = formatNumber(days?.counts['both'] ?? 0)
  return (
    <span className={classes.evidence}>
      <IconHelp size={16} stroke={1.5} aria-hidden />
      <span>
        {t`All ${count} read both ways. ${example} is`}{' '}
        <Button size="sm" onClick={() => importChoosing.choose({ dayOrder: 'day_first' })}>
          {dayFirst === undefined ? t`day first` : formatDay(dayFirst, 'long')}
        </Button>{' '}
        <Button size="sm" onClick={() => importChoosing.choose({ dayOrder: 'month_first' })}>
          {monthFirst === undefined ? t`month first` : formatDay(monthFirst, 'long')}
        </Button>
      </span>
    </span>
  )
}
