import type { InputOf } from '../../../shared/contract/index.ts'
import type { CellReport, CellTrial } from '../../../shared/contract/leads.contract.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import { emailKey } from '../../../shared/domain/import/cell-shapes.ts'
import {
  type CellReading,
  type CellValue,
  cellText,
  phoneProblemText,
  readCell,
} from '../../../shared/domain/leads/cell-text.ts'
import { displayName } from '../../../shared/domain/leads/display-name.ts'
import { choicesOf, choicesValue, parseFieldText } from '../../../shared/domain/leads/field-text.ts'
import { customFieldOf, type EditableKey } from '../../../shared/domain/leads/lead-fields.ts'
import { nameKey, nameKeys } from '../../../shared/domain/leads/name-key.ts'
import type { ReadingPlace } from '../../../shared/domain/leads/reading-place.ts'
import { readTextList } from '../../../shared/domain/leads/text-list.ts'
import { groupBy } from '../../../shared/primitives/group-by.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { CommandContext, QueryContext } from '../../core/context.ts'
import { textsIn } from '../../database/ids-in.ts'
import type { WorkbookReader, WorkbookTransaction } from '../../database/workbook-schema.ts'
import { readFields, readPlace, type StoredField } from '../fields/fields.service.ts'
import { closeActions, moveActions, type PlannedAction, planActions } from '../follow-ups/follow-ups.service.ts'
import { normalizePhone } from '../import/import.service.ts'
import { pauseRuns } from '../nurture/nurture.service.ts'
import { type CellRow, isAction, isNaming, readCellRows } from './cell-rows.ts'
import { markedSentence, readMarksOf } from './do-not-contact-marks.ts'

import { type LeadValues, writeLeads } from './lead-search.ts'
import {
  type AddressColumn,
  type Entry,
  findOrInsertCompanies,
  namedByHand,
  writeAddresses,
  writeCustomValues,
  writeFirstEmails,
  writeFirstLinks,
  writeFirstPhones,
  writeTags,
} from './write-cells.ts'

type EditContext = Pick<CommandContext, 'raw' | 'today' | 'now' | 'progress'>
export type CellsWritten = Omit<CellReport, 'changeSet'>

/** Leads whose cells are read and written together: so many fit in memory, and a stop is heard between them. */
const LEADS_A_CHUNK = 2000
const MOST_NOTICES = 100
/** What is planned where only its day is given. */
const UNNAMED_ACTION = 'Follow up'

/** A cell to write, by what was typed or by what the lead has in it. */
type AskedCell = {
  leadId: LeadId
  key: EditableKey
  text: string
  was?: string | undefined
  read: (row: CellRow) => CellReading
}

/** A cell that may be written. */
type Edit = { cell: AskedCell; row: CellRow; value: CellValue; mark: string | null }

/** Writes cells as typed; of two for one place the later stands. */
export async function editCells(
  trx: WorkbookTransaction,
  context: EditContext,
  cells: InputOf<'leads.editCells'>['cells'],
): Promise<CellsWritten> {
  return write(await Editing.begin(trx, context, trx), cells)
}

/** What {@link editCells} would write and refuse, without writing. */
export async function tryCells(context: QueryContext, cells: InputOf<'leads.tryCells'>['cells']): Promise<CellTrial> {
  const editing = await Editing.begin(context.db, context, undefined)
  return { ...(await write(editing, cells)), ...editing.extent() }
}

async function write(editing: Editing, cells: InputOf<'leads.editCells'>['cells']): Promise<CellsWritten> {
  const byPlace = new Map<string, AskedCell>()
  for (const { leadId, field, text, was } of cells)
    byPlace.set(`${leadId} ${field}`, { leadId, key: field, text, was, read: () => editing.readTyped(field, text) })
  const byLead = groupBy(byPlace.values(), ({ leadId }) => leadId)
  return editing.run([...byLead.keys()], (leadId) => byLead.get(leadId) ?? [])
}

