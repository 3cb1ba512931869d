import { createHash } from 'node:crypto'
import { token_sort_ratio as likeness } from 'fuzzball'
import type {
  ImportAnswer,
  ImportChoices,
  ImportKind,
  ImportRequest,
  MatchPolicy,
} from '../../../shared/contract/import.contract.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import { isPlaceholder } from '../../../shared/domain/import/cell-words.ts'
import { sampleRows } from '../../../shared/domain/import/column-counts.ts'
import { type DayColumn, inferDayColumns } from '../../../shared/domain/import/day-columns.ts'
import { DraftRows, type MendedCells } from '../../../shared/domain/import/draft-rows.ts'
import { evenDecimals } from '../../../shared/domain/import/exact-cell.ts'
import { guessFieldKind, NewFields, standsAsNumber } from '../../../shared/domain/import/guess-field-kind.ts'
import { findTable } from '../../../shared/domain/import/header-row.ts'
import { readHeader } from '../../../shared/domain/import/header-words.ts'
import type { Answers } from '../../../shared/domain/import/import-decisions.ts'
import { ImportPlanner } from '../../../shared/domain/import/import-planner.ts'
import { type ColumnMapping, guessMapping } from '../../../shared/domain/import/mapping.ts'
import { fieldOfTarget, type MatchPolicies, matchPolicies } from '../../../shared/domain/import/match-policy.ts'
import { OWN_SYSTEM, ownGrid } from '../../../shared/domain/import/own-export.ts'
import { type OwnFields, RowReader } from '../../../shared/domain/import/row-reader.ts'
import { recogniseSource } from '../../../shared/domain/import/sources.ts'
import type { Grid, Table } from '../../../shared/domain/import/table.ts'
import { customNameOf, isCustomTarget, parseTarget, type Target } from '../../../shared/domain/import/targets.ts'
import { foldText } from '../../../shared/domain/leads/fold-text.ts'
import { nameKey } from '../../../shared/domain/leads/name-key.ts'
import type { ReadingPlace } from '../../../shared/domain/leads/reading-place.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { QueryContext } from '../../core/context.ts'
import { readFields, readPlace, type StoredField } from '../fields/fields.service.ts'
import { ownCustomReader } from '../leads/leads.service.ts'
import { readTopicsOnFile } from '../temperature/temperature.service.ts'
import { knowWorkbook } from './import.repository.ts'
import { findMapping, headerKeyOf, type RememberedChoices } from './import-mappings.ts'
import { normalizePhone } from './phones.ts'
import { withFileBytes } from './readers/byte-source.ts'
import { Sha1Digests } from './row-hash.ts'
import { openSpooledGrid } from './row-spool.ts'
import { readChoicesOf, tablePlace } from './table-place.ts'

/** A file whose rows are at hand, with its mapping and the planner of what becomes of them. Close it. */
export type OpenImport = {
  readonly filePath: string
  readonly fileName: string
  readonly kind: ImportKind
  readonly system: string | null
  readonly isRemembered: boolean
  readonly headerKey: string | null
  readonly table: Table
  readonly mapping: readonly ColumnMapping[]
  readonly dayColumns: readonly DayColumn[]
  readonly drafts: DraftRows
  readonly digests: Sha1Digests
  readonly planner: ImportPlanner
  /** The seller's own fields, by which cells of custom columns are read. */
  readonly own: OwnFields
  readonly policyOf: (target: Target) => MatchPolicy
  /** The seller's choices, with those remembered for files of the shape where nothing else was chosen. */
  readonly choices: ImportChoices
  /** What the seller chose for this file. */
  readonly given: ImportChoices
  readonly close: () => void
}

/** Opens the rows of a file that was read, and what planning takes. Refuses invalid_input for a choice that the file does not have. */
export async function openImport(context: QueryContext, request: ImportRequest): Promise<OpenImport> {
  const file = context.spooledFile(request.fileId)
  const { grid, close } = openSpooledGrid(tablePlace(file.path, readChoicesOf(request.choices)))
  try {
    return { ...(await planOf(context, request.choices, grid, file.fileName)), filePath: file.path, close }
  } catch (error) {
    close()
    throw error
  }
}

