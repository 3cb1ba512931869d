import { useLingui } from '@lingui/react/macro'
import { useCallback } from 'react'
import type { LeadRow } from '../../../../shared/contract/leads.contract.ts'
import type { FieldKey } from '../../../../shared/domain/leads/lead-fields.ts'
import { goTo } from '../../../app/hash-location.ts'
import { leadRoute } from '../../../app/routes.ts'
import { VirtualGrid } from '../../../ui/grid/VirtualGrid.tsx'
import { type ColumnKey, sortShown, useLeadsView } from './leads-view.ts'
import type { ChosenLeads } from './useChosenLeads.ts'
import type { LeadColumns } from './useLeadColumns.ts'
import type { LeadPages } from './useLeadPages.ts'

interface LeadsTableProps {
  pages: LeadPages
  total: number
  columns: LeadColumns
  chosen: ChosenLeads
  hasKeys: boolean
}

/** The leads found, as a table whose cells are moved over, written in, copied and pasted by keys. */
export function LeadsTable({ pages, total, columns, chosen, hasKeys }: LeadsTableProps) {
  const { t } = useLingui()
  const { search, sort, density, activeIndex, activeColumn, change } = useLeadsView()
  const onActiveChange = useCallback(
    (index: number, column: string) => change({ activeIndex: index, activeColumn: column as ColumnKey }),
    [change],
  )
  const shownSort = sortShown({ sort, search })
  return (
    <VirtualGrid<LeadRow>
      label={t`Leads`}
      rowCount={total}
      getRow={pages.getRow}
      columns={columns.columns}
      columnActs={columns.acts}
      rowHeight={density === 'dense' ? 31 : 38}
      onVisibleRange={pages.onVisibleRange}
      activeIndex={activeIndex}
      activeColumn={activeColumn}
      onActiveChange={onActiveChange}
      onOpen={openLead}
      onKey={hasKeys ? leaveKeys : undefined}
      hasAutoFocus={document.activeElement === document.body}
      selection={chosen.selection}
      sort={shownSort && { key: shownSort.by, direction: shownSort.direction }}
      onSort={({ key, direction }) => change({ activeIndex: 0, sort: { by: key as FieldKey, direction } })}
      isRowOff={isOff}
      partEnd={pages.best}
    />
  )
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
