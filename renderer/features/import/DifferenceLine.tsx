import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { IconHistory } from '@tabler/icons-react'
import type { ImportPlan } from '../../../shared/contract/import.contract.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import { useProcedure } from '../../api/queries.ts'
import { formatDay, formatNumber } from '../../app/format.ts'
import classes from './Checking.module.css'

/** What the file says otherwise than the last one of its shape. */
export function DifferenceLine({ difference }: { difference: NonNullable<ImportPlan['difference']> }) {
  const { t } = useLingui()
  const today = useProcedure('workbook.status', {}).data?.today
  const day = formatDay(difference.importedAt.slice(0, 10) as PlainDate, 'long', today)
  const { fileName, isSameFile, newRows, sameRows, goneRows } = difference
  const added = plural(newRows, { one: '# row new', other: '# rows new' })
  const same = t`${formatNumber(sameRows)} the same`
  const gone = plural(goneRows, { one: '# gone (stays as it is)', other: '# gone (stay as they are)' })
  return (
    <p className={classes.difference}>
      <IconHistory size={16} stroke={1.5} aria-hidden />
      {isSameFile ? (
        <span>{t`The same file was imported on ${day}: ${plural(newRows, { one: '# new row', other: '# new rows' })}.`}</span>
      ) : (
        <span>
          {t`Since ${fileName} of ${day}:`} {added}, {same}
          {goneRows > 0 && `, ${gone}`}
        </span>
      )}
    </p>
  )
}
