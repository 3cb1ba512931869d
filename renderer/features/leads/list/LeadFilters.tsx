import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Menu, Tabs } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { stages } from '../../../../shared/domain/funnel/stages.ts'
import { statusSchema } from '../../../../shared/domain/leads/status.ts'
import { useProcedure } from '../../../api/queries.ts'
import { stageWord, statusWord } from '../../../app/contact-words.ts'
import { formatNumber } from '../../../app/format.ts'
import { routes } from '../../../app/routes.ts'
import { useSession } from '../../../app/session.ts'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { FilterChip } from '../../../ui/Slip.tsx'
import classes from './LeadFilters.module.css'
import { type QuickFilter, quickFilters, useLeadsView } from './leads-view.ts'

/** The quick filters as tabs, each with how many leads it holds. Stands inside `Tabs`. */
export function QuickFilterTabs() {
  const { t } = useLingui()
  const { data: counts } = useProcedure('leads.counts', {}, { keepsPrevious: true })
  const names: Record<QuickFilter, string> = {
    all: t`All`,
    warm: t`Warm`,
    cold: t`Cold`,
    hot: t`Hot`,
    cooling: t`Cooling`,
    noNextStep: t`No next step`,
  }
  return (
    <Tabs.List aria-label={t`Quick filters`}>
      {quickFilters.map((quick) => (
        <Tabs.Tab key={quick} value={quick}>
          {names[quick]}
          <span className={classes.count}>{counts === undefined ? '' : formatNumber(counts[quick])}</span>
        </Tabs.Tab>
      ))}
    </Tabs.List>
  )
}

interface FilterChipsProps {
  isMenuOpen: boolean
  onMenuChange: (isOpen: boolean) => void
  hasKeys: boolean
}

/** The filters in force, each of which can be taken off, and the menu that adds one. */
export function FilterChips({ isMenuOpen, onMenuChange, hasKeys }: FilterChipsProps) {
  const { t } = useLingui()
  const { stage, status, isParked, change } = useLeadsView()
  const { shownLeads, setShownLeads } = useSession()
  const again = { activeIndex: 0 }
  return (
    <div className={classes.chips}>
      {shownLeads !== undefined && (
        <FilterChip remove={{ label: t`Show all leads again`, onRemove: () => setShownLeads(undefined) }}>
          <b>{shownLeads.title}</b>
        </FilterChip>
      )}
      {stage !== undefined && (
        <FilterChip
          remove={{ label: t`Take off the filter by stage`, onRemove: () => change({ ...again, stage: undefined }) }}
        >
          <Trans>
            Stage <b>{stageWord(stage)}</b>
          </Trans>
        </FilterChip>
      )}
      {status !== undefined && (
        <FilterChip
          remove={{ label: t`Take off the filter by status`, onRemove: () => change({ ...again, status: undefined }) }}
        >
          <Trans>
            Status <b>{statusWord(status)}</b>
          </Trans>
        </FilterChip>
      )}
      {isParked && (
        <FilterChip
          remove={{ label: t`Take off the filter by parked`, onRemove: () => change({ ...again, isParked: false }) }}
        >
          <span>
            <Trans>
              <b>Parked</b>: imported, never touched
            </Trans>
          </span>
        </FilterChip>
      )}
      <Menu position="bottom-start" opened={isMenuOpen} onChange={onMenuChange}>
        <Menu.Target>
          <Button size="sm" className={classes.add} leftSection={<IconPlus size={16} stroke={1.5} aria-hidden />}>
            <Trans>Filter</Trans>
            {hasKeys && <KeyCap keys="F" />}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t`Stage`}</Menu.Label>
          {stages.map((one) => (
            <Menu.Item key={one} onClick={() => change({ ...again, stage: one })}>
              {stageWord(one)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Label>{t`Status`}</Menu.Label>
          {statusSchema.options.map((one) => (
            <Menu.Item key={one} onClick={() => change({ ...again, status: one })}>
              {statusWord(one)}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => change({ ...again, isParked: true })}>{t`parked`}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <DuplicatesLink />
    </div>
  )
}

/** The search of the whole workbook for duplicates takes long in a large one: there the link bears no count. */
const COUNTED_UP_TO = 5000

function DuplicatesLink() {
  const { data: counts } = useProcedure('leads.counts', {}, { keepsPrevious: true })
  const isCounted = counts !== undefined && counts.all <= COUNTED_UP_TO
  const { data: found } = useProcedure(
    'leads.findDuplicates',
    { limit: 1 },
    { isEnabled: isCounted, keepsPrevious: true },
  )
  return (
    <a href={`#${routes.duplicates}`} className={classes.duplicates}>
      <Trans>Duplicates</Trans>
      {isCounted && found !== undefined && <span className={classes.count}>{formatNumber(found.total)}</span>}
    </a>
  )
}