async function planOf(
  context: QueryContext,
  given: ImportChoices,
  grid: Grid,
  fileName: string,
): Promise<Omit<OpenImport, 'close' | 'filePath'>> {
  refuseMissing(given, grid, context.today)
  const ownFile = given.headerRow === undefined ? ownGrid(grid) : undefined
  const table = findTable(ownFile?.grid ?? grid, grid.kind === 'cards' ? 0 : (ownFile?.headerRow ?? given.headerRow))
  const hasHeader = table.dialect.headerRow !== null
  const headerKey = headerKeyOf(table.writtenHeader, hasHeader)
  const remembered = await findMapping(context.db, headerKey)
  const source = hasHeader ? recogniseSource(table.writtenHeader) : undefined
  const choices: ImportChoices = { ...remembered?.choices, ...given, ...(given.targets && { targets: given.targets }) }
  const kind = choices.kind ?? source?.kind ?? 'leads'
  const mapping = guessMapping(table, {
    kind,
    chosen: targetsByColumn(given.targets, table),
    // Leadbook's own columns are known, also one that was empty the last time.
    remembered: ownFile === undefined ? rememberedTargets(remembered?.choices.targets, table) : new Map(),
  })
  const system = given.system ?? remembered?.system ?? source?.system ?? systemByShape(mapping, headerKey)
  const own = await ownFields(context, (stored, place) =>
    newFieldsOf(
      table,
      mapping,
      stored,
      // An own export's cells stand for what they say.
      ownFile === undefined ? choices : { ...choices, arePlaceholdersEmpty: false },
      place,
    ),
  )
  const { currency, country } = own.place
  const dayColumns = inferDayColumns(table, mapping, choices.dayOrder, (name) => own.find(name)?.kind === 'day')
  const withSignals = mapping.some(({ target }) => target.startsWith('signal')) || kind === 'signals'
  const reader = new RowReader(
    table,
    mapping,
    dayColumns,
    {
      kind,
      currency,
      arePlaceholdersEmpty: choices.arePlaceholdersEmpty ?? true,
      signal: choices.signal ?? {},
      topicOnFile: withSignals ? topicsOnFile(context.raw) : undefined,
      readOwnCustom: ownFile === undefined || kind !== 'leads' ? undefined : ownCustomReader(context.raw, currency),
      normalizePhone: (raw) => normalizePhone(raw, country),
      own,
    },
    context.today,
  )
  const digests = new Sha1Digests(
    table.rows.count,
    kind === 'signals' ? signalSalt(choices, mapping, context.today) : '',
  )
  const drafts = new DraftRows(table.rows, reader, digests, mendedCells(given, table))
  const policies = policiesOf(choices, kind, own)
  const planner = new ImportPlanner({
    drafts,
    kind,
    unmatched: choices.unmatched,
    answers: answersOf(context.raw, given),
    areRowsApart: ownFile !== undefined && system === OWN_SYSTEM,
    policies,
    workbook: knowWorkbook(context.raw, system, { withSignals }),
    likeness: (one, other) => likeness(one, other, { full_process: false }),
    tell: (done) => {
      context.progress.report('planning', done, table.rows.count)
      context.progress.stopIfCancelled()
    },
  })
  return {
    fileName,
    kind,
    system,
    isRemembered: remembered !== undefined,
    headerKey,
    table,
    mapping,
    dayColumns,
    drafts,
    digests,
    planner,
    own,
    policyOf: (target) => policyOf(policies, target),
    choices,
    given,
  }
}

function topicsOnFile(raw: QueryContext['raw']): (topic: string) => string | undefined {
  const { find } = readTopicsOnFile(raw)
  return (topic) => find(topic)?.name
}

async function ownFields(
  { db, today }: QueryContext,
  made: (stored: ReadonlyMap<string, StoredField>, place: ReadingPlace) => NewFields,
): Promise<OwnFields> {
  const stored = new Map((await readFields(db)).map((field) => [field.nameKey, field]))
  const place = await readPlace(db, today)
  const newFields = made(stored, place)
  return { find: (name) => stored.get(nameKey(name)) ?? newFields.find(name), made: newFields, place }
}

/** The fields that columns make, those of one name together: of the kind that was chosen, or that their cells are of. */
function newFieldsOf(
  table: Table,
  mapping: readonly ColumnMapping[],
  stored: ReadonlyMap<string, StoredField>,
  { fieldKinds = {}, arePlaceholdersEmpty = true }: ImportChoices,
  place: ReadingPlace,
): NewFields {
  const made = new NewFields()
  const making = new Map<string, { readonly name: string; readonly columns: ColumnMapping[] }>()
  for (const column of mapping) {
    if (!isCustomTarget(column.target)) continue
    const name = customNameOf(column.target)
    const key = nameKey(name)
    if (stored.has(key)) continue
    const field = making.get(key)
    if (field) field.columns.push(column)
    else making.set(key, { name, columns: [column] })
  }
  if (making.size === 0) return made
  const sample = sampleRows(table.rows)
  for (const { name, columns } of making.values()) {
    const filledCells = (rows: Iterable<readonly string[]>): string[] => {
      const cells: string[] = []
      for (const row of rows)
        for (const { column } of columns) {
          const cell = (row[column] ?? '').trim()
          if (cell !== '' && !(arePlaceholdersEmpty && isPlaceholder(cell))) cells.push(cell)
        }
      return cells
    }
    const headers = columns.map(({ header }) => header)
    const chosen = columns.map(({ column }) => fieldKinds[String(column + 1)]).find((kind) => kind !== undefined)
    const kind = chosen ?? guessFieldKind(headers, filledCells(sample), place)
    if (kind !== 'number') made.add(name, kind)
    else {
      // One number of another form says how all are to be read, wherever it stands.
      const all = filledCells(table.rows)
      const stands = chosen !== undefined || standsAsNumber(all, place)
      made.add(name, stands ? kind : 'text', { decimals: evenDecimals(all) })
    }
  }
  return made
}