/** Writes one field of many leads. Refuses with invalid_input where the text could be written to none of them. */
export async function editMany(
  trx: WorkbookTransaction,
  context: EditContext,
  leadIds: readonly LeadId[],
  { field: key, how, text }: Pick<InputOf<'leads.editMany'>, 'field' | 'how' | 'text'>,
): Promise<CellsWritten> {
  const editing = await Editing.begin(trx, context, trx)
  const read = how === 'set' ? editing.readSet(key, text) : editing.readListed(key, how, text)
  // Leads that lie together in the file are written together.
  const inFileOrder = leadIds.toSorted((a, b) => a - b)
  return editing.run(inFileOrder, (leadId) => [{ leadId, key, text, read }])
}

class Editing {
  private readonly db: WorkbookReader
  /** Undefined for a trial: then nothing is written. */
  private readonly trx: WorkbookTransaction | undefined
  private readonly context: EditContext
  private readonly place: ReadingPlace
  private readonly fields: ReadonlyMap<number, StoredField>
  private readonly report: CellsWritten = {
    written: 0,
    marked: [],
    markedCount: 0,
    refused: [],
    refusedCount: 0,
    conflicts: [],
    conflictCount: 0,
  }
  private readonly actions: PlannedAction[] = []
  private readonly byField = new Map<EditableKey, { written: number; emptied: number }>()
  private leadCount = 0

  static async begin(db: WorkbookReader, context: EditContext, trx: WorkbookTransaction | undefined): Promise<Editing> {
    const fields = await readFields(db)
    const place = await readPlace(db, context.today)
    return new Editing(db, trx, context, place, new Map(fields.map((field) => [field.id, field])))
  }

  private constructor(
    db: WorkbookReader,
    trx: WorkbookTransaction | undefined,
    context: EditContext,
    place: ReadingPlace,
    fields: ReadonlyMap<number, StoredField>,
  ) {
    this.db = db
    this.trx = trx
    this.context = context
    this.place = place
    this.fields = fields
  }

  readTyped(key: EditableKey, text: string): CellReading {
    const reading = readCell(key, text, this.place, this.fieldOf(key))
    const isOpen = key === 'phone' && reading.kind === 'read' && reading.value.is === 'text'
    if (!isOpen || normalizePhone(text, this.place.country).e164 !== null) return reading
    return { ...reading, kind: 'marked', message: phoneProblemText(text) }
  }

  readSet(key: EditableKey, text: string): AskedCell['read'] {
    const reading = this.readTyped(key, text)
    if (reading.kind === 'refused') throw new Refusal('invalid_input', reading.message)
    return () => reading
  }

  /** Adds to or takes from the tags or the choices that a lead has. */
  readListed(key: EditableKey, how: 'add' | 'remove', text: string): AskedCell['read'] {
    const field = this.fieldOf(key)
    if (key !== 'tag' && field?.kind !== 'choices')
      throw new Refusal(
        'invalid_input',
        'Only to tags and to fields of several choices can something be added. Set it.',
      )
    if (field === undefined) {
      const reading = this.readTyped('tag', text)
      if (reading.kind === 'refused') throw new Refusal('invalid_input', reading.message)
      const given = readTextList(text)
      const keys = new Set(given.map(nameKey))
      return ({ tags }) => {
        const others = tags.filter((tag) => !keys.has(nameKey(tag)))
        const has = new Set(tags.map(nameKey))
        const texts = how === 'remove' ? others : [...tags, ...given.filter((tag) => !has.has(nameKey(tag)))]
        return { kind: 'read', value: texts.length === 0 ? { is: 'none' } : { is: 'texts', texts } }
      }
    }
    const { value, problem } = parseFieldText(field, text, this.place)
    if (problem !== undefined) {
      const reading = this.readTyped(key, text)
      throw new Refusal('invalid_input', 'message' in reading ? reading.message : text)
    }
    const given = choicesOf(value) ?? []
    return ({ custom }) => {
      const before = custom[field.id] ?? ''
      const chosen = before === '' ? [] : choicesOf(before)
      if (chosen === undefined)
        return {
          kind: 'refused',
          message: `It holds “${before.slice(0, 60)}”, which is none of the options. Mend that first.`,
        }
      const after = how === 'add' ? [...chosen, ...given] : chosen.filter((option) => !given.includes(option))
      const joined = choicesValue(field, after)
      return { kind: 'read', value: joined === '' ? { is: 'none' } : { is: 'text', text: joined } }
    }
  }

