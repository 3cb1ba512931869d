import { t } from '@lingui/core/macro'
import type { WhyNow } from '../../../shared/contract/follow-ups.contract.ts'
import { assertNever } from '../../../shared/primitives/assert-never.ts'
import { daysBetween, type PlainDate } from '../../../shared/primitives/plain-date.ts'
import { formatDay, formatWeekday } from '../../app/format.ts'

/** Why a lead stands in Today, in one short sentence without a full stop: "Replied yesterday: pricing". */
export function whyNowWords({ rule, on, topic }: WhyNow, today: PlainDate): string {
  if (on === null) return rule === 'never_touched' ? t`Never contacted` : t`As planned`
  const about = topic === null ? '' : t`: ${topic}`
  const day = whenWords(on, today)
  const since = sinceWords(on, today)
  switch (rule) {
    case 'asked_for_offer':
      return t`Asked for an offer ${day}` + about
    case 'replied':
      return t`Replied ${day}` + about
    case 'looked_at_prices':
      return t`Looked at prices ${day}` + about
    case 'turned_hot':
      return t`Hot since ${since}` + about
    case 'two_signals':
      return t`Two signals in a week, the last ${day}` + about
    case 'three_visits':
      return t`Three visits in a week, the last ${day}` + about
    case 'cooling':
      return t`Cooling since ${since}` + about
    case 'signal':
      return topic === null ? t`Showed interest ${day}` : t`Showed interest in ${topic} ${day}`
    case 'silence':
      return t`Silent since ${since}`
    case 'planned':
      return t`Last touch ${day}`
    case 'never_touched':
      return t`Never contacted; came in ${day}`
    default:
      return assertNever(rule)
  }
}

/** A past day as an adverb: "today", "yesterday", "on Friday" within the last week, else "on 12 March". */
function whenWords(day: PlainDate, today: PlainDate): string {
  const days = daysBetween(day, today)
  if (days === 0) return t`today`
  if (days === 1) return t`yesterday`
  return t`on ${nameOfDay(day, today)}`
}

/** A past day after "since": "today", "yesterday", "Friday" within the last week, else "12 March". */
function sinceWords(day: PlainDate, today: PlainDate): string {
  const days = daysBetween(day, today)
  if (days === 0) return t`today`
  return days === 1 ? t`yesterday` : nameOfDay(day, today)
}

function nameOfDay(day: PlainDate, today: PlainDate): string {
  const days = daysBetween(day, today)
  return days > 0 && days < 7 ? formatWeekday(day) : formatDay(day, 'long', today)
}
