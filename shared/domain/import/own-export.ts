import { type OwnHeader, readOwnHeader, unguardFormula } from '../leads/export-columns.ts'
import type { LeadField } from '../leads/lead-fields.ts'
import type { RowSource } from './rows.ts'
import type { KnownSource } from './sources.ts'
import type { Grid } from './table.ts'
import type { Target } from './targets.ts'

/** What source ids of Leadbook's own files are unique within, together with the workbook that each begins with. */
export const OWN_SYSTEM = 'leadbook'

/** What fields become on the way back. What is computed, or belongs to the workbook it was computed in, is left out. */
const targetOfField: Readonly<Record<LeadField, Target>> = {
  name: 'fullName',
  company: 'company',
  jobTitle: 'title',
  email: 'email',
  phone: 'phone',
  link: 'website',
  street: 'street',
  postalCode: 'postalCode',
  city: 'city',
  region: 'region',
  country: 'country',
  notes: 'notes',
  source: 'source',
  tag: 'tags',
  temperature: 'ignore',
  score: 'ignore',
  interest: 'ignore',
  fit: 'ignore',
  stage: 'stage',
  status: 'status',
  playbook: 'ignore',
  import: 'ignore',
  optOut: 'optOut',
  value: 'value',
  nextAction: 'nextAction',
  nextActionOn: 'nextActionOn',
  lastTouchOn: 'ignore',
  cameInOn: 'createdOn',
  changedOn: 'ignore',
  restingUntilOn: 'ignore',
  tagUntilOn: 'ignore',
  doNotContact: 'doNotContact',
  isArchived: 'ignore',
  isPinned: 'ignore',
  hasNoNextStep: 'ignore',
  isParked: 'ignore',
  isNeglected: 'ignore',
  isReady: 'ignore',
  isCurious: 'ignore',
  isAcceptanceOverdue: 'ignore',
  hasReasonToWrite: 'ignore',
}

/** Whether a header is that of a table or an address book which Leadbook exported. */
export function isOwnHeader(header: readonly string[]): boolean {
  return header.some((text) => readOwnHeader(text) === null)
}

/** Leadbook as the program that a file comes from, where it is; every column is told. */
export function ownSource(header: readonly string[]): KnownSource | undefined {
  if (!isOwnHeader(header)) return undefined
  const targets = new Map(header.map((text, column) => [column, targetOf(text, readOwnHeader(text))]))
  return { system: OWN_SYSTEM, name: 'Leadbook', kind: 'leads', targets }
}

/** Parts of a name that a card tells beside the whole. */
const NAME_PARTS: ReadonlyMap<string, Target> = new Map([
  ['First name', 'ignore'],
  ['Last name', 'ignore'],
])

function targetOf(text: string, own: OwnHeader | null): Target {
  if (own === null) return 'sourceId'
  if ('custom' in own) return NAME_PARTS.get(text) ?? `custom:${own.custom}`
  return targetOfField[own.field]
}

/** A grid as Leadbook's own export means it: the header is its first row, and a text file's formulas go without their guard. Undefined for other files. */
export function ownGrid(grid: Grid): { grid: Grid; headerRow: number } | undefined {
  if (grid.rows.count === 0) return undefined
  const rows = grid.kind === 'text' ? new UnguardedRows(grid.rows) : grid.rows
  return isOwnHeader(rows.at(0)) ? { grid: { ...grid, rows }, headerRow: rows.numberAt(0) } : undefined
}

/** Rows whose cells lost the apostrophe that keeps spreadsheets from taking them for formulas. */
class UnguardedRows implements RowSource {
  private readonly rows: RowSource

  constructor(rows: RowSource) {
    this.rows = rows
  }

  get count(): number {
    return this.rows.count
  }

  at(index: number): readonly string[] {
    return unguarded(this.rows.at(index))
  }

  numberAt(index: number): number {
    return this.rows.numberAt(index)
  }

  filledLengthAt(index: number): number {
    return this.rows.filledLengthAt(index)
  }

  cellCountAt(index: number): number {
    return this.rows.cellCountAt(index)
  }

  from(first: number): RowSource {
    return new UnguardedRows(this.rows.from(first))
  }

  *[Symbol.iterator](): Iterator<readonly string[]> {
    for (const cells of this.rows) yield unguarded(cells)
  }
}

function unguarded(cells: readonly string[]): readonly string[] {
  return cells.some((cell) => cell.startsWith("'")) ? cells.map(unguardFormula) : cells
}