function policiesOf(choices: RememberedChoices, kind: ImportKind, own: OwnFields): MatchPolicies {
  const isSingle = (name: string): boolean => !['text', 'longText'].includes(own.find(name)?.kind ?? 'text')

  // A list of who clicked says nothing better about the people than the workbook knows.
  const byTarget = kind === 'signals' ? { signalKind: 'fill' as const, ...choices.policies } : choices.policies
  return matchPolicies(choices.onMatch ?? (kind === 'signals' ? 'keep' : 'fill'), byTarget, isSingle)
}

function policyOf(policies: MatchPolicies, target: Target): MatchPolicy {
  if (isCustomTarget(target)) return policies.ofCustom(customNameOf(target))
  const field = fieldOfTarget(target)
  return field === undefined ? 'keep' : policies.of(field)
}

/** Without a program's name, ids are unique among files that call them the same; a word that many programs use says nothing, so there the whole shape must agree. */
function systemByShape(mapping: readonly ColumnMapping[], headerKey: string | null): string | null {
  const column = mapping.find(({ target }) => target === 'sourceId')
  if (column === undefined) return null
  const header = foldText(column.header)
  const isCommon = readHeader(column.header).target === 'sourceId' || header.length < 4
  return isCommon && headerKey !== null ? `${header} ${headerKey.slice(0, 8)}` : header
}

function targetsByColumn(targets: ImportChoices['targets'], table: Table): Map<number, Target> {
  const byColumn = new Map<number, Target>()
  for (const [number, text] of Object.entries(targets ?? {})) {
    const target = parseTarget(text)
    if (target === undefined)
      throw new Refusal(
        'invalid_input',
        `There is no field “${text}” to import into. Choose another for column ${number}.`,
      )
    if (Number(number) > table.header.length)
      throw new Refusal(
        'invalid_input',
        `The file has ${table.header.length} columns, and none with the number ${number}.`,
      )
    byColumn.set(Number(number) - 1, target)
  }
  return byColumn
}

/** What was remembered of a target that this version does not know is left to the guess. */
function rememberedTargets(targets: ImportChoices['targets'], table: Table): Map<number, Target> {
  const known = Object.entries(targets ?? {}).filter(
    ([number, text]) => parseTarget(text) !== undefined && Number(number) <= table.header.length,
  )
  return targetsByColumn(Object.fromEntries(known), table)
}

function refuseMissing({ headerRow, signal }: ImportChoices, grid: Grid, today: PlainDate): void {
  if (typeof headerRow === 'number' && !hasRow(grid, headerRow))
    throw new Refusal('invalid_input', `The file has no filled row ${headerRow}. Choose the row that holds the heads.`)
  if (signal?.on !== undefined && signal.on > today)
    throw new Refusal(
      'invalid_input',
      `${signal.on} is still to come. Choose the day on which it was, or an earlier one.`,
    )
}

function hasRow({ rows }: Grid, number: number): boolean {
  for (let index = 0; index < rows.count && rows.numberAt(index) <= number; index += 1)
    if (rows.numberAt(index) === number) return true
  return false
}

function mendedCells({ mended = {} }: ImportChoices, table: Table): MendedCells {
  const rows = new Map<number, Map<number, string>>()
  for (const [row, cells] of Object.entries(mended)) {
    const columns = Object.entries(cells)
      .filter(([column]) => Number(column) <= table.header.length)
      .map(([column, text]): [number, string] => [Number(column) - 1, text])
    rows.set(Number(row), new Map(columns))
  }
  return rows
}

/** What a list of signals does not say row by row: the same people in another such list did something else. */
function signalSalt({ signal = {} }: ImportChoices, mapping: readonly ColumnMapping[], today: PlainDate): string {
  const hasDays = mapping.some(({ target }) => target === 'signalOn' || target.startsWith('signal:'))
  return `\u001e${signal.kind ?? ''}\u001f${signal.on ?? (hasDays ? '' : today)}\u001f${signal.topic ?? ''}`
}

/** The seller's answers, without those that name a lead that is not in the workbook any more. */
function answersOf(raw: QueryContext['raw'], { answers = {}, answersToAll = {} }: ImportChoices): Answers {
  const isThere = raw.prepare('SELECT 1 FROM lead WHERE id = ?')
  const stands = (answer: ImportAnswer): boolean =>
    answer.is !== 'same' || answer.leadId === undefined || isThere.get(answer.leadId) !== undefined
  const standing = Object.entries(answers).filter(([, answer]) => stands(answer))
  return {
    byRow: new Map(standing.map(([row, answer]) => [Number(row), answer])),
    toAll: new Map(
      Object.entries(answersToAll) as [Parameters<Answers['toAll']['get']>[0], 'same' | 'apart' | 'left_out'][],
    ),
  }
}

const PIECE_BYTES = 1 << 20

/** SHA-256 of a file, in hexadecimal. */
export function checksumOf(path: string): string {
  return withFileBytes(path, (bytes) => {
    const hash = createHash('sha256')
    for (let at = 0; at < bytes.size; at += PIECE_BYTES) hash.update(bytes.read(at, PIECE_BYTES))
    return hash.digest('hex')
  })
}
