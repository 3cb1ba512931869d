import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Button, Tabs } from '@mantine/core'
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { OutputOf } from '../../../../shared/contract/index.ts'
import type { LeadQuery } from '../../../../shared/contract/lead-query.contract.ts'
import type { LeadRow } from '../../../../shared/contract/leads.contract.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import { useSession } from '../../../app/session.ts'
import { type Shortcut, useShortcuts, useSingleKeys } from '../../../app/shortcuts.ts'
import { sayFailed } from '../../../app/undo.tsx'
import { FailedState } from '../../../ui/FailedState.tsx'
import { WaitingBar } from '../../../ui/WaitingBar.tsx'
import { type AskedExport, ExportDialog } from '../export/ExportDialog.tsx'
import { type LeadDialog, LeadDialogs, type NamedLeads, named } from '../LeadDialogs.tsx'
import { ChosenLeadsFoot } from './ChosenLeadsFoot.tsx'
import { ColumnsPanel } from './ColumnsPanel.tsx'
import type { Chosen } from './chosen-leads.ts'
import { FilterChips } from './filters/FilterChips.tsx'
import { focusActiveCell } from './focus-active-cell.ts'
import { LeadsKeys } from './LeadsKeys.tsx'
import classes from './LeadsList.module.css'
import { LeadsTable } from './LeadsTable.tsx'
import { type LeadsRequest, leadsRequest, queryOf, useLeadsView } from './leads-view.ts'
import { NothingFound } from './NothingFound.tsx'
import { useChosenLeads } from './useChosenLeads.ts'
import { useCustomFields } from './useCustomFields.ts'
import { useKeptScroll } from './useKeptScroll.ts'
import { useLeadColumns, useShownFields } from './useLeadColumns.ts'
import { askAhead, fetchLeadIds, useLeadPages } from './useLeadPages.ts'
import { useMarkedText } from './useMarkedText.tsx'

interface LeadsListProps {
  status: OutputOf<'workbook.status'>
  /** Set to where the table stands. */
  list: RefObject<HTMLDivElement | null>
}

/** The leads that the search and the filters find, the filters above them, and what can be done with those that are ticked below. */
export function LeadsList({ status, list }: LeadsListProps) {
  const { t } = useLingui()
  const { today, currency } = status
  const view = useLeadsView((shown) => shown.view)
  const search = useLeadsView((shown) => shown.search)
  const rules = useLeadsView((shown) => shown.rules)
  const sort = useLeadsView((shown) => shown.sort)
  const temperatureOn = useLeadsView((shown) => shown.temperatureOn)
  const shownLeads = useSession((session) => session.shownLeads)
  const hasKeys = useSingleKeys((keys) => keys.isOn)
  const fields = useCustomFields()
  const request = useMemo(
    () => leadsRequest({ search, rules, sort, temperatureOn }, shownLeads?.ids),
    [search, rules, sort, temperatureOn, shownLeads],
  )
  const shownFields = useShownFields(fields)
  // What is typed is asked for at once; the search field is drawn meanwhile.
  useEffect(
    () =>
      useLeadsView.subscribe((now, before) => {
        if (now.search !== before.search) askAhead(leadsRequest(now, shownLeads?.ids), shownFields)
      }),
    [shownLeads, shownFields],
  )
  const pages = useLeadPages(request, shownFields)
  const { total, getRow } = pages
  // Of the day and marked as searched for by the answer that is shown: until the next one is there, not a row is drawn anew.
  const marked = useMarkedText(pages.request.search ?? '')
  const columns = useLeadColumns({ today, currency, fields, temperatureOn: pages.request.temperatureOn, marked })
  const chosen = useChosenLeads(pages.request, total ?? 0, getRow)
  const [dialog, setDialog] = useState<LeadDialog | undefined>(undefined)
  const [exporting, setExporting] = useState<AskedExport | null>(null)
  const [isMenuOpen, setMenuOpen] = useState(false)
  useKeptScroll(list, pages.request, total !== undefined && total > 0)

  const acts = useRef({ getRow, named: chosen.named, clear: chosen.clear })
  acts.current = { getRow, named: chosen.named, clear: chosen.clear }

  useShortcuts(
    useMemo<Shortcut[]>(() => {
      const group = t`Leads`
      const active = () => acts.current.getRow(useLeadsView.getState().activeIndex)
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
    }, [t, list]),
  )

  /** Asks for the export of the ticked leads with the columns that are shown. */
  async function exportLeads() {
    const keys = columns.places.flatMap(({ key }) => (key === 'code' ? [] : [key]))
    try {
      const query = await queryOfChosen(chosen.chosen, pages.request)
      setExporting({ query, columns: keys, ...(pages.request.sort && { sort: pages.request.sort }) })
    } catch (error) {
      sayFailed(error)
    }
  }

  const closeDialog = useCallback(() => setDialog(undefined), [])
  const closeExport = useCallback(() => setExporting(null), [])
  return (
    <>
      <Tabs.Panel value={view} className={classes.panel}>
        <div className={classes.bar}>
          <FilterChips isMenuOpen={isMenuOpen} onMenuChange={setMenuOpen} hasKeys={hasKeys} />
          <div className={classes.barEnd}>
            {(search !== '' || request.filter !== undefined) && total !== undefined && total > 0 && (
              <output className={classes.found}>{plural(total, { one: '# lead', other: '# leads' })}</output>
            )}
            <ColumnsPanel columns={columns} />
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
              pages={pages}
              total={total}
              columns={columns}
              shownFields={shownFields}
              chosen={chosen}
              place={status}
              fields={fields}
              hasKeys={hasKeys}
            />
          )}
        </div>
      </Tabs.Panel>
      {chosen.named === undefined ? (
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
      )}
      <ExportDialog asked={exporting} onClose={closeExport} />
      <LeadDialogs dialog={dialog} today={today} onClose={closeDialog} />
    </>
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
