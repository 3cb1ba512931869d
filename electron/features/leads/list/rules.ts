import type { DayBound, FieldTest, LeadFilter, LeadRule } from '../../../../shared/contract/lead-query.contract.ts'
import { Refusal } from '../../../../shared/contract/reply.ts'
import { foldText } from '../../../../shared/domain/leads/fold-text.ts'
import {
  customFieldOf,
  type FieldKey,
  type FieldKind,
  fieldKindOfCustom,
  type LeadField,
  leadFieldKinds,
} from '../../../../shared/domain/leads/lead-fields.ts'
import { isTestOf } from '../../../../shared/domain/leads/lead-rule.ts'
import { addDays, dayNumber, type PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { activeLeads } from './active-leads.ts'
import { Bitmap } from './bitmap.ts'
import type { Kept } from './columns.ts'
import type { LeadBook } from './lead-book.ts'
import { isYesNoField, yesNoSet } from './yes-no-fields.ts'

/**
 * The leads of a filter, by their temperatures of a day. Refuses a test that a field does not know, and a field that is not there any
 * more.
 */
export function leadsOf(book: LeadBook, filter: LeadFilter, temperatureOn = book.today): Bitmap {
  const groups = filter.all ?? []
  // The leads behind a figure are as many as it says, those in the trash among them.
  const asksForTrash =
    filter.ids !== undefined || groups.some((rules) => rules.some((rule) => rule.field === 'isArchived'))
  let leads = asksForTrash ? book.there : book.there.andNot(book.set('archived').leads)
  for (const rules of groups)
    leads = leads.and(rules.map((rule) => leadsOfRule(book, rule, temperatureOn)).reduce((one, other) => one.or(other)))
  if (filter.ids !== undefined) {
    const named = new Bitmap(book.size)
    for (const id of filter.ids) {
      const slot = book.slotOf(id)
      if (slot !== -1) named.set(slot, true)
    }
    leads = leads.and(named)
  }
  return leads
}

function leadsOfRule(book: LeadBook, { not, ...asked }: LeadRule, temperatureOn: PlainDate): Bitmap {
  refuseUnknown(book, asked)
  const rule = withLastImport(book, asked)
  const on = book.dayOfField(rule.field, temperatureOn)
  const { leads } = book.keep('rules', JSON.stringify(rule), () => new RuleLeads(book, rule, on), on)
  return not === true ? book.there.andNot(leads) : leads
}

function refuseUnknown(book: LeadBook, { field, test }: LeadRule): void {
  if (!isTestOf(kindOf(book, field), test.op) || (field === 'temperature' && test.op !== 'anyOf'))
    throw new Refusal('invalid_input', `“${field}” cannot be asked “${test.op}”. Choose another filter.`)
}

/** How a field is tested. Refuses with not_found for a custom field that is gone. */
export function kindOf(book: LeadBook, field: FieldKey): FieldKind {
  const id = customFieldOf(field)
  if (id === undefined) return leadFieldKinds[field as LeadField]
  const kind = book.customKind(id)
  if (kind === undefined)
    throw new Refusal(
      'not_found',
      'A field that the list is filtered or sorted by is not in this workbook any more. Take it off.',
    )
  return fieldKindOfCustom(kind)
}

/** The leads that meet a rule, whether it is negated or not. */
class RuleLeads implements Kept {
  readonly tables: readonly string[]
  readonly leads: Bitmap
  private readonly book: LeadBook
  private readonly rule: LeadRule
  private readonly on: PlainDate

  constructor(book: LeadBook, rule: LeadRule, on: PlainDate) {
    this.book = book
    this.rule = rule
    this.on = on
    this.leads = new Bitmap(book.size)
    const { tables, meets, find } = meaningOf(book, rule, on)
    this.tables = tables
    if (meets) {
      for (let slot = 0; slot < book.size; slot += 1) if (meets(slot)) this.leads.set(slot, true)
    } else find(undefined, (slot) => this.leads.set(slot, true))
  }

  get byteLength(): number {
    return this.leads.byteLength
  }

  update(slots: readonly number[]): void {
    const { meets, find } = meaningOf(this.book, this.rule, this.on)
    if (meets) {
      for (const slot of slots) this.leads.set(slot, meets(slot))
      return
    }
    for (const slot of slots) this.leads.set(slot, false)
    find(slots, (slot) => this.leads.set(slot, true))
  }
}

/** How a rule is answered: from columns slot by slot, or by rows of the workbook. */
type Meaning = { tables: readonly string[] } & (
  | { meets: (slot: number) => boolean; find?: never }
  | { meets?: never; find: (slots: readonly number[] | undefined, take: (slot: number) => void) => void }
)

function meaningOf(book: LeadBook, { field, test }: LeadRule, on: PlainDate): Meaning {
  if (field === 'temperature' && test.op === 'anyOf') return temperatureMeaning(book, test.values, on)
  if (field === 'score') {
    const { tables, hundredths } = book.scores(on)
    const isIn = numberTest(test, book.today)
    return { tables, meets: (slot) => isIn((hundredths[slot] as number) / 100) }
  }
  if (isYesNoField(field)) {
    const { tables, leads } = yesNoSet(book, field, on)
    return { tables, meets: (slot) => leads.has(slot) }
  }
  const source = book.sourceOf(field, on)
  if (source.as !== 'texts') {
    const { numbers } = book.numbers(field, on)
    const isIn = numberTest(test, book.today)
    return { tables: source.tables, meets: (slot) => isIn(numbers[slot] as number) }
  }
  const column = book.texts(field, on)
  const isMet = textTest(test)
  if (!column.isWide) {
    const met = column.lists.map(({ folded, values }) => isMet(folded, values))
    return { tables: source.tables, meets: (slot) => met[column.codes[slot] as number] === true }
  }
  return {
    tables: source.tables,
    find: (slots, take) => {
      if (test.op !== 'empty') {
        const takeMet = (slot: number, text: string) => {
          if (isMet([foldText(text)], [text])) take(slot)
        }
        book.eachText(field, slots, takeMet, on)
        return
      }
      const filled = new Bitmap(book.size)
      book.eachText(field, slots, (slot) => filled.set(slot, true), on)
      for (const slot of slots ?? Array.from({ length: book.size }, (_, place) => place))
        if (!filled.has(slot)) take(slot)
    },
  }
}

function temperatureMeaning(book: LeadBook, values: readonly string[], on: PlainDate): Meaning {
  const { tables, flags } = book.scores(on)
  const active = activeLeads(book)
  const none = new Bitmap(book.size)
  const leads = values
    .map((value) => {
      if (value === 'warm' || value === 'hot' || value === 'cooling') return active.and(flags[value])
      return value === 'cold' ? active.andNot(flags.warm) : none
    })
    .reduce((one, other) => one.or(other))
  return { tables: [...tables, 'lead'], meets: (slot) => leads.has(slot) }
}

/** Whether a number, a day or NaN for none meets a test. */
function numberTest(test: FieldTest, today: PlainDate): (number: number) => boolean {
  if (test.op === 'empty') return Number.isNaN
  if (test.op !== 'days' && test.op !== 'numbers') return () => false
  const [from, to] = test.op === 'numbers' ? [test.from, test.to] : [dayOf(test.from, today), dayOf(test.to, today)]
  const [least, most] = [from ?? Number.NEGATIVE_INFINITY, to ?? Number.POSITIVE_INFINITY]
  const isEmptyMet = test.op === 'days' && test.orEmpty === true
  return (number) => (Number.isNaN(number) ? isEmptyMet : number >= least && number <= most)
}

function dayOf(bound: DayBound | undefined, today: PlainDate): number | undefined {
  if (bound === undefined) return undefined
  return dayNumber(typeof bound === 'string' ? bound : addDays(today, bound.daysFromToday))
}

/** Whether the values of a lead, folded and as written, meet a test of texts. */
function textTest(test: FieldTest): (folded: readonly string[], values: readonly string[]) => boolean {
  switch (test.op) {
    case 'empty':
      return (folded) => folded.length === 0
    case 'yes':
      return (_, values) => values.includes('1')
    case 'contains': {
      const text = foldText(test.text)
      return (folded) => folded.some((value) => value.includes(text))
    }
    case 'is': {
      const text = foldText(test.text)
      return (folded) => folded.includes(text)
    }
    case 'anyOf': {
      const wanted = new Set(test.values.map(foldText))
      return (folded) => folded.some((value) => wanted.has(value))
    }
    case 'days':
    case 'numbers':
      return () => false
  }
}

/** The rule with the last import by its id: which one that is may change while the rule's leads are kept. */
function withLastImport(book: LeadBook, rule: LeadRule): LeadRule {
  const { field, test } = rule
  if (field !== 'import' || test.op !== 'anyOf' || !test.values.includes('last')) return rule
  const values = test.values.map((value) => (value === 'last' ? lastImport(book) : value))
  return { field, test: { op: 'anyOf', values } }
}

/** The latest import that brought in leads which are still there; an empty text where none did. */
function lastImport(book: LeadBook): string {
  const { codes, lists } = book.texts('import')
  const isThere = new Set<number>()
  for (let slot = 0; slot < codes.length; slot += 1) if (book.there.has(slot)) isThere.add(codes[slot] as number)
  const ids = [...isThere].flatMap((code) => lists[code]?.values ?? []).map(Number)
  return ids.length === 0 ? '' : String(Math.max(...ids))
}
