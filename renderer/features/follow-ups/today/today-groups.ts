import type { Today, TodayEntry } from '../../../../shared/contract/follow-ups.contract.ts'

/** The groups of Today in the order of the page. */
export const groupKeys = ['inPerson', 'late', 'due', 'cooling', 'noNextStep'] as const
export type GroupKey = (typeof groupKeys)[number]

/** Items of a group that stand on the page at first, and so many more with each "show more". */
const FIRST_SHOWN = 12
const MORE_SHOWN = 20

/** How many items of each group stand on the page. */
export type ShownCounts = Readonly<Record<GroupKey, number>>

export const firstShown: ShownCounts = {
  inPerson: FIRST_SHOWN,
  late: FIRST_SHOWN,
  due: FIRST_SHOWN,
  cooling: FIRST_SHOWN,
  noNextStep: FIRST_SHOWN,
}

export function showMore(shown: ShownCounts, key: GroupKey): ShownCounts {
  return { ...shown, [key]: shown[key] + MORE_SHOWN }
}

/** An item as it stands on the page. */
export interface ListedEntry {
  group: GroupKey
  entry: TodayEntry
}

/** The items on the page from top to bottom. */
export function listEntries(today: Today, shown: ShownCounts): ListedEntry[] {
  return groupKeys.flatMap((group) => today[group].entries.slice(0, shown[group]).map((entry) => ({ group, entry })))
}

/** Counts that leave only the first items of the page, whichever groups they stand in. */
export function onlyFirst(today: Today, count: number): ShownCounts {
  let left = count
  const counts = groupKeys.map((group) => {
    const taken = Math.min(left, today[group].entries.length)
    left -= taken
    return [group, taken] as const
  })
  return Object.fromEntries(counts) as ShownCounts
}
