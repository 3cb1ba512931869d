import { addDays, type PlainDate } from '../../primitives/plain-date.ts'
import type { Temperature } from './signal-kinds.ts'
import type { TemperatureRules } from './temperature-rules.ts'

/** A temperature set by hand: it holds from `fromOn` through `untilOn`, both included. */
export type HandTag = { temperature: Temperature; reason: string; fromOn: PlainDate; untilOn: PlainDate }

/** A tag set on a day that holds as long as the rules say. */
export function handTagFrom(
  temperature: Temperature,
  reason: string,
  fromOn: PlainDate,
  rules: TemperatureRules,
): HandTag {
  return { temperature, reason, fromOn, untilOn: addDays(fromOn, rules.handTagDays) }
}

/**
 * The tag that pins a lead on a day, or null. The one set last, of two of the same day the later in the list, ends every earlier one:
 * once it has run out the computed value stands.
 */
export function pinOn(handTags: readonly HandTag[], on: PlainDate): HandTag | null {
  let latest: HandTag | null = null
  for (const tag of handTags) {
    if (tag.fromOn <= on && (latest === null || tag.fromOn >= latest.fromOn)) latest = tag
  }
  return latest !== null && on <= latest.untilOn ? latest : null
}
