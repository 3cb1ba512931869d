import { plural, t } from '@lingui/core/macro'
import type { Today, TodayEntry } from '../../../../shared/contract/follow-ups.contract.ts'
import { isoWeekday, type PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { formatNumber } from '../../../app/format.ts'
import { type GroupKey, groupKeys } from './today-groups.ts'

/** The heading of a group. */
export function groupTitle(group: GroupKey): string {
  const titles: Record<GroupKey, string> = {
    inPerson: t`In person`,
    late: t`Late`,
    due: t`Due today`,
    cooling: t`Cooling`,
    noNextStep: t`No next step`,
  }
  return titles[group]
}

/** The quiet remark beside a group's heading; of leads that belong here too, but stand above in person, how many. */
export function groupNote(group: GroupKey, { inPerson, on }: Today): string | undefined {
  if (group === 'inPerson') return t`templates pause for these`
  if (group === 'noNextStep') return t`active, and nothing planned: decide or let rest`
  const belongsHere = {
    late: (entry: TodayEntry) => isLate(entry, on),
    due: ({ lead }: TodayEntry) => lead.nextAction?.day === on,
    cooling: ({ lead }: TodayEntry) => lead.isCooling,
  }[group]
  const aboveCount = inPerson.entries.filter(belongsHere).length
  if (aboveCount === 0) return undefined
  return plural(aboveCount, { one: '# more is above, in person', other: '# more are above, in person' })
}

/** What matters about the day, in two or three short sentences. */
export function todaySentence(today: Today): string {
  const { on, plannedCount, slots, inPerson, late } = today
  const hasItems = groupKeys.some((group) => today[group].total > 0)
  const planned = formatNumber(plannedCount)
  const room = formatNumber(slots)
  const lateCount = late.total + inPerson.entries.filter((entry) => isLate(entry, on)).length
  const sentences = [plannedCount === 0 ? t`Nothing is due.` : t`${planned} planned, room for ${room}.`]
  if (lateCount > 0) sentences.push(plural(lateCount, { one: '# is late.', other: '# are late.' }))
  if (hasItems && isoWeekday(on) > 5) sentences.push(t`It is the weekend: nothing new falls due before Monday.`)
  return sentences.join(' ')
}

function isLate({ lead }: TodayEntry, today: PlainDate): boolean {
  return lead.nextAction !== null && lead.nextAction.day < today
}
