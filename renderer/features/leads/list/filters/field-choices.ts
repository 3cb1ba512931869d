import { plural, t } from '@lingui/core/macro'
import { daysTest, firstTest, silentFor, usualSilenceDays } from '../../../../../shared/domain/leads/filter-rules.ts'
import { foldText } from '../../../../../shared/domain/leads/fold-text.ts'
import {
  customKey,
  type FieldKey,
  fieldKindOfCustom,
  type LeadField,
  leadFieldKinds,
} from '../../../../../shared/domain/leads/lead-fields.ts'
import type { FieldTest, LeadRule } from '../../../../../shared/domain/leads/lead-rule.ts'
import { leadFieldName, type OwnField } from '../../field-names.ts'

/** Something to filter by: a field, with the test it begins with where it has one, or a rule that is often asked for. */
export interface FieldChoice {
  id: string
  group: string
  label: string
  /** Other words that it is looked for by. */
  synonyms: string
  field: FieldKey
  test: FieldTest | undefined
}

const MOST_DAYS = 3650

/** All that can be filtered by, in groups. A number that was typed becomes the days of what is often asked for: "silent 45". */
export function fieldChoices(ownFields: readonly OwnField[], days: number | undefined): FieldChoice[] {
  const ofField = (group: string, field: LeadField, synonyms = ''): FieldChoice => ({
    id: field,
    group,
    label: leadFieldName(field),
    synonyms,
    field,
    test: firstTest(field, leadFieldKinds[field]),
  })
  const standing = t`Standing`
  const dates = t`Dates`
  const contact = t`Contact`
  const origin = t`Origin and deal`
  return [
    ...oftenAsked(days),
    ofField(standing, 'status', t`active resting customer lost disqualified`),
    ofField(standing, 'temperature', t`warm cold hot cooling`),
    ofField(standing, 'fit', t`grade A B C ungraded ideal`),
    ofField(standing, 'stage', t`funnel lead MQL SAL SQL proposal won`),
    ofField(standing, 'playbook', t`nurture run sequence`),
    ofField(standing, 'hasNoNextStep', t`forgotten nothing planned`),
    ofField(standing, 'isParked', t`fresh import`),
    ofField(standing, 'isNeglected', t`forgotten overdue silent late`),
    ofField(standing, 'isReady', t`qualified need budget timeline authority`),
    ofField(standing, 'isCurious', t`interest without need nurture`),
    ofField(standing, 'isAcceptanceOverdue', t`accept return MQL SAL deadline late`),
    ofField(standing, 'hasReasonToWrite', t`worth warming trigger`),
    ofField(standing, 'doNotContact', t`stop unsubscribe blocked`),
    ofField(standing, 'optOut', t`unsubscribe channel mail call`),
    ofField(standing, 'score', t`points temperature`),
    ofField(standing, 'interest', t`topic about subject`),
    ofField(standing, 'isPinned', t`hand tag pinned`),
    ofField(standing, 'isArchived', t`trash deleted archived`),
    ofField(dates, 'lastTouchOn', t`contacted touched silent quiet cold since never`),
    ofField(dates, 'nextActionOn', t`due overdue late follow-up planned`),
    ofField(dates, 'cameInOn', t`added created new since`),
    ofField(dates, 'changedOn', t`edited modified since`),
    ofField(dates, 'restingUntilOn', t`resting pause wake`),
    ofField(dates, 'tagUntilOn', t`pinned runs out expires`),
    ofField(contact, 'name', t`person who`),
    ofField(contact, 'company', t`firm employer`),
    ofField(contact, 'jobTitle', t`role position function`),
    ofField(contact, 'email', t`mail address`),
    ofField(contact, 'phone', t`telephone mobile number`),
    ofField(contact, 'link', t`website profile`),
    ofField(contact, 'city', t`town place`),
    ofField(contact, 'country', t`place land`),
    ofField(contact, 'region', t`state county`),
    ofField(contact, 'postalCode', t`zip postcode`),
    ofField(contact, 'street', t`address`),
    ofField(origin, 'tag', t`label keyword`),
    ofField(origin, 'source', t`origin from where`),
    ofField(origin, 'import', t`file imported list`),
    ofField(origin, 'value', t`amount deal money price`),
    ofField(origin, 'nextAction', t`what to do step`),
    ofField(origin, 'notes', t`note text remark`),
    ...ownFields.map(
      (own): FieldChoice => ({
        id: customKey(own.id),
        group: own.group ?? t`Your own fields`,
        label: own.name,
        synonyms: '',
        field: customKey(own.id),
        test: firstTest(customKey(own.id), fieldKindOfCustom(own.kind)),
      }),
    ),
  ]
}

