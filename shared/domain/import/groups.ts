/**
 * Items put together that share a key, directly or through others; an item without a key stands alone. Groups come in the
 * order of their first items, items in theirs, so the order of the input never changes who belongs together.
 */
export function groupBySharedKey<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): T[][] {
  const parents = items.map((_, index) => index)
  const rootOf = (index: number): number => {
    let root = index
    while (parents[root] !== root) root = parents[root] ?? root
    for (let at = index; at !== root; ) {
      const next = parents[at] ?? root
      parents[at] = root
      at = next
    }
    return root
  }
  const firstWithKey = new Map<string, number>()
  items.forEach((item, index) => {
    for (const key of keysOf(item)) {
      const first = firstWithKey.get(key)
      if (first === undefined) firstWithKey.set(key, index)
      else {
        const [low, high] = [rootOf(first), rootOf(index)].sort((a, b) => a - b)
        if (low !== undefined && high !== undefined) parents[high] = low
      }
    }
  })
  const groups = new Map<number, T[]>()
  items.forEach((item, index) => {
    const root = rootOf(index)
    const group = groups.get(root)
    if (group === undefined) groups.set(root, [item])
    else group.push(item)
  })
  return [...groups.values()]
}
