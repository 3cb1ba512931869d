import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { ImportChoices, ImportRequest } from '../../../shared/contract/import.contract.ts'
import { type FailureCode, Refusal } from '../../../shared/contract/reply.ts'
import { decideRows, type ImportDecisions } from '../../../shared/domain/import/identity.ts'
import { type ColumnMapping, guessMapping } from '../../../shared/domain/import/mapping.ts'
import { type ImportDrafts, planRows } from '../../../shared/domain/import/plan-rows.ts'
import type { Table } from '../../../shared/domain/import/table.ts'
import { parseTarget, type Target } from '../../../shared/domain/import/targets.ts'
import type { QueryContext } from '../../core/context.ts'
import { readSettings } from '../settings/settings.service.ts'
import { knowWorkbook } from './import.repository.ts'
import { normalizePhone } from './phones.ts'
import type { ReadRefusalCode } from './readers/read-refusal.ts'
import { readTable } from './readers/read-table.ts'
import { hashRow } from './row-hash.ts'

/** All that planning found out: what preview and write both go by. */
export type PlannedImport = {
  planId: string
  fileName: string
  byteCount: number
  /** SHA-256 of the file, in hexadecimal. */
  checksum: string
  table: Table
  mapping: readonly ColumnMapping[]
  drafts: ImportDrafts
  decisions: ImportDecisions
}

const failureCodes: Record<ReadRefusalCode, FailureCode> = {
  encrypted: 'file_encrypted',
  corrupt: 'file_corrupt',
  hostile: 'file_hostile',
  too_big: 'file_hostile',
  not_a_table: 'file_not_a_table',
  unsupported: 'file_unsupported',
}

/** Reads a file and decides what becomes of each row. Writes nothing. Refuses with file_* codes and a message that names the file. */
export async function planImport(context: QueryContext, request: ImportRequest): Promise<PlannedImport> {
  const { progress } = context
  const file = context.spooledFile(request.fileId)
  progress.report('reading', 0, 0)
  const bytes = readFileSync(file.path)
  const { choices } = request
  const read = readTable(
    { bytes, fileName: file.fileName },
    {
      ...(choices.encoding === undefined ? {} : { encoding: choices.encoding }),
      ...(choices.delimiter === undefined ? {} : { delimiter: choices.delimiter }),
      ...(choices.sheet === undefined ? {} : { sheet: choices.sheet }),
      ...(choices.headerRow === undefined ? {} : { headerRow: choices.headerRow }),
    },
  )
  if (!read.ok) throw new Refusal(failureCodes[read.refusal.code], read.refusal.message)
  progress.stopIfCancelled()
  progress.report('planning', 0, read.table.rows.length)
  const mapping = guessMapping(read.table, chosenTargets(choices, read.table.header.length))
  const { currency, country } = await readSettings(context.db)
  const drafts = planRows(
    read.table,
    mapping,
    {
      currency,
      normalizePhone: (raw) => normalizePhone(raw, country),
      hashRow,
      ...(choices.dayOrder === undefined ? {} : { dayOrder: choices.dayOrder }),
    },
    context.today,
  )
  progress.stopIfCancelled()
  const decisions = decideRows(drafts.rows, knowWorkbook(context.raw, drafts.rows))
  progress.stopIfCancelled()
  return {
    planId: identify(decisions),
    fileName: file.fileName,
    byteCount: bytes.byteLength,
    checksum: createHash('sha256').update(bytes).digest('hex'),
    table: read.table,
    mapping,
    drafts,
    decisions,
  }
}

function chosenTargets(choices: ImportChoices, columnCount: number): Map<number, Target> {
  const targets = new Map<number, Target>()
  for (const [number, text] of Object.entries(choices.targets ?? {})) {
    const target = parseTarget(text)
    if (target === undefined)
      throw new Refusal(
        'invalid_input',
        `There is no field “${text}” to import into. Choose another for column ${number}.`,
      )
    if (Number(number) > columnCount)
      throw new Refusal('invalid_input', `The file has ${columnCount} columns, and none with the number ${number}.`)
    targets.set(Number(number) - 1, target)
  }
  return targets
}

/** Equal for two plans that would write the same. */
function identify(decisions: ImportDecisions): string {
  const hash = createHash('sha1')
  for (const decision of decisions.rows) {
    const target =
      'target' in decision ? ('leadId' in decision.target ? decision.target.leadId : -1 - decision.target.creation) : 0
    hash.update(`${decision.row} ${decision.kind} ${target}\n`)
  }
  hash.update(JSON.stringify(decisions.updates))
  return hash.digest('hex')
}
