import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { normalizePhone } from '../../electron/features/import/phones.ts'
import { type ReadChoices, readTable } from '../../electron/features/import/readers/read-table.ts'
import { hashRow } from '../../electron/features/import/row-hash.ts'
import { decideRows, type ImportDecisions, type KnownWorkbook } from '../../shared/domain/import/identity.ts'
import type { LeadDraft } from '../../shared/domain/import/lead-draft.ts'
import { type ColumnMapping, guessMapping } from '../../shared/domain/import/mapping.ts'
import { type ImportDrafts, planRows } from '../../shared/domain/import/plan-rows.ts'
import type { Table } from '../../shared/domain/import/table.ts'
import { plainDate } from '../../shared/primitives/plain-date.ts'

/** Folder of third-party files to check against, or undefined where there is none. */
export const sharedData = process.env['LEADBOOK_SHARED_DATA']

export function sharedFile(path: string): Buffer {
  return readFileSync(join(sharedData ?? '', path))
}

export function hasSharedData(): boolean {
  return sharedData !== undefined && existsSync(sharedData)
}

export function fixture(name: string): Buffer {
  return readFileSync(new URL(`./fixtures/import/${name}`, import.meta.url))
}

export function tableOf(content: string | Uint8Array, choices: ReadChoices = {}): Table {
  const result = readTable({ bytes: Buffer.from(content), fileName: 'leads.csv' }, choices)
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.message}`)
  return result.table
}

export function refusalOf(content: string | Uint8Array): { code: string; message: string } {
  const result = readTable({ bytes: Buffer.from(content), fileName: 'leads.csv' })
  if (result.ok) throw new Error('The file was read.')
  return result.refusal
}

/** A workbook without a lead. */
export const emptyWorkbook: KnownWorkbook = {
  leadOfSeenRow: () => undefined,
  leadsWithEmail: () => [],
  getLead: () => {
    throw new Error('An empty workbook has no leads.')
  },
  hasMark: () => false,
}

export type ImportedTable = {
  table: Table
  mapping: ColumnMapping[]
  planned: ImportDrafts
  decisions: ImportDecisions
  drafts: LeadDraft[]
}

/** What an import into an empty workbook would do, on 21 November 2026. */
export function importTable(
  table: Table,
  choices: {
    currency?: string
    country?: string
    dayOrder?: 'day_first' | 'month_first'
    arePlaceholdersEmpty?: boolean
  } = {},
): ImportedTable {
  const mapping = guessMapping(table)
  const planned = planRows(
    table,
    mapping,
    {
      currency: choices.currency ?? 'EUR',
      normalizePhone: (raw) => normalizePhone(raw, choices.country ?? 'DE'),
      hashRow,
      arePlaceholdersEmpty: choices.arePlaceholdersEmpty ?? true,
      ...(choices.dayOrder === undefined ? {} : { dayOrder: choices.dayOrder }),
    },
    plainDate('2026-11-21'),
  )
  const drafts = planned.rows.flatMap((row) => (row.kind === 'draft' ? [row.draft] : []))
  return { table, mapping, planned, decisions: decideRows(planned.rows, emptyWorkbook), drafts }
}

/** Target by header, as `{ Vorname: 'firstName' }`. */
export function targetsOf(mapping: readonly ColumnMapping[]): Record<string, string> {
  return Object.fromEntries(
    mapping.map(({ header, target }) => [header, target.startsWith('custom:') ? 'custom' : target]),
  )
}
