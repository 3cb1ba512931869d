import { KeyTable } from './key-table.ts'
import type { AskCode } from './lead-draft.ts'
import { areNamesNear, doWordsAgree, type NameLikeness, nameWords } from './same-names.ts'
import type { TextStore } from './text-store.ts'

/** Rows under one phone or company beyond which it tells nobody apart: a switchboard, "self-employed". */
const MOST_TOLD_APART = 50

/** What rows of a file are compared by when no e-mail or source id puts them together. */
export type ComparedRows = {
  /** Folded names by row, empty where there is none. */
  readonly names: TextStore
  /** The first row of a row's group. */
  readonly rootOf: (row: number) => number
  readonly join: (one: number, other: number) => void
  /** The lead of the workbook that a group is, 0 for none, -1 for several, by the group's first row. */
  readonly leadOf: (root: number) => number
  /** Whether a group holds an e-mail or a source id of its own, by its first row. */
  readonly hasAddress: (root: number) => boolean
  readonly likeness: NameLikeness
}

/** A group that may be the same as an earlier one, or as one that is a lead of the workbook. */
export type FileAsk = { readonly root: number; readonly earlier: number; readonly code: AskCode }

/** Rows by a key they share, in order. Of a key that one row has, only that row is kept: most of a million are such. */
export class Buckets {
  private readonly table: KeyTable
  private firsts: Int32Array
  private count = 0
  private readonly lists = new Map<number, number[]>()

  constructor(expected: number) {
    this.table = new KeyTable(expected)
    this.firsts = new Int32Array(Math.max(1024, expected))
  }

  add(key: string, row: number): void {
    const found = this.table.findOrSet(key, this.count)
    if (found === -1) {
      if (this.count === this.firsts.length) {
        const wider = new Int32Array(this.count * 2)
        wider.set(this.firsts)
        this.firsts = wider
      }
      this.firsts[this.count] = row
      this.count += 1
      return
    }
    const rows = this.lists.get(found)
    if (rows) rows.push(row)
    else this.lists.set(found, [this.firsts[found] as number, row])
  }

  /** The rows of each key that two or more share, by the first row of each. */
  shared(): Iterable<readonly number[]> {
    return [...this.lists].sort(([one], [other]) => one - other).map(([, rows]) => rows)
  }
}

/**
 * Joins rows that share a phone and whose names agree: all rows of agreeing names, where each agrees with each. A row without a name
 * joins where the phone has one name only. Those that cannot be told, and have no address of their own, ask.
 */
export function joinByPhone(buckets: Buckets, compared: ComparedRows): FileAsk[] {
  const asks: FileAsk[] = []
  for (const rows of buckets.shared()) {
    if (areAllKnown(rows, compared)) continue
    const owners = ownersOf(rows, compared)
    if (owners.length < 2) continue
    const clusters = clusterByName(owners, owners.length > MOST_TOLD_APART)
    const named = clusters.filter(({ names }) => names.length > 0)
    for (const cluster of clusters) {
      const isNameless = cluster.names.length === 0
      const joined = isNameless && named.length === 1 ? (named[0] as Cluster) : cluster
      if (!isNameless || named.length <= 1) joinAll([...joined.roots, ...cluster.roots], compared)
    }
    if (clusters.length === 1 || owners.length > MOST_TOLD_APART) continue
    const [first, ...later] = knownFirst(
      clusters.map(({ roots }) => roots[0] as number),
      compared,
    )
    if (first === undefined) continue
    for (const root of later) {
      if (!compared.hasAddress(root) && compared.leadOf(root) === 0)
        asks.push({ root, earlier: first, code: 'same_phone' })
    }
  }
  return asks
}

/** Finds rows of one name and company that nothing else puts together: the later one asks. */
export function askByNameAndCompany(buckets: Buckets, compared: ComparedRows): FileAsk[] {
  const asks: FileAsk[] = []
  for (const rows of buckets.shared()) {
    if (areAllKnown(rows, compared)) continue
    const [first, ...later] = knownFirst(rows, compared)
    if (first === undefined) continue
    for (const root of later) {
      if (compared.leadOf(root) === 0) asks.push({ root, earlier: first, code: 'same_name_and_company' })
    }
  }
  return asks
}

