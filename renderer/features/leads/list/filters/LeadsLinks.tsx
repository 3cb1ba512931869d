import { Trans } from '@lingui/react/macro'
import { useProcedure } from '../../../../api/queries.ts'
import { formatNumber } from '../../../../app/format.ts'
import { routes } from '../../../../app/routes.ts'
import classes from './FilterChips.module.css'

/** The search of the whole workbook for duplicates takes long in a large one: there the link bears no count. */
const COUNTED_UP_TO = 5000

/** Where leads stand that are not in the list: duplicates and the trash. */
export function LeadsLinks() {
  const { data: status } = useProcedure('workbook.status', {})
  const isCounted = status !== undefined && status.leadCount <= COUNTED_UP_TO
  const { data: found } = useProcedure(
    'leads.findDuplicates',
    { limit: 1 },
    { isEnabled: isCounted, keepsPrevious: true },
  )
  return (
    <div className={classes.links}>
      <a href={`#${routes.duplicates}`} className={classes.link}>
        <Trans>Duplicates</Trans>
        {isCounted && found !== undefined && <span className={classes.count}>{formatNumber(found.total)}</span>}
      </a>
      <a href={`#${routes.trash}`} className={classes.link}>
        <Trans>Trash</Trans>
      </a>
    </div>
  )
}
