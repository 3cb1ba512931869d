import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { type MouseEvent, memo, useCallback, useMemo, useRef, useState } from 'react'
import type { CustomField } from '../../../../shared/contract/fields.contract.ts'
import type { LeadRow, RowField } from '../../../../shared/contract/leads.contract.ts'
import { parseClipboardTable, writeClipboardTable } from '../../../../shared/domain/leads/clipboard-table.ts'
import { httpsAddressOf } from '../../../../shared/domain/leads/https-address.ts'
import type { EditableKey, FieldKey } from '../../../../shared/domain/leads/lead-fields.ts'
import type { ReadingPlace } from '../../../../shared/domain/leads/reading-place.ts'
import { ask, askHost } from '../../../api/client.ts'
import { goTo } from '../../../app/hash-location.ts'
import { leadRoute } from '../../../app/routes.ts'
import { sayFailed } from '../../../app/undo.tsx'
import { fittingRowHeight } from '../../../ui/grid/grid-layout.ts'
import { type CellPlace, type GridSort, type OpenBy, VirtualGrid } from '../../../ui/grid/VirtualGrid.tsx'
import { showToast } from '../../../ui/toast.tsx'
import type { ThenGo } from './cells/CellEditor.tsx'
import { type TableRow, useCellStates } from './cells/cell-states.ts'
import { type Fill, FillDialog } from './cells/FillDialog.tsx'
import { tableOfHtml } from './cells/html-table.ts'
import { PasteDialog } from './cells/PasteDialog.tsx'
import { layBlock, nothingTried, type PastePlan } from './cells/paste-plan.ts'
import { type OpenCell, useCellEditing } from './cells/useCellEditing.tsx'
import { sayWritten } from './cells/write-cells.ts'
import { editableOf, enterIn } from './column-writing.ts'
import { type ColumnKey, type LeadsRequest, sortShown, useLeadsView } from './leads-view.ts'
import type { ChosenLeads } from './useChosenLeads.ts'
import { useDatedColumns } from './useDatedColumns.tsx'
import { useKeptPlace } from './useKeptPlace.ts'
import type { LeadColumns } from './useLeadColumns.ts'
import { fetchLeadRows, type LeadPages } from './useLeadPages.ts'

interface LeadsTableProps {
  pages: LeadPages
  total: number
  columns: LeadColumns
  /** The custom fields whose values the rows hold. */
  shownFields: readonly RowField[]
  chosen: ChosenLeads
  place: ReadingPlace
  fields: readonly CustomField[]
  hasKeys: boolean
}

/** A value is written into so many leads without being asked about. */
const FILLED_UNASKED = 20
/** More leads are exported rather than copied. */
const MOST_COPIED = 5000

