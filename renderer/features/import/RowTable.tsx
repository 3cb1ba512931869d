import { useLingui } from '@lingui/react/macro'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { ImportPlan, ImportRow } from '../../../shared/contract/import.contract.ts'
import { isCustomTarget } from '../../../shared/domain/import/targets.ts'
import { type GridColumn, VirtualGrid } from '../../ui/grid/VirtualGrid.tsx'
import { MendDialog } from './MendDialog.tsx'
import classes from './Rows.module.css'
import { warningWords } from './row-words.ts'
import { useTargetNames } from './target-names.ts'
import type { ImportChoosing } from './useImportChoices.ts'
import type { RowPages } from './useRowPages.ts'

interface RowTableProps {
  plan: ImportPlan
  pages: RowPages
  total: number
  choosing: ImportChoosing
  /** No row can be mended now. */
  isFixed: boolean
}

/** The rows as the file has them, under what their columns become; cells that could not be read so are marked. Enter mends one. */
export function RowTable({ plan, pages, total, choosing, isFixed }: RowTableProps) {
  const { t } = useLingui()
  const names = useTargetNames()
  const [active, setActive] = useState(0)
  const [mending, setMending] = useState<ImportRow>()
  // The plan's columns are new objects after every plan: the grid's are made anew only where one of them became another.
  const shape = JSON.stringify(
    plan.columns
      .filter(({ target }) => target !== 'ignore')
      .map(({ column, header, target }) => ({
        column,
        header,
        name: isCustomTarget(target) ? '' : names.nameOf(target),
        isWide: wide.has(target),
      })),
  )
  const columns = useMemo(
    () => [
      {
        key: 'row',
        title: t`Row`,
        width: 70,
        closesMargin: true,
        isRowName: true,
        render: (row) => <span className="lb-quiet">{row.row}</span>,
      } satisfies GridColumn<ImportRow>,
      ...(JSON.parse(shape) as ShownColumn[]).map(gridColumn),
    ],
    [shape, t],
  )
  return (
    <>
      <VirtualGrid<ImportRow>
        label={t`Rows of the file`}
        rowCount={total}
        getRow={pages.getRow}
        columns={columns}
        onVisibleRange={pages.onVisibleRange}
        activeIndex={active}
        onActiveChange={setActive}
        onOpen={(row) => {
          if (!isFixed) setMending(row)
        }}
      />
      <MendDialog row={mending} plan={plan} choosing={choosing} onClose={() => setMending(undefined)} />
    </>
  )
}

interface ShownColumn {
  column: number
  header: string
  /** What it becomes; empty for a field of its own. */
  name: string
  isWide: boolean
}

const wide = new Set(['email', 'website', 'notes', 'street'])

function gridColumn({ column, header, name, isWide }: ShownColumn): GridColumn<ImportRow> {
  return {
    key: String(column),
    title: (
      <span className={classes.columnHead} title={name === '' ? header : `${header}: ${name}`}>
        {header} <span className="lb-faint">{name === header ? '' : name}</span>
      </span>
    ),
    width: isWide ? 220 : 150,
    grow: 1,
    fullText: (row) => cellTitle(row, column),
    render: (row) => <Cell row={row} column={column} />,
  }
}

function Cell({ row, column }: { row: ImportRow; column: number }) {
  const { t } = useLingui()
  const text = row.cells[column - 1] ?? ''
  const warning = row.warnings.find((one) => one.column === column)
  const words = warning === undefined ? undefined : warningWords(warning.code)
  if (words === undefined) return text
  return (
    <span className={classes.warned}>
      <IconAlertTriangle size={14} stroke={1.5} aria-label={t`Look at this:`} />
      {text}
    </span>
  )
}

function cellTitle(row: ImportRow, column: number): string | undefined {
  const text = row.cells[column - 1] ?? ''
  const warning = row.warnings.find((one) => one.column === column)
  const words = warning === undefined ? undefined : warningWords(warning.code)
  if (words !== undefined) return `${text}: ${words}`
  return text === '' ? undefined : text
}
