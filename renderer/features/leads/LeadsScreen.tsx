import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Tabs } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { LeadSort } from '../../../shared/contract/lead-query.contract.ts'
import type { LeadRow } from '../../../shared/contract/leads.contract.ts'
import { useProcedure } from '../../api/queries.ts'
import { type Command, useCommands } from '../../app/commands.ts'
import { goTo } from '../../app/hash-location.ts'
import { leadRoute, routes } from '../../app/routes.ts'
import { useSession } from '../../app/session.ts'
import { type Shortcut, useShortcuts, useSingleKeys } from '../../app/shortcuts.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FailedState } from '../../ui/FailedState.tsx'
import { VirtualGrid } from '../../ui/grid/VirtualGrid.tsx'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { WaitingBar } from '../../ui/WaitingBar.tsx'
import { type LeadDialog, LeadDialogs, type NamedLeads, named } from './LeadDialogs.tsx'
import classes from './LeadsScreen.module.css'
import { ChosenLeadsFoot } from './list/ChosenLeadsFoot.tsx'
import { FilterChips } from './list/filters/FilterChips.tsx'
import { LeadsKeys } from './list/LeadsKeys.tsx'
import { leadColumns } from './list/lead-columns.tsx'
import { leadsRequest, sortShown, useLeadsView } from './list/leads-view.ts'
import { NothingFound } from './list/NothingFound.tsx'
import { SearchField } from './list/SearchField.tsx'
import { useChosenLeads } from './list/useChosenLeads.ts'
import { useKeptScroll } from './list/useKeptScroll.ts'
import { useLeadPages } from './list/useLeadPages.ts'
import { ViewTabs } from './list/views/ViewTabs.tsx'

