import type { ColumnType, Generated, Kysely, Transaction } from 'kysely'
import type { CustomFieldKind } from '../../shared/domain/leads/field-kinds.ts'
import type { Answer } from '../../shared/domain/qualification/gates.ts'
import type { Question, ReturnReason } from '../../shared/domain/qualification/questions.ts'
import type { PlainDate } from '../../shared/primitives/plain-date.ts'

/** The rows of the workbook file as Kysely sees them: one interface a table, names as in SQL. Source: migrations/. */

type Id = Generated<number>
/** An instant as ISO 8601 in UTC. */
type Instant = ColumnType<string, string, string>
type Flag = 0 | 1

type Stage = 'lead' | 'mql' | 'sal' | 'sql' | 'proposal' | 'won'
type Status = 'active' | 'resting' | 'customer' | 'lost' | 'disqualified'
type Channel = 'mail' | 'call' | 'message' | 'meeting' | 'other'

export interface SettingTable {
  id: Id
  key: string
  value: string
}
export interface CompanyTable {
  id: Id
  name: string
  name_key: string
  created_at: Instant
  website: string | null
  /** Markdown. */
  about: string | null
}
export interface LeadTable {
  id: Id
  name: string
  given_name: string | null
  family_name: string | null
  name_key: string
  company_id: number | null
  job_title: string | null
  source: string | null
  stage: Stage
  status: Status
  resting_until_on: PlainDate | null
  status_reason: string | null
  value_minor: number | null
  foreign_value: string | null
  notes: string | null
  do_not_contact_on: PlainDate | null
  do_not_contact_reason: string | null
  archived_on: PlainDate | null
  came_in_on: PlainDate
  last_touch_on: PlainDate | null
  created_at: Instant
  search_text: string
}
export interface EmailTable {
  id: Id
  lead_id: number
  address: string
  address_key: string
  position: number
}
export interface PhoneTable {
  id: Id
  lead_id: number
  raw: string
  e164: string | null
  is_damaged: Flag
  position: number
}
export interface AddressTable {
  id: Id
  lead_id: number
  street: string | null
  postal_code: string | null
  city: string | null
  region: string | null
  country: string | null
}
export interface LinkTable {
  id: Id
  lead_id: number
  url: string
}
export interface TagTable {
  id: Id
  name: string
  name_key: string
}
export interface LeadTagTable {
  id: Id
  lead_id: number
  tag_id: number
}
export interface CustomFieldTable {
  id: Id
  name: string
  name_key: string
  kind: Generated<CustomFieldKind>
  /** A JSON array of texts: what a choice may be. */
  options: Generated<string>
  group_name: string | null
  position: Generated<number>
}
export interface CustomValueTable {
  id: Id
  lead_id: number
  custom_field_id: number
  /** As `parseFieldText` writes it where it reads the text as the field's kind, else as typed. */
  value: string
}
export interface OptOutTable {
  id: Id
  lead_id: number
  channel: 'mail' | 'call'
  on_day: PlainDate
}
export interface TouchTable {
  id: Id
  lead_id: number
  on_day: PlainDate
  at_time: string | null
  direction: 'in' | 'out' | 'both'
  channel: Channel
  outcome: 'done' | 'voicemail' | 'replied' | 'talked' | 'not_now' | 'do_not_contact'
  note: string | null
}
export interface SignalTable {
  id: Id
  lead_id: number
  on_day: PlainDate
  at_time: string | null
  kind: string
  topic: string | null
  note: string | null
  touch_id: number | null
}
export interface HandTagTable {
  id: Id
  lead_id: number
  temperature: 'cold' | 'warm'
  reason: string
  from_on: PlainDate
  until_on: PlainDate
  origin: 'hand' | 'import'
}
export interface StageEventTable {
  id: Id
  lead_id: number
  from_stage: Stage | null
  to_stage: Stage
  on_day: PlainDate
  made_at: Instant
  cause: 'user' | 'gate' | 'import'
  note: string | null
}
export interface StatusEventTable {
  id: Id
  lead_id: number
  from_status: Status | null
  to_status: Status
  on_day: PlainDate
  made_at: Instant
  reason: string | null
  until_on: PlainDate | null
}
export interface PlaybookTable {
  id: Id
  slug: string
  version: number
  name: string
  definition: string
  is_current: Flag
}
export interface RunTable {
  id: Id
  lead_id: number
  playbook_id: number
  enrolled_on: PlainDate
  state: 'running' | 'paused' | 'stopped' | 'finished'
  stop_reason: string | null
  ended_on: PlainDate | null
}
export interface RunStepTable {
  id: Id
  run_id: number
  lead_id: number
  position: number
  state: 'done' | 'skipped'
  due_on: PlainDate
  closed_on: PlainDate
  touch_id: number | null
}
export interface NextActionTable {
  id: Id
  lead_id: number
  due_on: PlainDate
  what: string
  channel: Channel
  is_human: Flag
  run_id: number | null
  step_position: number | null
  state: 'open' | 'done' | 'skipped' | 'dropped'
  closed_on: PlainDate | null
  code: string
}
export interface ImportTable {
  id: Id
  file_name: string
  checksum: string
  byte_count: number
  imported_at: Instant
  counts: string
  mapping: string
  change_set_id: number
  kind: Generated<'leads' | 'signals'>
  /** The program the file came from. */
  system: string | null
  /** Equal for files of one shape: their headers, folded. */
  header_key: Generated<string>
  /** SHA-1 of each row, its first 16 bytes. */
  digests: Uint8Array | null
}
export interface ImportMappingTable {
  id: Id
  header_key: string
  system: string | null
  choices: string
  used_at: Instant
}
export interface SourceIdTable {
  id: Id
  lead_id: number
  system: string
  value: string
}
/** Two leads that the seller called different people; the lower id stands first. */
export interface NotDuplicateTable {
  id: Id
  lead_id: number
  other_lead_id: number
}
export interface ImportRowTable {
  id: Id
  import_id: number
  row_number: number
  row_hash: string
  occurrence: number
  lead_id: number
}
/** What the seller wrote down about a lead on a day, apart from a touch. */
export interface NoteTable {
  id: Id
  lead_id: number
  on_day: PlainDate
  /** Markdown. */
  text: string
  made_at: Instant
}
export interface AttachmentTable {
  id: Id
  lead_id: number
  kind: 'file' | 'link'
  title: string
  /** A path on this computer, or an address. */
  target: string
  added_on: PlainDate
}
export interface SavedViewTable {
  id: Id
  name: string
  name_key: string
  position: number
  definition: string
}
/** A version of the seller's rules; the latest of a subject is in force. */
export interface RulesTable {
  id: Id
  subject: 'temperature' | 'fit' | 'gates'
  /** Null: those that ship. */
  definition: string | null
  made_at: Instant
}
/** What was answered about a lead, with the evidence; a question that nobody answered has no row. */
export interface AnswerTable {
  id: Id
  lead_id: number
  question: Question
  answer: Answer
  note: string | null
  on_day: PlainDate
}
/** A lead that was offered to the seller's own time and went back. */
export interface LeadReturnTable {
  id: Id
  lead_id: number
  on_day: PlainDate
  from_stage: Stage
  reason: ReturnReason
  note: string | null
  made_at: Instant
}
/** What remains of an erased person who may not be contacted: an HMAC of an e-mail address or a phone number. */
export interface DoNotContactMarkTable {
  id: Id
  kind: 'email' | 'phone'
  hash: string
  marked_on: PlainDate
}
export interface ChangeSetTable {
  id: Id
  label: string
  made_at: Instant
  cause: 'edit' | 'bulk' | 'import' | 'merge' | 'playbook' | 'undo' | 'redo'
  reverses_id: number | null
  state: 'done' | 'partly_undone' | 'undone'
}
export interface ChangeTable {
  id: Id
  change_set_id: number
  table_name: string
  row_id: number
  /** Set where the change stands for the insertion of all rows from row_id to here. */
  last_row_id: number | null
  lead_id: number | null
  operation: 'insert' | 'update' | 'delete'
  before: string | null
}