  async run(leadIds: readonly LeadId[], cellsOf: (leadId: LeadId) => readonly AskedCell[]): Promise<CellsWritten> {
    const { progress } = this.context
    for (let start = 0; start < leadIds.length; start += LEADS_A_CHUNK) {
      progress.report('writing', start, leadIds.length)
      progress.stopIfCancelled()
      const chunk = leadIds.slice(start, start + LEADS_A_CHUNK)
      await this.writeChunk(chunk, chunk.flatMap(cellsOf))
    }
    if (this.trx !== undefined) await planActions(this.trx, this.actions, this.context.today)
    return this.report
  }

  private async writeChunk(leadIds: readonly LeadId[], cells: readonly AskedCell[]): Promise<void> {
    const rows = this.readRows(leadIds, cells)
    let edits: Edit[] = []
    for (const cell of cells) {
      const row = rows.get(cell.leadId)
      if (row === undefined) this.refuse(cell, 'That lead is not in this workbook any more. Load the table again.')
      else edits.push(...this.settle(cell, row))
    }
    edits = await this.withoutMarked(edits)
    // A lead that may not give its address up keeps it from the others.
    for (let before = -1; before !== edits.length; ) {
      before = edits.length
      edits = this.withoutNameless(await this.withoutTaken(edits))
    }
    edits = this.withoutUncontactable(edits)
    for (const { cell, mark } of edits) if (mark !== null) this.note('marked', cell, cell.text, mark)
    this.report.written += edits.length
    this.measure(edits)
    if (this.trx !== undefined && edits.length > 0) await this.write(this.trx, edits)
  }

  /** How many leads and which fields the edits reach. */
  extent(): Pick<CellTrial, 'leadCount' | 'fields'> {
    return {
      leadCount: this.leadCount,
      fields: [...this.byField].map(([field, counts]) => ({ field, ...counts })),
    }
  }

  private measure(edits: readonly Edit[]): void {
    this.leadCount += new Set(edits.map(({ row }) => row.id)).size
    for (const { cell, value } of edits) {
      const counts = this.byField.get(cell.key) ?? { written: 0, emptied: 0 }
      counts.written += 1
      if (value.is === 'none') counts.emptied += 1
      this.byField.set(cell.key, counts)
    }
  }

  private readRows(leadIds: readonly LeadId[], cells: readonly AskedCell[]): ReadonlyMap<LeadId, CellRow> {
    const keys = new Set(cells.map(({ key }) => key))
    return new Map(readCellRows(this.context.raw, leadIds, keys).map((row) => [row.id, row]))
  }

  /** The edit that a cell asks for: none where it is refused, in conflict, or changes nothing. */
  private settle(cell: AskedCell, row: CellRow): Edit[] {
    const { key, was } = cell
    const reading = cell.read(row)
    const current = cellText(row, key, this.place, this.fieldOf(key))
    const holds = (text: string) => isSameReading(readCell(key, text, this.place, this.fieldOf(key)), reading)
    if (reading.kind !== 'refused' && (current === cell.text.trim() || holds(current))) return []
    if (was !== undefined && was.trim() !== current.trim() && !this.reads(key, was, current)) {
      this.note(
        'conflicts',
        cell,
        current,
        'It was changed meanwhile. Look at what stands there now, and write it again.',
      )
      return []
    }
    if (reading.kind === 'refused') {
      this.refuse(cell, reading.message)
      return []
    }
    return [{ cell, row, value: reading.value, mark: reading.kind === 'marked' ? reading.message : null }]
  }

  private reads(key: EditableKey, one: string, other: string): boolean {
    const field = this.fieldOf(key)
    const asOnFile = (text: string) => spelledAlike(key, readCell(key, text, this.place, field))
    return isSameReading(asOnFile(one), asOnFile(other))
  }