/** The leads found, as a table whose cells are moved over, written in, copied and pasted by keys. While one types a search it stays as it is until the answer. */
export const LeadsTable = memo(function LeadsTable(props: LeadsTableProps) {
  const { pages, total, columns, shownFields, chosen, place, fields, hasKeys } = props
  const { t } = useLingui()
  const { request } = pages
  const sort = useLeadsView((view) => view.sort)
  const density = useLeadsView((view) => view.density)
  const activeIndex = useLeadsView((view) => view.activeIndex)
  const activeColumn = useLeadsView((view) => view.activeColumn)
  const change = useLeadsView((view) => view.change)
  const [pasting, setPasting] = useState<PastePlan | undefined>(undefined)
  const [filling, setFilling] = useState<Fill | undefined>(undefined)
  const table = useRef<HTMLDivElement>(null)
  const rowHeight = fittingRowHeight(density === 'dense' ? 31 : 38, total)
  const getRow = useRowsWithStates(pages.getRow)
  useKeptPlace(table, { request, getRow: pages.getRow, rowHeight })
  const shownColumns = useDatedColumns(columns.columns, columns.places, request.temperatureOn, place.today)

  const order = useMemo(() => columns.places.map(({ key }) => key), [columns.places])
  const { catalogue } = columns
  const nameOf = useCallback((key: ColumnKey) => catalogue.get(key)?.name ?? '', [catalogue])
  const onActiveChange = useCallback(
    (index: number, column: string) => change({ activeIndex: index, activeColumn: column as ColumnKey }),
    [change],
  )

  function goToCell({ index, key }: OpenCell, then: ThenGo) {
    const column = order.indexOf(key)
    const beside = order[column + (then === 'right' ? 1 : then === 'left' ? -1 : 0)] ?? key
    // Where the list changed since the cell was opened, the active place went along with the lead.
    const row = then === 'stay' ? index : useLeadsView.getState().activeIndex
    change({ activeIndex: then === 'down' ? Math.min(row + 1, total - 1) : row, activeColumn: beside })
  }
  const editing = useCellEditing({ place, fields, nameOf, goTo: goToCell })

  const openLead = (lead: LeadRow) => goTo(leadRoute(lead.id, request.temperatureOn))

  function onOpen(lead: LeadRow, { index, column }: CellPlace, by: OpenBy) {
    const key = editableOf(column as ColumnKey)
    if (key !== undefined && (by === 'F2' || enterIn(key) === 'write')) void editing.begin({ lead, key, index })
    else if (by !== 'F2') openLead(lead)
    else showToast({ tone: 'plain', message: t`This column cannot be written in.` })
  }

  function onKey(pressed: string, lead: LeadRow, { index, column }: CellPlace): boolean {
    const key = editableOf(column as ColumnKey)
    if (pressed === 'o') openLead(lead)
    else if (pressed === 'Delete' && key !== undefined) void editing.write({ lead, key, index }, '', 'edited')
    else return false
    return true
  }

  function onControlKey(pressed: string, lead: LeadRow, { column }: CellPlace): boolean {
    if (pressed === 'c') {
      // Text that is marked on the page is copied as always.
      if (window.getSelection()?.isCollapsed === false) return false
      void copy(lead, column as ColumnKey)
    } else if (pressed === 'd') void fillDown(lead, editableOf(column as ColumnKey))
    else return false
    return true
  }

  async function copy(lead: LeadRow, column: ColumnKey) {
    try {
      if (chosen.count > MOST_COPIED) {
        const most = MOST_COPIED
        showToast({ tone: 'plain', message: t`Up to ${most} leads are copied. Export them for more.` })
        return
      }
      const isBlock = chosen.count > 0
      const leads = isBlock ? await fetchChosen(request, shownFields, chosen) : [lead]
      const keys = isBlock ? order : [column]
      const texts: string[][] = []
      for (const one of leads) {
        const row = await copiedTexts(one, keys)
        if (row === undefined) return
        texts.push(row)
      }
      await askHost('host.copyText', { text: writeClipboardTable(texts) })
      if (isBlock)
        showToast({ tone: 'plain', message: plural(leads.length, { one: 'Copied # lead.', other: 'Copied # leads.' }) })
    } catch (error) {
      sayFailed(error)
    }
  }

  /** Undefined where not all of them could be read, which is said. */
  async function copiedTexts(lead: LeadRow, keys: readonly ColumnKey[]): Promise<string[] | undefined> {
    const texts: string[] = []
    for (const key of keys) {
      const editable = editableOf(key)
      const text =
        editable === undefined
          ? (columns.catalogue.get(key)?.text(lead) ?? '')
          : await editing.wholeTextOf(lead, editable)
      if (text === undefined) return undefined
      texts.push(text)
    }
    return texts
  }

  /** Writes the value of the cell, or of the one where the range of ticked rows began, into all ticked leads. */
  async function fillDown(active: LeadRow, key: EditableKey | undefined) {
    const { named } = chosen
    if (key === undefined || named === undefined) {
      const message =
        key === undefined
          ? t`This column cannot be written in.`
          : t`Tick the leads to fill first: Shift and the arrows, or Space.`
      showToast({ tone: 'plain', message })
      return
    }
    const text = await fetchFilled(active, key)
    if (text === undefined) return
    const column = nameOf(key)
    const write = async () => {
      try {
        const report = await ask('leads.editMany', { leads: named.leads, field: key, how: 'set', text })
        const cells = plural(report.written, { one: '# cell', other: '# cells' })
        sayWritten(t`Filled ${cells} of ${column}`, report)
      } catch (error) {
        sayFailed(error)
      }
    }
    if (named.count > FILLED_UNASKED) setFilling({ column, text, count: named.count, write })
    else void write()
  }

  /** What filling down writes; undefined where it could not be read, which is said. */
  async function fetchFilled(active: LeadRow, key: EditableKey): Promise<string | undefined> {
    const anchor = chosen.rangeAnchor()
    if (anchor === undefined || anchor === active.id) return editing.wholeTextOf(active, key)
    try {
      // Its row may have been forgotten, or stand elsewhere by now.
      const [source] = await fetchLeadRows({ filter: { ids: [anchor] } }, shownFields, 0, 1)
      return await editing.wholeTextOf(source ?? active, key)
    } catch (error) {
      sayFailed(error)
      return undefined
    }
  }

  function onPaste(data: DataTransfer, { index, column }: CellPlace): boolean {
    const text = data.getData('text/plain')
    const block = text === '' ? tableOfHtml(data.getData('text/html')) : parseClipboardTable(text)
    if (block === undefined || block.length === 0) return false
    void paste(block, index, column as ColumnKey)
    return true
  }

  async function paste(block: readonly (readonly string[])[], index: number, column: ColumnKey) {
    const keys = order.slice(Math.max(0, order.indexOf(column)))
    const [only] = block.length === 1 && block[0]?.length === 1 ? block[0] : []
    try {
      const leads = await rowsFrom(index, Math.min(block.length, total - index))
      const [lead] = leads
      const key = editableOf(column)
      if (only !== undefined && lead !== undefined) {
        if (key === undefined) showToast({ tone: 'plain', message: t`This column cannot be written in.` })
        else await editing.write({ lead, key, index }, only, 'pasted')
        return
      }
      const laid = layBlock(block, { leads, keys, textOf: editing.textOf })
      const trial = laid.cells.length === 0 ? nothingTried : await ask('leads.tryCells', { cells: [...laid.cells] })
      setPasting({ ...laid, trial, names: new Map(leads.map(({ id, name }) => [id, name])) })
    } catch (error) {
      sayFailed(error)
    }
  }

  async function rowsFrom(index: number, count: number): Promise<readonly LeadRow[]> {
    const rows = Array.from({ length: count }, (_, at) => pages.getRow(index + at))
    if (rows.every((row) => row !== undefined)) return rows
    return fetchLeadRows(request, shownFields, index, count)
  }

  const shownSort = useMemo<GridSort | undefined>(() => {
    const shown = sortShown({ sort, search: request.search ?? '' })
    return shown && { key: shown.by, direction: shown.direction }
  }, [sort, request.search])
  const onSort = useCallback(
    ({ key, direction }: GridSort) => change({ activeIndex: 0, sort: { by: key as FieldKey, direction } }),
    [change],
  )
  const { editor } = editing
  const closePasting = useCallback(() => setPasting(undefined), [])
  const closeFilling = useCallback(() => setFilling(undefined), [])
  return (
    <div ref={table} style={{ display: 'contents' }} onClickCapture={openAddress}>
      <VirtualGrid<TableRow>
        label={t`Leads`}
        rowCount={total}
        getRow={getRow}
        columns={shownColumns}
        columnActs={columns.acts}
        rowHeight={rowHeight}
        onVisibleRange={pages.onVisibleRange}
        activeIndex={activeIndex}
        activeColumn={activeColumn}
        onActiveChange={onActiveChange}
        onOpen={onOpen}
        onKey={hasKeys ? onKey : undefined}
        onControlKey={onControlKey}
        onPaste={onPaste}
        editor={editor && { index: activeIndex, column: editor.cell.key, content: editor.content }}
        hasAutoFocus={document.activeElement === document.body}
        selection={chosen.selection}
        sort={shownSort}
        onSort={onSort}
        isRowOff={isOff}
        partEnd={pages.best}
      />
      <PasteDialog plan={pasting} nameOf={nameOf} onClose={closePasting} />
      <FillDialog fill={filling} onClose={closeFilling} />
    </div>
  )
})