export interface Workbook {
  setting: SettingTable
  company: CompanyTable
  lead: LeadTable
  email: EmailTable
  phone: PhoneTable
  address: AddressTable
  link: LinkTable
  tag: TagTable
  lead_tag: LeadTagTable
  custom_field: CustomFieldTable
  custom_value: CustomValueTable
  opt_out: OptOutTable
  touch: TouchTable
  signal: SignalTable
  hand_tag: HandTagTable
  stage_event: StageEventTable
  status_event: StatusEventTable
  playbook: PlaybookTable
  run: RunTable
  run_step: RunStepTable
  next_action: NextActionTable
  import: ImportTable
  import_row: ImportRowTable
  import_mapping: ImportMappingTable
  source_id: SourceIdTable
  not_duplicate: NotDuplicateTable
  note: NoteTable
  attachment: AttachmentTable
  saved_view: SavedViewTable
  rules: RulesTable
  answer: AnswerTable
  lead_return: LeadReturnTable
  do_not_contact_mark: DoNotContactMarkTable
  change_set: ChangeSetTable
  change: ChangeTable
  journal_cursor: { id: number; change_set_id: number | null }
  lead_search: { rowid: number; lead_search: string }
}

/** A connection that may be read; what writes takes a {@link WorkbookTransaction}. */
export type WorkbookReader = Kysely<Workbook>
export type WorkbookTransaction = Transaction<Workbook>
