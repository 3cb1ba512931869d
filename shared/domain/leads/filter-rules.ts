import type { PlainDate } from '../../primitives/plain-date.ts'
import type { CustomFieldKind } from './field-kinds.ts'
import {
  customFieldOf,
  type FieldKey,
  type FieldKind,
  fieldKindOfCustom,
  type LeadField,
  leadFieldKinds,
} from './lead-fields.ts'
import { type DayBound, type FieldTest, isTestOf, type LeadRule, type RuleGroups } from './lead-rule.ts'

export type DaysTest = Extract<FieldTest, { op: 'days' }>

/** What a test of days asks, as one says it. `days` are counted from the seller's day; `last` and `next` hold that day too. */
export type DayQuestion =
  | { is: 'inLast' | 'moreThanAgo' | 'inNext'; days: number; orEmpty: boolean }
  | { is: 'between'; from: DayBound | undefined; to: DayBound | undefined; orEmpty: boolean }

/** Silence that is worth a look while nobody says how long, in days. */
export const usualSilenceDays = 30

const ofToday = (days: number): DayBound => ({ daysFromToday: days })

/** The test that asks so. "More than 30 days ago" ends 31 days ago, where "in the last 30 days" has not begun. */
export function daysTest(question: DayQuestion): DaysTest {
  const orEmpty = question.orEmpty ? ({ orEmpty: true } as const) : {}
  switch (question.is) {
    case 'inLast':
      return { op: 'days', from: ofToday(-question.days), to: ofToday(0), ...orEmpty }
    case 'moreThanAgo':
      return { op: 'days', to: ofToday(-question.days - 1), ...orEmpty }
    case 'inNext':
      return { op: 'days', from: ofToday(0), to: ofToday(question.days), ...orEmpty }
    case 'between':
      return {
        op: 'days',
        ...(question.from !== undefined && { from: question.from }),
        ...(question.to !== undefined && { to: question.to }),
        ...orEmpty,
      }
  }
}

/** What a test asks; {@link daysTest} makes the same test of it again. */
export function dayQuestion({ from, to, orEmpty = false }: DaysTest): DayQuestion {
  const first = relativeDays(from)
  const last = relativeDays(to)
  if (first !== undefined && first < 0 && last === 0) return { is: 'inLast', days: -first, orEmpty }
  if (first === 0 && last !== undefined && last >= 0) return { is: 'inNext', days: last, orEmpty }
  if (from === undefined && last !== undefined && last < 0) return { is: 'moreThanAgo', days: -last - 1, orEmpty }
  return { is: 'between', from, to, orEmpty }
}

function relativeDays(bound: DayBound | undefined): number | undefined {
  return typeof bound === 'object' ? bound.daysFromToday : undefined
}

/** Leads that nobody was in touch with for more than so many days, the never touched among them. */
export function silentFor(days: number): LeadRule {
  return { field: 'lastTouchOn', test: daysTest({ is: 'moreThanAgo', days, orEmpty: true }) }
}

/** A test of days between two of the calendar; with one of them open it ends there. */
export function betweenDays(from: PlainDate | undefined, to: PlainDate | undefined): DaysTest {
  return daysTest({ is: 'between', from, to, orEmpty: false })
}

/** The test that a field begins with when one filters by it; undefined where there is nothing to ask before something is chosen. */
export function firstTest(field: FieldKey, kind: FieldKind): FieldTest | undefined {
  switch (kind) {
    case 'yesNo':
      return { op: 'yes' }
    case 'day':
      if (field === 'lastTouchOn') return silentFor(usualSilenceDays).test
      return daysTest({
        is: ['nextActionOn', 'restingUntilOn', 'tagUntilOn'].includes(field) ? 'inNext' : 'inLast',
        days: 7,
        orEmpty: false,
      })
    case 'text':
    case 'choice':
    case 'number':
    case 'money':
      return undefined
  }
}

/** The kind of a field of the seller's own by its id; undefined where it is no more. */
export type KindOfCustom = (id: number) => CustomFieldKind | undefined

/** The kind of a field; undefined where it is one of the seller's own that is no more. */
export function kindOfField(field: FieldKey, kindOfCustom: KindOfCustom): FieldKind | undefined {
  const id = customFieldOf(field)
  if (id === undefined) return leadFieldKinds[field as LeadField]
  const kind = kindOfCustom(id)
  return kind === undefined ? undefined : fieldKindOfCustom(kind)
}

/** Whether a rule can be asked: its field is there, and is of a kind that knows the test. */
export function canAsk(rule: LeadRule, kindOfCustom: KindOfCustom): boolean {
  const kind = kindOfField(rule.field, kindOfCustom)
  return kind !== undefined && isTestOf(kind, rule.test.op)
}

/** Where a rule stands: in a group of others, at a place among them, or as a group of its own. */
export interface RulePlace {
  group: number
  index: number
  isAlone: boolean
}

/** Takes out the rule at a place, its group too where it stands alone; the place is where {@link putRule} puts it back. */
export function takeRule(
  rules: RuleGroups,
  group: number,
  index: number,
): { others: RuleGroups; place: RulePlace; rule: LeadRule | undefined } {
  const own = rules[group] ?? []
  const left = own.filter((_, at) => at !== index)
  return {
    others: rules.flatMap((other, at) => (at !== group ? [other] : left.length === 0 ? [] : [left])),
    place: { group, index, isAlone: left.length === 0 },
    rule: own[index],
  }
}

/** The rules with one more at a place. */
export function putRule(others: RuleGroups, { group, index, isAlone }: RulePlace, rule: LeadRule): RuleGroups {
  if (isAlone) return others.toSpliced(group, 0, [rule])
  return others.map((own, at) => (at === group ? own.toSpliced(index, 0, rule) : own))
}

/** The rules that can be asked, and those that cannot because their field is no more. */
export function partRules(
  rules: RuleGroups,
  kindOfCustom: KindOfCustom,
): { asked: RuleGroups; lost: readonly LeadRule[] } {
  const isAskable = (rule: LeadRule) => canAsk(rule, kindOfCustom)
  return {
    asked: rules.map((group) => group.filter(isAskable)).filter((group) => group.length > 0),
    lost: rules.flatMap((group) => group.filter((rule) => !isAskable(rule))),
  }
}
