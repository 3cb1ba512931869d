/** z of a two-sided 80 % interval. */
const Z_80 = 1.2816

/** Below so many a share is told as counts only. */
export const fewestForRate = 5
/** From so many a share is told without its interval. */
export const fewestWithoutInterval = 30

/** The two-sided 80 % Wilson interval of k of n, both ends from 0 to 1; n at least 1. */
export function wilson80(k: number, n: number): { low: number; high: number } {
  const share = k / n
  const z2 = Z_80 * Z_80
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n)
  const half = (Z_80 / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n))
  // At the ends the interval begins at 0 and ends at 1 exactly; floating point would miss it by a hair.
  return { low: k === 0 ? 0 : centre - half, high: k === n ? 1 : centre + half }
}

/** k ÷ n unrounded, or null where n is below 5. */
export function rateOf(k: number, n: number): number | null {
  return n < fewestForRate ? null : k / n
}

/** How a share is told, always with its n: below 5 as "k of n", from 5 to 29 with its interval, from 30 alone. */
export type ShownShare =
  | { kind: 'counts'; k: number; n: number }
  | { kind: 'interval'; k: number; n: number; rate: number; low: number; high: number }
  | { kind: 'rate'; k: number; n: number; rate: number }

export function shownShare(k: number, n: number): ShownShare {
  if (n < fewestForRate) return { kind: 'counts', k, n }
  if (n < fewestWithoutInterval) return { kind: 'interval', k, n, rate: k / n, ...wilson80(k, n) }
  return { kind: 'rate', k, n, rate: k / n }
}

/** The share-th percentile (0 to 1) between the values, linearly as a spreadsheet's PERCENTILE.INC; null without values. */
export function percentile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null
  const sorted = Float64Array.from(values).sort()
  const rank = share * (sorted.length - 1)
  const below = Math.floor(rank)
  const low = sorted[below] as number
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number
  return low + (high - low) * (rank - below)
}
