/**
 * The keys of the tabs that stand in a row `available` px wide, in their order; the others go under a button `moreWidth` px wide. The
 * current one always stands there, in the last place where it would not fit.
 */
export function fittingTabs(
  tabs: readonly { key: string; width: number }[],
  available: number,
  moreWidth: number,
  current: string,
): string[] {
  const total = tabs.reduce((sum, { width }) => sum + width, 0)
  if (total <= available) return tabs.map(({ key }) => key)
  const kept = tabs.find(({ key }) => key === current)
  let left = available - moreWidth - (kept?.width ?? 0)
  const fitting: string[] = []
  let isFull = false
  for (const { key, width } of tabs) {
    if (key === current) fitting.push(key)
    else if (!isFull && width <= left) {
      left -= width
      fitting.push(key)
    } else isFull = true
  }
  return fitting
}
