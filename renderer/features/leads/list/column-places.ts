import type { ColumnKey, ColumnPlace } from './leads-view.ts'

/** Columns that stand at the left in this order and cannot be moved; the name is always there. */
const leading: readonly ColumnKey[] = ['code', 'name']

function isLeading(key: ColumnKey): boolean {
  return leading.includes(key)
}

/** The columns to show, of those that there are: each once, the leading ones first, the name among them in any case. */
export function settleColumns(places: readonly ColumnPlace[], isKnown: (key: ColumnKey) => boolean): ColumnPlace[] {
  const once = new Map<ColumnKey, ColumnPlace>()
  for (const place of places) if (isKnown(place.key) && !once.has(place.key)) once.set(place.key, place)
  if (!once.has('name')) once.set('name', { key: 'name' })
  const first = leading.flatMap((key) => once.get(key) ?? [])
  return [...first, ...[...once.values()].filter(({ key }) => !isLeading(key))]
}

/** A column put before another, or at the end; a leading one stays where it is. */
export function moveColumn(
  places: readonly ColumnPlace[],
  key: ColumnKey,
  before: ColumnKey | undefined,
): readonly ColumnPlace[] {
  const moved = places.find((place) => place.key === key)
  if (moved === undefined || isLeading(key) || key === before) return places
  const others = places.filter((place) => place.key !== key)
  const at = before === undefined ? others.length : others.findIndex((place) => place.key === before)
  if (at < 0 || (before !== undefined && isLeading(before))) return places
  return others.toSpliced(at, 0, moved)
}

/** A column one place up (−1) or down (1) among those that can be moved. */
export function stepColumn(places: readonly ColumnPlace[], key: ColumnKey, step: -1 | 1): readonly ColumnPlace[] {
  const from = places.findIndex((place) => place.key === key)
  const swapped = places[from + step]
  if (from < 0 || swapped === undefined || isLeading(key) || isLeading(swapped.key)) return places
  return places.with(from, swapped).with(from + step, places[from] as ColumnPlace)
}

/** A column shown at the end, or hidden; the name stays. */
export function toggleColumn(places: readonly ColumnPlace[], key: ColumnKey): readonly ColumnPlace[] {
  if (key === 'name') return places
  if (places.some((place) => place.key === key)) return places.filter((place) => place.key !== key)
  return settleColumns([...places, { key }], () => true)
}

/** Columns with widths in px that the seller gave them. */
export function resizeColumns(
  places: readonly ColumnPlace[],
  widths: ReadonlyMap<string, number>,
): readonly ColumnPlace[] {
  return places.map((place) => {
    const width = widths.get(place.key)
    return width === undefined ? place : { ...place, width }
  })
}