  /** Refuses addresses that another lead has, or would have by these edits. */
  private async withoutTaken(edits: readonly Edit[]): Promise<Edit[]> {
    const wanted = edits.filter(({ cell, value }) => cell.key === 'email' && value.is === 'text')
    if (wanted.length === 0) return [...edits]
    const keyOf = ({ value }: Edit) => (value.is === 'text' ? emailKey(value.text) : '')
    const owners = await this.db
      .selectFrom('email')
      .innerJoin('lead', 'lead.id', 'email.lead_id')
      .select(['lead.id', 'lead.name', 'address_key', 'address'])
      .where('address_key', 'in', textsIn([...new Set(wanted.map(keyOf))]))
      .execute()
    const ownersOf = groupBy(owners, (owner) => owner.address_key)
    const writing = new Map(edits.filter(({ cell }) => cell.key === 'email').map((edit) => [edit.row.id, edit]))
    const keepsAddress = (id: number, key: string) => {
      const edit = writing.get(id as LeadId)
      return edit === undefined || emailKey(edit.row.emails[0] ?? '') !== key
    }
    const refused = new Set<Edit>()
    // A lead whose own edit is refused keeps its address, which may be one that another edit wants.
    for (let before = -1; before < refused.size; ) {
      before = refused.size
      const takenNow = new Map<string, string>()
      for (const edit of wanted) {
        if (refused.has(edit)) continue
        const key = keyOf(edit)
        const owner = ownersOf.get(key)?.find(({ id }) => id !== edit.row.id && keepsAddress(id, key))
        const holder = owner?.name ?? takenNow.get(key)
        if (holder === undefined) {
          takenNow.set(key, edit.row.name)
          continue
        }
        refused.add(edit)
        writing.delete(edit.row.id)
        this.refuse(
          edit.cell,
          `${edit.cell.text.trim()} is the address of ${holder} already. Open that lead, or leave the address out.`,
        )
      }
    }
    return edits.filter((edit) => !refused.has(edit))
  }

  /** Refuses addresses and numbers of people who may not be contacted and were erased. */
  private async withoutMarked(edits: readonly Edit[]): Promise<Edit[]> {
    if (!edits.some(({ cell }) => cell.key === 'email' || cell.key === 'phone')) return [...edits]
    const isMarked = await readMarksOf(this.db)
    return edits.filter(({ cell, value }) => {
      if (value.is !== 'text') return true
      const phone = cell.key === 'phone' ? normalizePhone(value.text, this.place.country).e164 : null
      const emailKeys = cell.key === 'email' ? [emailKey(value.text)] : []
      if (!isMarked({ emailKeys, phones: phone === null ? [] : [phone] })) return true
      this.refuse(cell, markedSentence(cell.text.trim()))
      return false
    })
  }

  /** Refuses to empty the last of what a lead can be called by. */
  private withoutNameless(edits: readonly Edit[]): Edit[] {
    const byLead = groupBy(
      edits.filter(({ cell }) => isNaming(cell.key)),
      ({ row }) => row.id,
    )
    const refused = new Set<Edit>()
    for (const naming of byLead.values()) {
      if (nameAfter(naming) !== null) continue
      for (const edit of naming) {
        if (edit.value.is !== 'none') continue
        refused.add(edit)
        this.refuse(
          edit.cell,
          'A lead needs a name, a company, an e-mail address or a phone number. Leave one of them.',
        )
      }
    }
    return edits.filter((edit) => !refused.has(edit))
  }

  private withoutUncontactable(edits: readonly Edit[]): Edit[] {
    return edits.filter((edit) => {
      const { cell, row, value } = edit
      if (!isAction(cell.key)) return true
      const plans = value.is !== 'none'
      if (!plans && cell.key === 'nextAction') return true
      if (!plans) this.refuse(cell, 'A next action has a day. Empty what is to be done, and nothing is planned.')
      else if (row.doNotContactOn !== null)
        this.refuse(cell, `${row.name} asked not to be contacted. Nothing can be planned.`)
      else if (row.archivedOn !== null) this.refuse(cell, `${row.name} is archived. Nothing can be planned.`)
      else return true
      return false
    })
  }