/** Finds rows of one company whose names are nearly the same: the later one asks. */
export function askByNearName(buckets: Buckets, compared: ComparedRows): FileAsk[] {
  const asks: FileAsk[] = []
  for (const rows of buckets.shared()) {
    if (rows.length > MOST_TOLD_APART * 4 || areAllKnown(rows, compared)) continue
    const colleagues = rows.map((row) => ({ row, name: compared.names.at(row) })).filter(({ name }) => name !== '')
    for (const [at, one] of colleagues.entries()) {
      for (let other = 0; other < at; other += 1) {
        const before = colleagues[other] as { row: number; name: string }
        if (!areNamesNear(one.name, before.name, compared.likeness)) continue
        const [earlier = 0, root] = knownFirst([one.row, before.row], compared)
        if (root !== undefined && compared.leadOf(root) === 0) asks.push({ root, earlier, code: 'near_name' })
      }
    }
  }
  return asks
}

/** The groups of rows, those that are leads of the workbook before all others, then in the order of the file: a later one asks. */
function knownFirst(rows: readonly number[], { rootOf, leadOf }: ComparedRows): number[] {
  const isKnown = (root: number): number => (leadOf(root) > 0 ? 1 : 0)
  return [...new Set(rows.map(rootOf))].sort((a, b) => isKnown(b) - isKnown(a) || a - b)
}

/** Whether each of them is a lead of the workbook already: there is nothing to find out. */
function areAllKnown(rows: readonly number[], { rootOf, leadOf }: ComparedRows): boolean {
  return rows.every((row) => leadOf(rootOf(row)) > 0)
}

type Owner = { readonly root: number; readonly name: string }
type Cluster = { readonly roots: readonly number[]; readonly names: readonly string[] }

/** The groups under a phone, each by each of its names. */
function ownersOf(rows: readonly number[], { rootOf, names }: ComparedRows): Owner[] {
  const owners = new Map<string, Owner>()
  for (const row of rows) {
    const owner = { root: rootOf(row), name: names.at(row) }
    const key = `${owner.root} ${owner.name}`
    if (!owners.has(key)) owners.set(key, owner)
  }
  return [...owners.values()].sort((a, b) => a.root - b.root)
}

/** Owners whose names agree, each with each; where they agree only through a third, as Anna and Ada through "A.", each stands alone. */
function clusterByName(owners: readonly Owner[], isSwitchboard: boolean): Cluster[] {
  const byName = new Map<string, number[]>()
  for (const { root, name } of owners) {
    const sorted = name.split(' ').sort().join(' ')
    const roots = byName.get(sorted)
    if (roots) roots.push(root)
    else byName.set(sorted, [root])
  }
  const names = [...byName.keys()].filter((name) => name !== '')
  const words = names.map(nameWords)
  const clusters: Cluster[] = []
  const taken = new Set<string>()
  for (const [at, name] of names.entries()) {
    if (taken.has(name)) continue
    const members = isSwitchboard ? [name] : agreeingWith(at, words).map((index) => names[index] as string)
    for (const member of members) taken.add(member)
    clusters.push({ roots: members.flatMap((member) => byName.get(member) ?? []), names: members })
  }
  const nameless = byName.get('')
  if (nameless !== undefined) clusters.push({ roots: nameless, names: [] })
  return clusters.sort((a, b) => Math.min(...a.roots) - Math.min(...b.roots))
}

/** The names that agree with one, by their places; the one alone where not all of them agree with each other and with nobody else. */
function agreeingWith(at: number, words: readonly (readonly string[])[]): readonly number[] {
  const agreeing = (one: number): number[] =>
    words.flatMap((other, index) => (doWordsAgree(words[one] as readonly string[], other) ? [index] : []))
  const own = agreeing(at)
  if (own.length === 1) return own
  const isWhole = own.every((one) => one === at || agreeing(one).join() === own.join())
  return isWhole ? own : [at]
}

/** Joins groups, but never two that are different leads of the workbook. */
function joinAll(roots: readonly number[], { rootOf, join, leadOf }: ComparedRows): void {
  const leads = new Set(roots.map((root) => leadOf(rootOf(root))).filter((lead) => lead !== 0))
  if (leads.size > 1) return
  const [first] = roots
  for (const root of roots) if (first !== undefined) join(first, root)
}
