/** Rows put together that belong to one person, directly or through others. Groups are known by their first row, whatever the order of joining. */
export class RowGroups {
  private readonly parents: Int32Array
  /** The next row of the same group, -1 at its end; valid after {@link link}. */
  private readonly next: Int32Array

  constructor(count: number) {
    this.parents = Int32Array.from({ length: count }, (_, index) => index)
    this.next = new Int32Array(count).fill(-1)
  }

  /** The first row of a row's group. */
  rootOf(index: number): number {
    const { parents } = this
    let root = index
    while (parents[root] !== root) root = parents[root] as number
    for (let at = index; at !== root; ) {
      const parent = parents[at] as number
      parents[at] = root
      at = parent
    }
    return root
  }

  join(one: number, other: number): void {
    const first = this.rootOf(one)
    const second = this.rootOf(other)
    if (first === second) return
    this.parents[Math.max(first, second)] = Math.min(first, second)
  }

  /** Makes {@link rowsOf} ready; nothing is joined afterwards. */
  link(): void {
    const lasts = new Int32Array(this.parents.length)
    for (let index = 0; index < this.parents.length; index += 1) {
      const root = this.rootOf(index)
      if (root !== index) this.next[lasts[root] as number] = index
      lasts[root] = index
    }
  }

  /** Whether a row is a group by itself. */
  isAlone(index: number): boolean {
    return this.next[index] === -1 && this.rootOf(index) === index
  }

  /** The rows of the group that begins with this row, in order; empty for a row that begins none. */
  rowsOf(root: number): number[] {
    if (this.rootOf(root) !== root) return []
    const rows: number[] = []
    for (let index = root; index !== -1; index = this.next[index] as number) rows.push(index)
    return rows
  }
}