  private async write(trx: WorkbookTransaction, edits: readonly Edit[]): Promise<void> {
    const { place } = this
    const byKey = groupBy(edits, ({ cell }) => cell.key)
    const texts = (key: EditableKey): Entry<string>[] =>
      (byKey.get(key) ?? []).map(({ row, value }) => ({ leadId: row.id, value: textOf(value) }))
    for (const [key, given] of byKey) {
      const fieldId = customFieldOf(key)
      if (fieldId !== undefined) await writeCustomValues(trx, fieldId, texts(key))
      else if (key === 'email') await writeFirstEmails(trx, texts(key))
      else if (key === 'phone') await writeFirstPhones(trx, texts(key), place.country)
      else if (key === 'link') await writeFirstLinks(trx, texts(key))
      else if (key === 'tag')
        await writeTags(
          trx,
          given.map(({ row, value }) => ({ leadId: row.id, value: value.is === 'texts' ? value.texts : null })),
        )
    }
    await this.writeAddresses(trx, edits)
    const values = await this.valuesOfLeads(trx, edits)
    await this.writeActions(
      trx,
      edits.filter(({ cell }) => isAction(cell.key)),
    )
    const searched = edits.filter(({ cell }) => !isAction(cell.key) && cell.key !== 'value')
    const found = new Map(
      searched.map(({ row: { id, name, company, jobTitle, source, tags } }) => [
        id,
        byKey.has('tag') ? { name, company, jobTitle, source, tags } : { name, company, jobTitle, source },
      ]),
    )
    const heads = searched.every(({ cell }) => isInHead(cell.key)) ? found : undefined
    await writeLeads(trx, values, [...found.keys()], heads)
  }

  /** What the edits write of the leads themselves. */
  private async valuesOfLeads(trx: WorkbookTransaction, edits: readonly Edit[]): Promise<Map<LeadId, LeadValues>> {
    const companies = await findOrInsertCompanies(
      trx,
      edits.flatMap(({ cell, value }) => (cell.key === 'company' && value.is === 'text' ? [value.text] : [])),
      this.context.now(),
    )
    const valuesOf = this.namesAfter(edits)
    for (const { cell, row, value } of edits) {
      const { key } = cell
      const text = textOf(value)
      let values: LeadValues
      if (key === 'jobTitle') values = { job_title: text }
      else if (key === 'source') values = { source: text }
      else if (key === 'notes') values = { notes: text }
      else if (key === 'value') values = { value_minor: value.is === 'number' ? value.number : null }
      else if (key === 'company') values = { company_id: text === null ? null : (companies.get(text) ?? null) }
      else continue
      valuesOf.set(row.id, { ...valuesOf.get(row.id), ...values })
    }
    return valuesOf
  }

  private async writeAddresses(trx: WorkbookTransaction, edits: readonly Edit[]): Promise<void> {
    const byLead = new Map<LeadId, Partial<Record<AddressColumn, string | null>>>()
    for (const { cell, row, value } of edits) {
      const column = addressColumns[cell.key]
      if (column === undefined) continue
      const parts = byLead.get(row.id) ?? {}
      parts[column] = value.is === 'text' ? value.text : null
      byLead.set(row.id, parts)
    }
    if (byLead.size > 0)
      await writeAddresses(
        trx,
        [...byLead].map(([leadId, parts]) => ({ leadId, parts })),
      )
  }

  /** A lead called by its company, e-mail or phone follows them; one that has a name of its own keeps it. */
  private namesAfter(edits: readonly Edit[]): Map<LeadId, LeadValues> {
    const byLead = groupBy(
      edits.filter(({ cell }) => isNaming(cell.key)),
      ({ row }) => row.id,
    )
    const names = new Map<LeadId, LeadValues>()
    for (const [leadId, naming] of byLead) {
      const name = nameAfter(naming)
      if (name !== null && name !== naming[0]?.row.name) names.set(leadId, namedByHand(name))
    }
    return names
  }

