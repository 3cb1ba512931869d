import type { InputOf, OutputOf } from '../../../../shared/contract/index.ts'
import { stages } from '../../../../shared/domain/funnel/stages.ts'
import { foldText } from '../../../../shared/domain/leads/fold-text.ts'
import { customFieldOf, type FieldKey } from '../../../../shared/domain/leads/lead-fields.ts'
import { statusSchema } from '../../../../shared/domain/leads/status.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import type { QueryContext } from '../../../core/context.ts'
import { readTopicsOnFile, type TopicsOnFile } from '../../temperature/temperature.service.ts'
import type { Kept } from './columns.ts'
import type { LeadBook } from './lead-book.ts'
import { leadBookOf, onSnapshot } from './lead-list.ts'
import { kindOf, leadsOf } from './rules.ts'
import { isYesNoField } from './yes-no-fields.ts'

/** {@link readTopicsOnFile}, read anew once signals have changed. */
class KeptTopics implements Kept {
  readonly tables = ['signal']
  readonly byteLength = 0
  onFile: TopicsOnFile
  private readonly book: LeadBook

  constructor(book: LeadBook) {
    this.book = book
    this.onFile = readTopicsOnFile(book.raw)
  }

  update(): void {
    this.onFile = readTopicsOnFile(this.book.raw)
  }
}

function topicsOnFile(book: LeadBook): TopicsOnFile {
  return book.keep('columns', 'topics', () => new KeptTopics(book)).onFile
}

const temperatures = ['cold', 'warm', 'hot', 'cooling'] as const

/** The values that leads in no trash have in a field, the most frequent first; see `leads.values`. Days and numbers have none to choose from. */
export function listValues(
  context: Pick<QueryContext, 'raw' | 'today'>,
  { field, search, limit, temperatureOn = context.today }: InputOf<'leads.values'>,
): OutputOf<'leads.values'> {
  return onSnapshot(context.raw, () => {
    const book = leadBookOf(context)
    const kind = kindOf(book, field)
    const counts =
      kind === 'text' || kind === 'choice' ? countValues(book, field, temperatureOn) : new Map<string, number>()
    const names = namesOf(book, field)
    const wanted = foldText(search ?? '')
    const values = [...counts]
      .map(([value, count]) => ({ value, name: names?.get(value) ?? value, count }))
      .filter(({ name }) => foldText(name).includes(wanted))
      .sort((a, b) => b.count - a.count)
    return { values: values.slice(0, limit), total: values.length }
  })
}

/** How many leads have each value, the options that a field knows first and in their order. */
function countValues(book: LeadBook, field: FieldKey, temperatureOn: PlainDate): Map<string, number> {
  if (field === 'temperature')
    return new Map(
      temperatures.map((value) => [
        value,
        leadsOf(book, { all: [[{ field, test: { op: 'anyOf', values: [value] } }]] }, temperatureOn).count(),
      ]),
    )
  const called = field === 'interest' ? topicNames(book) : (value: string) => value
  const counts = new Map(optionsOf(book, field).map((option) => [called(option), 0]))
  if (isYesNoField(field)) return counts
  const leads = leadsOf(book, {})
  const add = (value: string, count: number) => counts.set(value, (counts.get(value) ?? 0) + count)
  const on = book.dayOfField(field, temperatureOn)
  const column = book.texts(field, on)
  if (column.isWide) {
    const take = (slot: number, text: string) => {
      if (leads.has(slot)) add(called(text), 1)
    }
    book.eachText(field, undefined, take, on)
    return counts
  }
  const leadsOfList = new Int32Array(column.lists.length)
  for (let slot = 0; slot < book.size; slot += 1) {
    const code = column.codes[slot] as number
    if (leads.has(slot)) leadsOfList[code] = (leadsOfList[code] as number) + 1
  }
  column.lists.forEach(({ values }, code) => {
    const count = leadsOfList[code] as number
    if (count > 0) for (const value of new Set(values.map(called))) add(value, count)
  })
  return counts
}

function topicNames(book: LeadBook): (topic: string) => string {
  const { find } = topicsOnFile(book)
  return (topic) => find(topic)?.name ?? topic
}

/** The values that a field may have though no lead has them. */
function optionsOf(book: LeadBook, field: FieldKey): string[] {
  const id = customFieldOf(field)
  if (id !== undefined) {
    const options = book.raw
      .prepare<[number], string>("SELECT options FROM custom_field WHERE id = ? AND kind IN ('choice', 'choices')")
      .pluck()
      .get(id)
    return options === undefined ? [] : JSON.parse(options)
  }
  switch (field) {
    case 'stage':
      return [...stages]
    case 'status':
      return [...statusSchema.options]
    case 'fit':
      return ['A', 'B', 'C']
    case 'optOut':
      return ['mail', 'call']
    case 'tag':
      return book.raw.prepare<[], string>('SELECT name FROM tag ORDER BY name_key').pluck().all()
    case 'interest':
      return [...topicsOnFile(book).spellings]
    case 'playbook':
      return [...(namesOf(book, field)?.keys() ?? [])]
    default:
      return []
  }
}

/** What values are called, where they are no words of the seller. */
function namesOf(book: LeadBook, field: FieldKey): Map<string, string> | undefined {
  if (field !== 'playbook' && field !== 'import') return undefined
  const names =
    field === 'playbook'
      ? 'SELECT slug, name FROM playbook WHERE is_current ORDER BY name'
      : 'SELECT CAST(id AS TEXT), file_name FROM import'
  return new Map(book.raw.prepare<[], [string, string]>(names).raw().all())
}
