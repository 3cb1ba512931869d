import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Tabs } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMemo, useRef, useState } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import type { LeadQuery } from '../../../shared/contract/lead-query.contract.ts'
import type { LeadRow } from '../../../shared/contract/leads.contract.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import { useProcedure } from '../../api/queries.ts'
import { type Command, useCommands } from '../../app/commands.ts'
import { goTo } from '../../app/hash-location.ts'
import { routes } from '../../app/routes.ts'
import { SearchInput } from '../../app/SearchInput.tsx'
import { useSession } from '../../app/session.ts'
import { type Shortcut, useShortcuts, useSingleKeys } from '../../app/shortcuts.ts'
import { sayFailed } from '../../app/undo.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FailedState } from '../../ui/FailedState.tsx'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { WaitingBar } from '../../ui/WaitingBar.tsx'
import { type AskedExport, ExportDialog } from './export/ExportDialog.tsx'
import { type LeadDialog, LeadDialogs, type NamedLeads, named } from './LeadDialogs.tsx'
import classes from './LeadsScreen.module.css'
import { ChosenLeadsFoot } from './list/ChosenLeadsFoot.tsx'
import { ColumnsPanel } from './list/ColumnsPanel.tsx'
import type { Chosen } from './list/chosen-leads.ts'
import { FilterChips } from './list/filters/FilterChips.tsx'
import { LeadsKeys } from './list/LeadsKeys.tsx'
import { LeadsTable } from './list/LeadsTable.tsx'
import { type LeadsRequest, leadsRequest, queryOf, useLeadsView } from './list/leads-view.ts'
import { NothingFound } from './list/NothingFound.tsx'
import { useChosenLeads } from './list/useChosenLeads.ts'
import { useCustomFields } from './list/useCustomFields.ts'
import { useKeptScroll } from './list/useKeptScroll.ts'
import { useLeadColumns } from './list/useLeadColumns.ts'
import { fetchLeadIds, useLeadPages } from './list/useLeadPages.ts'
import { useMarkedText } from './list/useMarkedText.tsx'
import { ViewTabs } from './list/views/ViewTabs.tsx'
import { openQuickAdd } from './quick-add/quick-add-state.ts'

/** All leads as a table: searched as one types, filtered, sorted, written in, ticked and worked on by keys. */
export function LeadsScreen() {
  const status = useProcedure('workbook.status', {}).data
  return status === undefined ? null : <Leads status={status} />
}

