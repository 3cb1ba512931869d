import { Trans, useLingui } from '@lingui/react/macro'
import { Tabs } from '@mantine/core'
import { useProcedure } from '../../../api/queries.ts'
import { formatNumber } from '../../../app/format.ts'
import { routes } from '../../../app/routes.ts'
import { useSession } from '../../../app/session.ts'
import { FilterChip } from '../../../ui/Slip.tsx'
import classes from './LeadFilters.module.css'
import { useLeadsView } from './leads-view.ts'

/** The views as tabs, each with how many leads it holds. Stands inside `Tabs`. */
export function ViewTabs() {
  const { t } = useLingui()
  const { data } = useProcedure('leads.counts', { of: [{}] }, { keepsPrevious: true })
  return (
    <Tabs.List aria-label={t`Views`}>
      <Tabs.Tab value="all">
        {t`All`}
        <span className={classes.count}>{data === undefined ? '' : formatNumber(data.counts[0] ?? 0)}</span>
      </Tabs.Tab>
    </Tabs.List>
  )
}

interface FilterChipsProps {
  isMenuOpen: boolean
  onMenuChange: (isOpen: boolean) => void
  hasKeys: boolean
}

/** The filters in force, each of which can be taken off. */
export function FilterChips(_: FilterChipsProps) {
  const { t } = useLingui()
  const { rules, change } = useLeadsView()
  const { shownLeads, setShownLeads } = useSession()
  return (
    <div className={classes.chips}>
      {shownLeads !== undefined && (
        <FilterChip remove={{ label: t`Show all leads again`, onRemove: () => setShownLeads(undefined) }}>
          <b>{shownLeads.title}</b>
        </FilterChip>
      )}
      {rules.length > 0 && (
        <FilterChip remove={{ label: t`Take off the filters`, onRemove: () => change({ rules: [], activeIndex: 0 }) }}>
          {rules.length}
        </FilterChip>
      )}
      <a href={`#${routes.duplicates}`} className={classes.duplicates}>
        <Trans>Duplicates</Trans>
      </a>
    </div>
  )
}
