import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { normalizePhone } from '../../electron/features/import/phones.ts'
import { bytesInMemory } from '../../electron/features/import/readers/byte-source.ts'
import { type ReadRefusal, UnreadableFile } from '../../electron/features/import/readers/read-refusal.ts'
import { type ReadChoices, readRows } from '../../electron/features/import/readers/read-table.ts'
import { hashRow } from '../../electron/features/import/row-hash.ts'
import { findTable } from '../../shared/domain/import/header-row.ts'
import { decideRows, type ImportDecisions, type KnownWorkbook } from '../../shared/domain/import/identity.ts'
import type { LeadDraft } from '../../shared/domain/import/lead-draft.ts'
import { type ColumnMapping, guessMapping } from '../../shared/domain/import/mapping.ts'
import { type ImportDrafts, planRows } from '../../shared/domain/import/plan-rows.ts'
import type { Table } from '../../shared/domain/import/table.ts'
import { plainDate } from '../../shared/primitives/plain-date.ts'
import { ArrayRows } from './array-rows.ts'

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
  const rows = new ArrayRows()
  const facts = readRows(bytesInMemory(Buffer.from(content)), choices, rows)
  return findTable({ ...facts, rows }, facts.kind === 'cards' ? 0 : choices.headerRow)
}

/** The refusal of a file named `leads.csv`. */
export function refusalOf(content: string | Uint8Array): ReadRefusal {
  try {
    readRows(bytesInMemory(Buffer.from(content)), {}, new ArrayRows())
  } catch (error) {
    if (error instanceof UnreadableFile) return error.toRefusal('leads.csv')
    throw error
  }
  throw new Error('The file was read.')
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
