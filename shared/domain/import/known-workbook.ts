import type { LeadId } from '../../primitives/ids.ts'
import type { ExistingLead } from './fill.ts'

/** A lead as far as its name tells it from others; null where it has none of its own. */
export type NamedLead = { readonly leadId: LeadId; readonly name: string | null }

/** What the workbook knows of the rows of a file, asked for many at a time. A key that nobody has is left out of the answer. */
export type KnownWorkbook = {
  /** For each row, the lead that the so-many-th row of this digest became in an earlier import that was not undone. */
  readonly findSeenRows: (
    rows: readonly { readonly hash: string; readonly occurrence: number }[],
  ) => readonly (LeadId | undefined)[]
  /** By the source id within the file's origin system. */
  readonly findBySourceId: (values: readonly string[]) => ReadonlyMap<string, LeadId>
  /** By e-mail key, in the order of the ids. */
  readonly findByEmail: (keys: readonly string[]) => ReadonlyMap<string, readonly LeadId[]>
  /** By E.164 number. */
  readonly findByPhone: (numbers: readonly string[]) => ReadonlyMap<string, readonly NamedLead[]>
  /** By name key and company key with a line break between them. */
  readonly findByNameAndCompany: (keys: readonly string[]) => ReadonlyMap<string, readonly LeadId[]>
  /** By company key; companies of more leads than a seller could tell apart are left out. */
  readonly findByCompany: (companyKeys: readonly string[]) => ReadonlyMap<string, readonly NamedLead[]>
  readonly getLeads: (ids: readonly LeadId[]) => ReadonlyMap<LeadId, ExistingLead>
  /** Whether a do-not-contact mark of a deleted lead stands on an e-mail key or an E.164 phone. */
  readonly hasMark: (emailKeys: readonly string[], phones: readonly string[]) => boolean
}