  private async writeActions(trx: WorkbookTransaction, edits: readonly Edit[]): Promise<void> {
    if (edits.length === 0) return
    const { today } = this.context
    const dropped: LeadId[] = []
    const moved: { leadId: LeadId; on: PlainDate }[] = []
    const planned: PlannedAction[] = []
    for (const [leadId, own] of groupBy(edits, ({ row }) => row.id)) {
      const what = own.find(({ cell }) => cell.key === 'nextAction')?.value
      const day = own.find(({ cell }) => cell.key === 'nextActionOn')?.value
      const before = own[0]?.row.nextAction ?? null
      const on = day?.is === 'day' ? day.day : (before?.day ?? today)
      if (what?.is === 'none') dropped.push(leadId)
      else if (what === undefined && before !== null) moved.push({ leadId, on })
      else
        planned.push({
          leadId,
          what: what?.is === 'text' ? what.text : UNNAMED_ACTION,
          on,
          channel: before?.channel ?? 'other',
          isHuman: true,
        })
    }
    await moveActions(trx, moved)
    await pauseRuns(trx, [...dropped, ...planned.map(({ leadId }) => leadId)])
    await closeActions(trx, dropped, 'dropped', today)
    this.actions.push(...planned)
  }

  private fieldOf(key: EditableKey): StoredField | undefined {
    const id = customFieldOf(key)
    return id === undefined ? undefined : this.fields.get(id)
  }

  private refuse(cell: AskedCell, message: string): void {
    this.note('refused', cell, cell.text, message)
  }

  private note(list: 'marked' | 'refused' | 'conflicts', { leadId, key }: AskedCell, text: string, message: string) {
    const { report } = this
    const counts = { marked: 'markedCount', refused: 'refusedCount', conflicts: 'conflictCount' } as const
    report[counts[list]] += 1
    if (report[list].length < MOST_NOTICES) report[list].push({ leadId, field: key, text, message })
  }
}

const addressColumns: Readonly<Partial<Record<EditableKey, AddressColumn>>> = {
  street: 'street',
  postalCode: 'postal_code',
  city: 'city',
  region: 'region',
  country: 'country',
}

/** Whether a search text begins with what the field holds. */
function isInHead(key: EditableKey): boolean {
  return key === 'name' || key === 'company' || key === 'jobTitle' || key === 'source' || key === 'tag'
}

function textOf(value: CellValue): string | null {
  return value.is === 'text' ? value.text : null
}

function isSameReading(one: CellReading, other: CellReading): boolean {
  if (one.kind === 'refused' || other.kind === 'refused') return false
  return JSON.stringify(one.value) === JSON.stringify(other.value)
}

/** A reading that is the same for all that leads to one company or to the same tags: what was typed is kept in the spelling on file. */
function spelledAlike(key: EditableKey, reading: CellReading): CellReading {
  if (reading.kind === 'refused') return reading
  const { value } = reading
  if (key === 'company' && value.is === 'text') return { ...reading, value: { is: 'text', text: nameKey(value.text) } }
  if (value.is === 'texts') return { ...reading, value: { is: 'texts', texts: nameKeys(value.texts) } }
  return reading
}

/** What a lead is called by once these edits of it are written; null where nothing is left. */
function nameAfter(naming: readonly Edit[]): string | null {
  const row = naming[0]?.row
  if (row === undefined) return null
  const before = { company: row.company, email: row.emails[0] ?? null, phone: row.phones[0] ?? null }
  const isFallback = row.name === displayName({ ...before, name: null })
  const after = (key: EditableKey, own: string | null, next: string | null): string | null => {
    const value = naming.find(({ cell }) => cell.key === key)?.value
    if (value === undefined) return own
    return value.is === 'text' ? value.text : next
  }
  return displayName({
    name: after('name', isFallback ? null : row.name, null),
    company: after('company', before.company, null),
    email: after('email', before.email, row.emails[1] ?? null),
    phone: after('phone', before.phone, row.phones[1] ?? null),
  })
}