function Leads({ status }: { status: OutputOf<'workbook.status'> }) {
  const { t } = useLingui()
  const { today, currency } = status
  const view = useLeadsView()
  const { search, rules, sort, temperatureOn, activeIndex, change } = view
  const shownLeads = useSession((session) => session.shownLeads)
  const hasKeys = useSingleKeys((keys) => keys.isOn)
  const fields = useCustomFields()
  const columns = useLeadColumns({ today, currency, fields, marked: useMarkedText(search) })
  const request = useMemo(
    () => leadsRequest({ search, rules, sort, temperatureOn }, shownLeads?.ids),
    [search, rules, sort, temperatureOn, shownLeads],
  )
  const pages = useLeadPages(request, columns.fields)
  const { total, getRow } = pages
  const chosen = useChosenLeads(request, total ?? 0, getRow)
  const [dialog, setDialog] = useState<LeadDialog | undefined>(undefined)
  const [exporting, setExporting] = useState<AskedExport | null>(null)
  const [isMenuOpen, setMenuOpen] = useState(false)
  const list = useRef<HTMLDivElement>(null)
  useKeptScroll(list, request, total !== undefined && total > 0)

  const acts = useRef({ getRow, activeIndex, named: chosen.named, clear: chosen.clear })
  acts.current = { getRow, activeIndex, named: chosen.named, clear: chosen.clear }
  useShortcuts(
    useMemo<Shortcut[]>(() => {
      const group = t`Leads`
      const active = () => acts.current.getRow(acts.current.activeIndex)
      const withLead = (act: (lead: LeadRow) => void) => () => {
        const lead = active()
        if (lead !== undefined) act(lead)
      }
      const withLeads = (act: (leads: NamedLeads) => void) => () => {
        const lead = active()
        if (acts.current.named !== undefined) act(acts.current.named)
        else if (lead !== undefined) act(named(lead))
      }
      return [
        { keys: 'j', label: t`Move down`, group, run: () => focusActiveCell(list.current) },
        { keys: 'k', label: t`Move up`, group, run: () => focusActiveCell(list.current) },
        { keys: 'n', label: t`New lead`, group, run: openQuickAdd },
        { keys: 'f', label: t`Filter`, group, run: () => setMenuOpen(true) },
        { keys: 'Enter', label: t`Write in the cell; on the name, open the lead`, group },
        { keys: 'F2', label: t`Write in the cell, the name too`, group },
        { keys: 'o', label: t`Open the lead`, group },
        { keys: 'Delete', label: t`Empty the cell`, group },
        { keys: 'Space', label: t`Select the lead; with Shift all up to it`, group },
        { keys: 'Shift+↓', label: t`Select the leads moved over`, group },
        { keys: 'mod+a', label: t`Select all`, group },
        { keys: 'mod+c', label: t`Copy the cell, or the selected leads`, group },
        { keys: 'mod+v', label: t`Paste a block of cells`, group },
        { keys: 'mod+d', label: t`Fill the cell's value into the selected leads`, group },
        { keys: 'Alt+→', label: t`On a heading: wider; with Shift: one place on`, group },
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
      () => [{ id: 'lead-new', label: t`New lead`, group: t`Leads`, keys: 'n', run: openQuickAdd }],
      [t],
    ),
  )

  /** Asks for the export of the ticked leads with the columns that are shown. */
  async function exportLeads() {
    const keys = columns.places.flatMap(({ key }) => (key === 'code' ? [] : [key]))
    try {
      const query = await queryOfChosen(chosen.chosen, request)
      setExporting({ query, columns: keys, ...(request.sort && { sort: request.sort }) })
    } catch (error) {
      sayFailed(error)
    }
  }

  const isBookEmpty = status.leadCount === 0
  return (
    <Tabs value={view.view} className={classes.screen}>
      <PageHead
        title={t`Leads`}
        beside={
          !isBookEmpty && (
            <SearchInput
              label={t`Search leads`}
              search={search}
              onSearch={(typed) => change({ search: typed, activeIndex: 0 })}
              onLeave={() => focusActiveCell(list.current)}
            />
          )
        }
        actions={
          <Button variant="filled" leftSection={<IconPlus size={18} stroke={1.5} aria-hidden />} onClick={openQuickAdd}>
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
          <div className={classes.bar}>
            <FilterChips isMenuOpen={isMenuOpen} onMenuChange={setMenuOpen} hasKeys={hasKeys} />
            <div className={classes.barEnd}>
              {(search !== '' || request.filter !== undefined) && total !== undefined && total > 0 && (
                <output className={classes.found}>{plural(total, { one: '# lead', other: '# leads' })}</output>
              )}
              <ColumnsPanel {...columns} />
            </div>
          </div>
          <div ref={list} className={classes.list} aria-busy={total === undefined}>
            {pages.failure !== null ? (
              <FailedState
                title={t`The leads could not be read`}
                actions={<Button onClick={pages.retry}>{t`Try again`}</Button>}
              >
                {pages.failure.message}
              </FailedState>
            ) : total === undefined ? (
              <WaitingBar name={t`Reading the leads`} barLabel={t`Reading the leads`} />
            ) : total === 0 ? (
              <NothingFound />
            ) : (
              <LeadsTable
                request={request}
                pages={pages}
                total={total}
                columns={columns}
                chosen={chosen}
                place={status}
                fields={fields}
                hasKeys={hasKeys}
              />
            )}
          </div>
        </Tabs.Panel>
      )}
      {!isBookEmpty &&
        (chosen.named === undefined ? (
          <LeadsKeys />
        ) : (
          <ChosenLeadsFoot
            leads={chosen.named}
            total={total ?? 0}
            currency={currency}
            hasKeys={hasKeys}
            open={setDialog}
            exportLeads={() => void exportLeads()}
            clear={chosen.clear}
          />
        ))}
      <ExportDialog asked={exporting} onClose={() => setExporting(null)} />
      <LeadDialogs dialog={dialog} today={today} onClose={() => setDialog(undefined)} />
    </Tabs>
  )
}

/** A question that finds the ticked leads: theirs where all are ticked, else their ids, on the day that temperatures are of. */
async function queryOfChosen(chosen: Chosen, request: LeadsRequest): Promise<LeadQuery> {
  const { temperatureOn } = request
  const only = (ids: Iterable<LeadId>) =>
    queryOf({ filter: { ids: [...ids] }, ...(temperatureOn !== undefined && { temperatureOn }) })
  if (!chosen.all) return only(chosen.ids)
  if (chosen.except.size === 0) return chosen.query
  const ids = await fetchLeadIds(request, 0, MOST_IDS)
  return only(ids.filter((id) => !chosen.except.has(id)))
}

/** As many leads can be named. */
const MOST_IDS = 100_000

/** The table moves by its own keys once it has the focus. */
function focusActiveCell(list: HTMLElement | null) {
  list?.querySelector<HTMLElement>('[data-active-cell]')?.focus()
}