/** The rows with what their cells show for the moment; the same object for the same row, so that it is not drawn anew. */
function useRowsWithStates(getRow: LeadPages['getRow']): (index: number) => TableRow | undefined {
  const states = useCellStates()
  const known = useRef(new WeakMap<LeadRow, TableRow>())
  return useCallback(
    (index: number) => {
      const row = getRow(index)
      const cells = row === undefined ? undefined : states.get(row.id)
      if (row === undefined || cells === undefined) return row
      const before = known.current.get(row)
      if (before?.cells === cells) return before
      const shown: TableRow = { ...row, cells }
      known.current.set(row, shown)
      return shown
    },
    [getRow, states],
  )
}

/** The ticked leads in the order of the table. */
async function fetchChosen(
  request: LeadsRequest,
  fields: readonly RowField[],
  { chosen, count, named }: ChosenLeads,
): Promise<LeadRow[]> {
  if (named === undefined) return []
  if (!chosen.all) {
    const { search: _, ...asked } = { ...request, filter: { ids: [...chosen.ids] } }
    return fetchLeadRows(asked, fields, 0, count)
  }
  const rows = await fetchLeadRows(request, fields, 0, count + chosen.except.size)
  return rows.filter(({ id }) => !chosen.except.has(id))
}

/** Ctrl or ⌘ and a click on a link opens it outside. */
function openAddress(event: MouseEvent) {
  if (!(event.ctrlKey || event.metaKey) || !(event.target instanceof HTMLElement)) return
  const address = event.target.closest<HTMLElement>('[data-address]')?.dataset['address']
  const url = address === undefined ? undefined : httpsAddressOf(address)
  if (url !== undefined) askHost('host.openAddress', { url }).catch(sayFailed)
}

function isOff(lead: LeadRow) {
  return lead.doNotContactOn !== null
}
