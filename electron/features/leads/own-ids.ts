import type Database from 'better-sqlite3'
import { readCustomCell } from '../../../shared/domain/leads/custom-cells.ts'
import type { CustomFieldKind } from '../../../shared/domain/leads/field-kinds.ts'
import type { FieldForm } from '../../../shared/domain/leads/field-text.ts'
import { nameKey } from '../../../shared/domain/leads/name-key.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'

/** What the leads of this workbook are called in files that it exports: no other workbook has such ids. */
export type OwnIds = {
  readonly idOf: (leadId: LeadId) => string
  /** The leads, still there, that ids of this workbook name. */
  readonly findLeads: (ids: readonly string[]) => [string, LeadId][]
}

/** The ids by which an exported file finds its leads again; undefined in a workbook that no Leadbook of this version has opened to write. */
export function ownIds(raw: Database.Database): OwnIds | undefined {
  const stored = raw.prepare<[], string>("SELECT value FROM setting WHERE key = 'workbookKey'").pluck().get()
  if (stored === undefined) return undefined
  const beginning = `${JSON.parse(stored) as string}-`
  const isThere = raw.prepare('SELECT 1 FROM lead WHERE id = ?')
  return {
    idOf: (leadId) => `${beginning}${leadId}`,
    findLeads: (ids) =>
      ids.flatMap((id): [string, LeadId][] => {
        const number = id.startsWith(beginning) ? id.slice(beginning.length) : ''
        if (!/^[1-9]\d{0,9}$/.test(number) || isThere.get(Number(number)) === undefined) return []
        return [[id, Number(number) as LeadId]]
      }),
  }
}

/** The custom fields of the workbook, by id, in their order. */
export function readCustomForms(raw: Database.Database): Map<number, FieldForm & { readonly name: string }> {
  const rows = raw.prepare<[], { id: number; name: string; kind: CustomFieldKind; options: string }>(
    'SELECT id, name, kind, options FROM custom_field ORDER BY position, id',
  )
  return new Map(
    rows.all().map(({ id, name, kind, options }) => [id, { name, kind, options: JSON.parse(options) as string[] }]),
  )
}

/** Reads cells of custom fields in a file that Leadbook exported. A field that this workbook does not have is a text. */
export function ownCustomReader(raw: Database.Database, currency: string): (name: string, cell: string) => string {
  const forms = new Map([...readCustomForms(raw).values()].map((form) => [nameKey(form.name), form]))
  const byName = new Map<string, FieldForm | undefined>()
  return (name, cell) => {
    if (!byName.has(name)) byName.set(name, forms.get(nameKey(name)))
    const form = byName.get(name)
    return form === undefined ? cell : readCustomCell(form, cell, currency)
  }
}
