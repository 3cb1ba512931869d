import { i18n } from '@lingui/core'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { groupKeys, listEntries, onlyFirst } from '../../../renderer/features/follow-ups/today/today-groups.ts'
import { whyNowWords } from '../../../renderer/features/follow-ups/why-now-words.ts'
import { type Today, type TodayEntry, whyNowSchema } from '../../../shared/contract/follow-ups.contract.ts'
import { addDays, plainDate } from '../../../shared/primitives/plain-date.ts'

const on = plainDate('2026-03-24')

beforeAll(() => i18n.loadAndActivate({ locale: 'en', messages: {} }))

/** A day with so many leads in each group, in the order of the page. */
function todayWith(counts: readonly number[]): Today {
  let lastId = 0
  const entryOf = () => ({ lead: { id: ++lastId } }) as unknown as TodayEntry
  const groups = groupKeys.map((group, place) => {
    const entries = Array.from({ length: counts[place] ?? 0 }, entryOf)
    return [group, { total: entries.length, entries }]
  })
  return { ...Object.fromEntries(groups), on, parkedCount: 0, slots: 8, plannedCount: 0 } as Today
}

describe('why a lead stands in Today, in words', () => {
  test('a day of the last week is named by its weekday, an earlier one by its date, and never both ways', () => {
    const replied = (daysAgo: number) => whyNowWords({ rule: 'replied', on: addDays(on, -daysAgo), topic: null }, on)
    expect([0, 1, 2, 6, 7].map(replied)).toEqual([
      'Replied today',
      'Replied yesterday',
      'Replied on Sunday',
      'Replied on Wednesday',
      'Replied on 17 March',
    ])
    expect(replied(100)).toBe('Replied on 14 December 2025')
  })

  test('the topic is told where there is one', () => {
    expect(whyNowWords({ rule: 'cooling', on: addDays(on, -4), topic: 'Prices' }, on)).toBe(
      'Cooling since Friday: Prices',
    )
    expect(whyNowWords({ rule: 'signal', on, topic: 'Prices' }, on)).toBe('Showed interest in Prices today')
  })

  test('every rule has words, with and without a day and a topic, none with a gap', () => {
    for (const rule of whyNowSchema.shape.rule.options)
      for (const day of [null, on, addDays(on, -40)])
        for (const topic of [null, 'Prices']) {
          const words = whyNowWords({ rule, on: day, topic }, on)
          expect(words).toMatch(/^[A-Z]/)
          expect(words).not.toMatch(/[{}]|undefined|null| {2}|\s$/)
        }
  })
})

describe('the items on the page', () => {
  test('what is drawn first is the head of the whole list, whichever groups are empty', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 5, maxLength: 5 }),
        fc.integer({ min: 1, max: 40 }),
        (counts, first) => {
          const today = todayWith(counts)
          const whole = listEntries(today, onlyFirst(today, Number.MAX_SAFE_INTEGER))
          expect(whole).toHaveLength(counts.reduce((sum, count) => sum + count, 0))
          expect(listEntries(today, onlyFirst(today, first))).toEqual(whole.slice(0, first))
        },
      ),
    )
  })
})