/** All leads as a table: searched as one types, filtered, sorted, ticked and worked on by keys. */
export function LeadsScreen() {
  const { t } = useLingui()
  const status = useProcedure('workbook.status', {}).data
  const view = useLeadsView()
  const { change } = view
  const shownLeads = useSession((session) => session.shownLeads)
  const hasKeys = useSingleKeys((keys) => keys.isOn)
  const { search, rules, sort, activeIndex } = view
  const request = useMemo(
    () => leadsRequest({ search, rules, sort }, shownLeads?.ids),
    [search, rules, sort, shownLeads],
  )
  const { total, getRow, onVisibleRange, failure, retry } = useLeadPages(request)
  const chosen = useChosenLeads(request, total ?? 0)
  const [dialog, setDialog] = useState<LeadDialog | undefined>(undefined)
  const [isMenuOpen, setMenuOpen] = useState(false)
  const list = useRef<HTMLDivElement>(null)
  useKeptScroll(list, request, total !== undefined && total > 0)

  const today = status?.today
  const currency = status?.currency
  const columns = useMemo(
    () => (today === undefined || currency === undefined ? [] : leadColumns(today, currency)),
    [today, currency],
  )

  const acts = useRef({ getRow, activeIndex, ids: chosen.ids, clear: chosen.clear })
  acts.current = { getRow, activeIndex, ids: chosen.ids, clear: chosen.clear }
  useShortcuts(
    useMemo<Shortcut[]>(() => {
      const group = t`Leads`
      const active = () => acts.current.getRow(acts.current.activeIndex)
      const withLead = (act: (lead: LeadRow) => void) => () => {
        const lead = active()
        if (lead !== undefined) act(lead)
      }
      const withLeads = (act: (leads: NamedLeads) => void) => () => {
        const { ids } = acts.current
        const lead = active()
        if (ids.size > 0)
          act({
            leads: { ids: [...ids] },
            count: ids.size,
            name: plural(ids.size, { one: '# lead', other: '# leads' }),
          })
        else if (lead !== undefined) act(named(lead))
      }
      return [
        { keys: 'j', label: t`Move down`, group, run: () => focusActiveRow(list.current) },
        { keys: 'k', label: t`Move up`, group, run: () => focusActiveRow(list.current) },
        { keys: 'n', label: t`New lead`, group, run: () => setDialog({ type: 'add' }) },
        { keys: 'f', label: t`Filter`, group, run: () => setMenuOpen(true) },
        { keys: 'Enter', label: t`Open the lead`, group },
        { keys: 'Space', label: t`Select the lead; with Shift all up to it`, group },
        { keys: 'l', label: t`Log a touch`, group, run: withLead((lead) => setDialog({ type: 'touch', lead })) },
        { keys: 's', label: t`Log a signal`, group, run: withLeads((leads) => setDialog({ type: 'signal', leads })) },
        {
          keys: 'w',
          label: t`Tag as warm`,
          group,
          run: withLeads((leads) => setDialog({ type: 'tag', temperature: 'warm', leads })),
        },
        {
          keys: 'c',
          label: t`Tag as cold`,
          group,
          run: withLeads((leads) => setDialog({ type: 'tag', temperature: 'cold', leads })),
        },
        {
          keys: 'p',
          label: t`Plan the next action`,
          group,
          run: withLead((lead) => setDialog({ type: 'plan', lead })),
        },
        { keys: 'Escape', label: t`Clear the selection`, group, run: () => acts.current.clear() },
      ]
    }, [t]),
  )
  useCommands(
    useMemo<Command[]>(
      () => [{ id: 'lead-new', label: t`New lead`, group: t`Leads`, keys: 'n', run: () => setDialog({ type: 'add' }) }],
      [t],
    ),
  )

  const onActiveChange = useCallback((index: number) => change({ activeIndex: index }), [change])
  const again = { activeIndex: 0 }

  if (status === undefined) return null
  const isBookEmpty = status.leadCount === 0
  return (
    <Tabs value={view.view} className={classes.screen}>
      <PageHead
        title={t`Leads`}
        beside={!isBookEmpty && <SearchField list={list} />}
        actions={
          <Button
            variant="filled"
            leftSection={<IconPlus size={18} stroke={1.5} aria-hidden />}
            onClick={() => setDialog({ type: 'add' })}
          >
            <Trans>New lead</Trans>
            {hasKeys && <KeyCap keys="N" />}
          </Button>
        }
        tabs={isBookEmpty ? undefined : <ViewTabs />}
      />
      {isBookEmpty ? (
        <EmptyState
          paper="ruled"
          title={t`No leads yet`}
          actions={
            <Button onClick={() => goTo(routes.import)}>
              <Trans>Import a spreadsheet</Trans>
            </Button>
          }
        >
          <Trans>Everyone you might work for stands here: who is warm, who is next, who was forgotten.</Trans>
        </EmptyState>
      ) : (
        <Tabs.Panel value={view.view} className={classes.panel}>
          <FilterChips isMenuOpen={isMenuOpen} onMenuChange={setMenuOpen} hasKeys={hasKeys} />
          <div ref={list} className={classes.list} aria-busy={total === undefined}>
            {failure !== null ? (
              <FailedState
                title={t`The leads could not be read`}
                actions={<Button onClick={retry}>{t`Try again`}</Button>}
              >
                {failure.message}
              </FailedState>
            ) : total === undefined ? (
              <WaitingBar name={t`Reading the leads`} barLabel={t`Reading the leads`} />
            ) : total === 0 ? (
              <NothingFound />
            ) : (
              <VirtualGrid<LeadRow>
                label={t`Leads`}
                rowCount={total}
                getRow={getRow}
                columns={columns}
                onVisibleRange={onVisibleRange}
                activeIndex={activeIndex}
                onActiveChange={onActiveChange}
                onOpen={openLead}
                onKey={hasKeys ? leaveKeys : undefined}
                hasAutoFocus={document.activeElement === document.body}
                selection={chosen.selection}
                sort={gridSort(sortShown({ sort, search }))}
                onSort={({ key, direction }) => change({ ...again, sort: { by: key as LeadSort['by'], direction } })}
                isRowOff={isOff}
              />
            )}
          </div>
        </Tabs.Panel>
      )}
      {!isBookEmpty &&
        (chosen.ids.size > 0 ? (
          <ChosenLeadsFoot ids={chosen.ids} hasKeys={hasKeys} open={setDialog} clear={chosen.clear} />
        ) : (
          <LeadsKeys />
        ))}
      <LeadDialogs
        dialog={dialog}
        today={status.today}
        currency={status.currency}
        onClose={() => setDialog(undefined)}
      />
    </Tabs>
  )
}

/** The table moves by its own keys once it has the focus. */
function focusActiveRow(list: HTMLElement | null) {
  list?.querySelector<HTMLElement>('[data-grid-row][tabindex="0"]')?.focus()
}

function openLead(lead: LeadRow) {
  goTo(leadRoute(lead.id))
}

/** Letters act through the shortcuts of the page; the table keeps J and K. */
function leaveKeys() {
  return false
}

function isOff(lead: LeadRow) {
  return lead.doNotContactOn !== null
}

function gridSort(sort: LeadSort | undefined) {
  return sort === undefined ? undefined : { key: sort.by, direction: sort.direction }
}