function oftenAsked(typedDays: number | undefined): FieldChoice[] {
  const group = t`Often asked`
  const often = (id: string, label: string, synonyms: string, { field, test }: LeadRule): FieldChoice => ({
    id,
    group,
    label,
    synonyms,
    field,
    test,
  })
  const silent = typedDays ?? usualSilenceDays
  const days = typedDays ?? 7
  return [
    often(
      'silent',
      plural(silent, { one: 'Silent for # day', other: 'Silent for # days' }),
      t`quiet cold since no touch last touch not contacted`,
      silentFor(silent),
    ),
    often('never', t`Never contacted`, t`no touch untouched last touch`, {
      field: 'lastTouchOn',
      test: { op: 'empty' },
    }),
    often('overdue', t`Overdue`, t`late due next action past`, {
      field: 'nextActionOn',
      test: daysTest({ is: 'moreThanAgo', days: 0, orEmpty: false }),
    }),
    often(
      'due',
      plural(days, { one: 'Due today or tomorrow', other: 'Due in the next # days' }),
      t`next action planned this week`,
      { field: 'nextActionOn', test: daysTest({ is: 'inNext', days, orEmpty: false }) },
    ),
    often(
      'new',
      plural(days, { one: 'New since yesterday', other: 'New in the last # days' }),
      t`came in added created fresh`,
      { field: 'cameInOn', test: daysTest({ is: 'inLast', days, orEmpty: false }) },
    ),
    often(
      'changed',
      plural(days, { one: 'Changed since yesterday', other: 'Changed in the last # days' }),
      t`edited modified`,
      { field: 'changedOn', test: daysTest({ is: 'inLast', days, orEmpty: false }) },
    ),
  ]
}

/** The number of days that was typed among the words, undefined where there is none or too many. */
export function typedDays(typed: string): number | undefined {
  const match = /(?:^|\s)(\d{1,4})(?=\s|$)/.exec(typed)
  const days = match === null ? undefined : Number(match[1])
  return days !== undefined && days >= 1 && days <= MOST_DAYS ? days : undefined
}

/**
 * The choices that hold every word typed, those first that are called so, each with the others of its group behind it. A number among
 * the words is no word.
 */
export function matchingChoices(choices: readonly FieldChoice[], typed: string): FieldChoice[] {
  const words = foldText(typed)
    .split(' ')
    .filter((word) => word !== '' && !/^\d+$/.test(word))
  if (words.length === 0) return [...choices]
  const whole = words.join(' ')
  const ranked = choices
    .flatMap((choice) => {
      const rank = rankOf(choice, words, whole)
      return rank === undefined ? [] : [{ choice, rank }]
    })
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ choice }) => choice)
  return [...new Set(ranked.map(({ group }) => group))].flatMap((group) =>
    ranked.filter((choice) => choice.group === group),
  )
}

// Before the others come those whose own words begin as typed; group and synonyms only find.
function rankOf(choice: FieldChoice, words: readonly string[], whole: string): number | undefined {
  const label = foldText(choice.label)
  if (label === whole) return 0
  if (label.startsWith(whole)) return 1
  const ownWords = label.split(' ')
  if (words.every((word) => ownWords.some((own) => own.startsWith(word)))) return 2
  const all = `${label} ${foldText(choice.synonyms)} ${foldText(choice.group)}`.split(' ')
  return words.every((word) => all.some((one) => one.startsWith(word))) ? 3 : undefined
}
