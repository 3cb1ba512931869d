import { plural, t } from '@lingui/core/macro'
import type { ComparedLeadPage } from '../../../../shared/contract/duplicates.contract.ts'
import {
  type ChosenField,
  type MergePlan,
  type MergingAddress,
  type MergingLead,
  mergingValue,
} from '../../../../shared/domain/leads/merge.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { stageWord, statusWord } from '../../../app/contact-words.ts'
import { formatDay, formatMoney } from '../../../app/format.ts'

/** A field of leads side by side, and what it comes to. */
export interface MergeRow {
  key: string
  name: string
  /** What each lead holds, line by line; empty where it is blank. */
  cells: readonly (readonly string[])[]
  result: readonly string[]
  /** One lead's value stands, and the seller may say whose. */
  choice?: { field: ChosenField; of: LeadId | undefined }
  /** All leads hold the same. */
  isSame: boolean
}

/** How the workbook writes money and days. */
export interface MergePlace {
  today: PlainDate
  currency: string
}

/** The fields that any of the leads holds, in the order of a lead's page. */
export function mergeTableRows(leads: readonly ComparedLeadPage[], plan: MergePlan, place: MergePlace): MergeRow[] {
  const day = (on: PlainDate) => formatDay(on, 'short', place.today)
  const chosen = (field: ChosenField, name: string) => {
    const of = plan.from[field]
    const words = (lead: MergingLead) => choiceWords(lead, field, place)
    const standing = leads.find((lead) => lead.id === of)
    return row(field, name, leads.map(words), standing === undefined ? [] : words(standing), { field, of })
  }
  const listed = (
    key: string,
    name: string,
    cellOf: (lead: MergingLead) => readonly string[],
    result: readonly string[],
  ) => row(key, name, leads.map(cellOf), result)
  const custom = new Map(leads.flatMap((lead) => lead.custom.map((field) => [field.fieldId, field.name])))
  const touchCount = leads.reduce((sum, lead) => sum + lead.touchCount, 0)
  const rows = [
    chosen('name', t`Name`),
    chosen('company', t`Company`),
    chosen('jobTitle', t`Job title`),
    listed('emails', t`E-mail`, (lead) => lead.emails, plan.emails),
    listed('phones', t`Phone`, (lead) => lead.phones.map(({ raw }) => raw), plan.phones),
    listed('links', t`Links`, (lead) => lead.links, plan.links),
    listed('addresses', t`Address`, (lead) => lead.addresses.map(addressWords), plan.addresses.map(addressWords)),
    chosen('source', t`Source`),
    listed('tags', t`Tags`, (lead) => lead.tags, plan.tags),
    chosen('value', t`Value`),
    chosen('foreignValue', t`Value as written`),
    chosen('stage', t`Stage`),
    chosen('status', t`Status`),
    listed(
      'doNotContact',
      t`Do not contact`,
      (lead) => banWords(lead.doNotContact, day),
      banWords(plan.doNotContact, day),
    ),
    listed('optOuts', t`Opted out`, (lead) => lead.optOuts.map(optOutWord), plan.optOuts.map(optOutWord)),
    chosen('nextAction', t`Next action`),
    listed('run', t`Playbook`, runWords, runWordsOf(leads, plan)),
    listed('cameIn', t`Came in`, (lead) => [day(lead.cameInOn)], [day(plan.cameInOn)]),
    listed(
      'lastTouch',
      t`Last touch`,
      (lead) => (lead.lastTouchOn === null ? [] : [day(lead.lastTouchOn)]),
      plan.lastTouchOn === null ? [] : [day(plan.lastTouchOn)],
    ),
    listed('history', t`Timeline`, historyWords, touchCount === 0 && !leads.some(hasSignals) ? [] : [t`all of it`]),
    ...[...custom].map(([fieldId, name]) => chosen(`custom:${fieldId}`, name)),
    listed('notes', t`Notes`, (lead) => linesOf(lead.notes), linesOf(plan.notes)),
  ]
  return rows.filter(({ cells }) => cells.some((cell) => cell.length > 0))
}

/** The value of a field that is given up, as it stands in the table. */
export function givenUpValue(lead: MergingLead, field: ChosenField, place: MergePlace): string {
  return choiceWords(lead, field, place).join(' ')
}

function row(
  key: string,
  name: string,
  cells: readonly (readonly string[])[],
  result: readonly string[],
  choice?: MergeRow['choice'],
): MergeRow {
  const texts = cells.map((cell) => cell.join('\n'))
  return { key, name, cells, result, isSame: texts.every((text) => text === texts[0]), ...(choice && { choice }) }
}

function choiceWords(lead: MergingLead, field: ChosenField, { today, currency }: MergePlace): string[] {
  const text = mergingValue(lead, field)
  if (text === null) return []
  switch (field) {
    case 'stage':
      return [stageWord(lead.stage)]
    case 'status': {
      const status = statusWord(lead.status)
      const until = lead.restingUntilOn === null ? undefined : formatDay(lead.restingUntilOn, 'short', today)
      return [
        until === undefined ? status : t`${status} until ${until}`,
        ...(lead.statusReason === null ? [] : [lead.statusReason]),
      ]
    }
    case 'value':
      return [formatMoney(lead.valueMinor ?? 0, currency)]
    case 'nextAction':
      return [text, ...(lead.nextAction === null ? [] : [formatDay(lead.nextAction.on, 'short', today)])]
    default:
      return [text]
  }
}

function addressWords({ street, postalCode, city, region, country }: MergingAddress): string {
  return [street, [postalCode, city].filter(Boolean).join(' '), region, country].filter(Boolean).join(', ')
}

function banWords(ban: MergingLead['doNotContact'], day: (on: PlainDate) => string): string[] {
  if (ban === null) return []
  const since = day(ban.on)
  return [t`since ${since}`, ...(ban.reason ? [ban.reason] : [])]
}

function optOutWord({ channel }: { channel: 'mail' | 'call' }): string {
  return channel === 'mail' ? t`no mail` : t`no calls`
}

function runWords({ run }: MergingLead): string[] {
  if (run === null) return []
  return run.isPaused ? [run.playbook, t`paused`] : [run.playbook]
}

function runWordsOf(leads: readonly MergingLead[], plan: MergePlan): string[] {
  const run = leads.find((lead) => lead.id === plan.runOf)?.run
  if (run === null || run === undefined) return []
  return run.isPaused || plan.pausesRun ? [run.playbook, t`paused`] : [run.playbook]
}

function historyWords({ touchCount, signalCount }: MergingLead): string[] {
  return [
    ...(touchCount === 0 ? [] : [plural(touchCount, { one: '# touch', other: '# touches' })]),
    ...(signalCount === 0 ? [] : [plural(signalCount, { one: '# signal', other: '# signals' })]),
  ]
}

function hasSignals({ signalCount }: MergingLead): boolean {
  return signalCount > 0
}

function linesOf(text: string | null): string[] {
  return text === null ? [] : text.split('\n').filter((line) => line.trim() !== '')
}
