import { plural, t } from '@lingui/core/macro'
import { stageSchema } from '../../../../../shared/domain/funnel/stages.ts'
import { type DaysTest, dayQuestion, kindOfField } from '../../../../../shared/domain/leads/filter-rules.ts'
import type { FieldKey } from '../../../../../shared/domain/leads/lead-fields.ts'
import type { DayBound, FieldTest, LeadRule } from '../../../../../shared/domain/leads/lead-rule.ts'
import { statusSchema } from '../../../../../shared/domain/leads/status.ts'
import { assertNever } from '../../../../../shared/primitives/assert-never.ts'
import type { PlainDate } from '../../../../../shared/primitives/plain-date.ts'
import { stageWord, statusWord } from '../../../../app/contact-words.ts'
import { formatDay, formatLocale, formatMoney, formatNumber } from '../../../../app/format.ts'
import { fieldName, type OwnField } from '../../field-names.ts'

/** What words of a rule need to know: the seller's day, their currency, their own fields, and the names of playbooks and imports by value. */
export interface RuleWording {
  today: PlainDate
  currency: string
  ownFields: readonly OwnField[]
  names: ReadonlyMap<string, string>
}

/** A rule as one says it: the field and what holds of it, "Last touch" and "more than 30 days ago or never". */
export interface RuleWords {
  field: string
  holds: string
}

/** The words for a rule, in words of the trade. */
export function ruleWords({ field, not: isNot = false, test }: LeadRule, wording: RuleWording): RuleWords {
  const name = fieldName(field, wording.ownFields)
  if (name === undefined) return { field: t`A field that is gone`, holds: '' }
  if (test.op === 'yes') return { field: name, holds: isNot ? t`no` : t`yes` }
  if (test.op === 'empty') return { field: name, holds: emptyWord(field, isNot) }
  const holds = testWords(field, test, wording)
  return { field: name, holds: isNot ? negated(field, test, holds) : holds }
}

/** Texts of which any may hold: "A or B", "A, B or C". */
export function anyOfWords(words: readonly string[]): string {
  return new Intl.ListFormat(formatLocale(), { type: 'disjunction' }).format(words)
}

/** A value of a choice as one reads it. */
export function choiceWord(field: FieldKey, value: string, names: ReadonlyMap<string, string>): string {
  switch (field) {
    case 'temperature':
      return temperatureChoice(value)
    case 'stage': {
      const stage = stageSchema.safeParse(value)
      return stage.success ? stageWord(stage.data) : value
    }
    case 'status': {
      const status = statusSchema.safeParse(value)
      return status.success ? statusWord(status.data) : value
    }
    case 'optOut':
      return value === 'mail' ? t`mail` : value === 'call' ? t`calls` : value
    case 'import':
      return value === 'last' ? t`the last one` : (names.get(value) ?? value)
    default:
      return names.get(value) ?? value
  }
}

function temperatureChoice(value: string): string {
  switch (value) {
    case 'cold':
      return t`cold`
    case 'warm':
      return t`warm`
    case 'hot':
      return t`hot`
    case 'cooling':
      return t`cooling`
    default:
      return value
  }
}

/** What a field without a value is called. */
export function emptyWord(field: FieldKey, isNot = false): string {
  switch (field) {
    case 'fit':
      return isNot ? t`graded` : t`ungraded`
    case 'lastTouchOn':
      return isNot ? t`at some time` : t`never`
    case 'tag':
    case 'interest':
    case 'playbook':
    case 'nextAction':
    case 'nextActionOn':
      return isNot ? t`any` : t`none`
    default:
      return isNot ? t`not empty` : t`empty`
  }
}

type AskingTest = Exclude<FieldTest, { op: 'yes' | 'empty' }>

function negated(field: FieldKey, test: AskingTest, holds: string): string {
  if (test.op === 'anyOf' && test.values.length > 1 && !isOfFewWords(field)) {
    const values = test.values.join(', ')
    return t`none of ${values}`
  }
  return t`not ${holds}`
}

function testWords(field: FieldKey, test: AskingTest, wording: RuleWording): string {
  switch (test.op) {
    case 'contains':
      return t`with “${test.text}”`
    case 'is':
      return t`“${test.text}”`
    case 'anyOf':
      return choiceWords(field, test.values, wording)
    case 'days':
      return daysTestWords(field, test, wording.today)
    case 'numbers':
      return numbersWords(field, test, wording)
    default:
      return assertNever(test)
  }
}

// A choice of words that are ours reads as a sentence; the seller's own texts are quoted or listed.
function isOfFewWords(field: FieldKey): boolean {
  return ['temperature', 'fit', 'stage', 'status', 'optOut', 'playbook', 'import'].includes(field)
}

function choiceWords(field: FieldKey, values: readonly string[], { names }: RuleWording): string {
  const words = values.map((value) => choiceWord(field, value, names))
  if (isOfFewWords(field)) return anyOfWords(words)
  const listed = words.join(', ')
  return words.length === 1 ? t`“${listed}”` : t`any of ${listed}`
}

function numbersWords(
  field: FieldKey,
  { from, to }: { from?: number | undefined; to?: number | undefined },
  { currency, ownFields }: RuleWording,
): string {
  const kind = kindOfField(field, (id) => ownFields.find((own) => own.id === id)?.kind)
  const written = (value: number) =>
    kind === 'money' ? formatMoney(value, currency) : formatNumber(value, decimalsOf(value))
  if (from !== undefined && to !== undefined) {
    const [low, high] = [written(from), written(to)]
    return from === to ? low : t`from ${low} to ${high}`
  }
  if (from !== undefined) {
    const low = written(from)
    return t`from ${low}`
  }
  if (to !== undefined) {
    const high = written(to)
    return t`up to ${high}`
  }
  return t`any`
}

function decimalsOf(value: number): number {
  return Math.min(20, String(value).split('.')[1]?.length ?? 0)
}

function daysTestWords(field: FieldKey, test: DaysTest, today: PlainDate): string {
  const words = daysWordsOf(test, today)
  if (test.orEmpty !== true) return words
  const empty = emptyWord(field)
  return t`${words} or ${empty}`
}

function daysWordsOf(test: DaysTest, today: PlainDate): string {
  const question = dayQuestion(test)
  switch (question.is) {
    case 'inLast':
      return plural(question.days, { one: 'today or yesterday', other: 'in the last # days' })
    case 'moreThanAgo':
      if (question.days === 0) return t`before today`
      return plural(question.days, { one: 'more than # day ago', other: 'more than # days ago' })
    case 'inNext':
      if (question.days === 0) return t`today`
      return plural(question.days, { one: 'today or tomorrow', other: 'in the next # days' })
    case 'between':
      return betweenWords(question.from, question.to, today)
    default:
      return assertNever(question)
  }
}

function betweenWords(from: DayBound | undefined, to: DayBound | undefined, today: PlainDate): string {
  if (from !== undefined && to !== undefined) {
    const [first, last] = [boundWords(from, today), boundWords(to, today)]
    return first === last ? first : t`between ${first} and ${last}`
  }
  if (from !== undefined) {
    const first = boundWords(from, today)
    return t`since ${first}`
  }
  if (to !== undefined) {
    const last = boundWords(to, today)
    return t`until ${last}`
  }
  return t`any day`
}

function boundWords(bound: DayBound, today: PlainDate): string {
  if (typeof bound === 'string') return formatDay(bound, 'short', today)
  const days = bound.daysFromToday
  if (days === 0) return t`today`
  return days < 0
    ? plural(-days, { one: 'yesterday', other: '# days ago' })
    : plural(days, { one: 'tomorrow', other: '# days from now' })
}
