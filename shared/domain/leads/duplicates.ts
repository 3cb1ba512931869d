import * as z from 'zod/mini'
import type { LeadId } from '../../primitives/ids.ts'
import { areNamesNear, type NameFacts, nameFacts, type Similarity, shareAWord } from './near-names.ts'

/** Why two leads may be the same, the strongest first. A name alone is no reason. */
export const duplicateReasonSchema = z.enum([
  'same_email',
  'same_phone',
  'same_name_and_company',
  'near_name_and_company',
])
export type DuplicateReason = z.infer<typeof duplicateReasonSchema>

const reasons: readonly DuplicateReason[] = duplicateReasonSchema.options

/** A lead as far as the search for duplicates looks at it. */
export type ComparedLead = {
  id: LeadId
  /** Its name folded; empty where it is called by its e-mail or phone. */
  nameKey: string
  /** Equal for the same company, whatever its legal form; empty where there is none. */
  companyKey: string
}

/** Leads to be searched, and which of them share something; groups hold places in `leads`, each once. */
export type ComparedBook = {
  leads: readonly ComparedLead[]
  sharedEmails: Iterable<readonly number[]>
  sharedPhones: Iterable<readonly number[]>
  /** Of e-mail addresses, those of {@link isFreemail} left out. */
  sharedDomains: Iterable<readonly number[]>
}

/** Leads that may be the same, the lowest id first, and all that speaks for it, the strongest first. */
export type DuplicateSet = { leadIds: LeadId[]; reasons: DuplicateReason[] }

/** So many leads or more behind one number, company or domain are a switchboard: only equal names count there. */
export const SWITCHBOARD_FROM = 51
/** So many leads stand side by side at most. */
export const MOST_IN_A_SET = 10

/**
 * Leads that may be the same, in sets grouped transitively, the strongest first and of equal strength by the lowest id. Pairs that the
 * seller told apart never stand in one set. An e-mail counts by itself. A phone counts where the
 * names share a word or are near or one has none, and where only two leads have it who are not of two companies. Names count within one company or one e-mail domain.
 */
export function findDuplicates(
  book: ComparedBook,
  toldApart: Iterable<readonly [LeadId, LeadId]>,
  similarity: Similarity,
): DuplicateSet[] {
  const pairs = new Pairs(book.leads, similarity)
  for (const group of book.sharedEmails) pairs.addAll(group, 'same_email')
  for (const group of book.sharedPhones) pairs.addPhone(group)
  for (const group of groupsBy(book.leads, (lead) => lead.companyKey)) pairs.addCompany(group)
  for (const group of book.sharedDomains) pairs.addDomain(group)
  return unite(book.leads, pairs, toldApart)
}

/** The places of leads that have the same key, where more than one has it; an empty key is none. */
export function groupsBy<T>(items: readonly T[], keyOf: (item: T) => string): number[][] {
  const byKey = new Map<string, number | number[]>()
  items.forEach((item, place) => {
    const key = keyOf(item)
    if (key === '') return
    const there = byKey.get(key)
    if (there === undefined) byKey.set(key, place)
    else if (typeof there === 'number') byKey.set(key, [there, place])
    else there.push(place)
  })
  return [...byKey.values()].filter((group) => typeof group !== 'number')
}

/** Pairs of places with the strongest reason found for each, as a rank: 0 is the strongest. */
class Pairs {
  readonly rankOf = new Map<number, number>()
  private readonly leads: readonly ComparedLead[]
  private readonly similarity: Similarity
  private readonly factsOf: (NameFacts | undefined)[]

  constructor(leads: readonly ComparedLead[], similarity: Similarity) {
    this.leads = leads
    this.similarity = similarity
    this.factsOf = leads.map(() => undefined)
  }

  /** Every two of a group; in a large one each with the next, which holds them together all the same. */
  addAll(group: readonly number[], reason: DuplicateReason): void {
    const isLarge = group.length > MOST_IN_A_SET
    group.forEach((place, at) => {
      for (const other of isLarge ? group.slice(at + 1, at + 2) : group.slice(at + 1)) this.add(place, other, reason)
    })
  }

  addPhone(group: readonly number[]): void {
    const isOfTwo = group.length === 2
    this.addNamed(group, 'same_phone', (one, other) =>
      this.mayBeOne(one, other) || (isOfTwo && !this.areOfTwoCompanies(one, other)) ? 'same_phone' : undefined,
    )
  }

  addCompany(group: readonly number[]): void {
    this.addNamed(group, 'same_name_and_company', (one, other) => {
      if (this.nameOf(one) === '' || this.nameOf(other) === '') return undefined
      if (this.nameOf(one) === this.nameOf(other)) return 'same_name_and_company'
      return this.isNear(one, other) ? 'near_name_and_company' : undefined
    })
  }

  addDomain(group: readonly number[]): void {
    this.addNamed(group, 'near_name_and_company', (one, other) =>
      this.isNear(one, other) ? 'near_name_and_company' : undefined,
    )
  }

  private addNamed(
    group: readonly number[],
    ofEqualNames: DuplicateReason,
    judge: (one: number, other: number) => DuplicateReason | undefined,
  ): void {
    if (group.length >= SWITCHBOARD_FROM) {
      for (const equal of groupsBy(group, (place) => this.nameOf(place)))
        this.addAll(
          equal.map((at) => group[at] as number),
          ofEqualNames,
        )
      return
    }
    group.forEach((place, at) => {
      for (let next = at + 1; next < group.length; next += 1) {
        const other = group[next] as number
        const reason = judge(place, other)
        if (reason !== undefined) this.add(place, other, reason)
      }
    })
  }

  private add(one: number, other: number, reason: DuplicateReason): void {
    const key = pairKey(one, other, this.leads.length)
    const rank = reasons.indexOf(reason)
    if (rank < (this.rankOf.get(key) ?? reasons.length)) this.rankOf.set(key, rank)
  }

  private nameOf(place: number): string {
    return this.leads[place]?.nameKey ?? ''
  }

  private mayBeOne(one: number, other: number): boolean {
    if (this.nameOf(one) === '' || this.nameOf(other) === '') return true
    return this.isNear(one, other) || shareAWord(this.facts(one), this.facts(other))
  }

  private areOfTwoCompanies(one: number, other: number): boolean {
    const [company = '', otherCompany = ''] = [one, other].map((place) => this.leads[place]?.companyKey)
    return company !== '' && otherCompany !== '' && company !== otherCompany
  }

  private isNear(one: number, other: number): boolean {
    return areNamesNear(this.facts(one), this.facts(other), this.similarity)
  }

  private facts(place: number): NameFacts {
    return (this.factsOf[place] ??= nameFacts(this.nameOf(place)))
  }
}

function pairKey(one: number, other: number, count: number): number {
  return Math.min(one, other) * count + Math.max(one, other)
}

type Cluster = { places: number[]; ranks: Set<number> }

function unite(
  leads: readonly ComparedLead[],
  pairs: Pairs,
  toldApart: Iterable<readonly [LeadId, LeadId]>,
): DuplicateSet[] {
  const count = leads.length
  const isApart = apartTest(leads, toldApart)
  const clusterOf = new Map<number, Cluster>()
  const clusters = new Set<Cluster>()
  const ordered = [...pairs.rankOf].sort(([keyA, rankA], [keyB, rankB]) => rankA - rankB || keyA - keyB)
  for (const [key, rank] of ordered) {
    const [one, other] = [Math.floor(key / count), key % count]
    const left = clusterOf.get(one) ?? { places: [one], ranks: new Set() }
    const right = clusterOf.get(other) ?? { places: [other], ranks: new Set() }
    if (left === right) {
      left.ranks.add(rank)
      continue
    }
    if (left.places.length + right.places.length > MOST_IN_A_SET) continue
    if (left.places.some((a) => right.places.some((b) => isApart(a, b)))) continue
    left.places.push(...right.places)
    for (const known of right.ranks) left.ranks.add(known)
    left.ranks.add(rank)
    clusters.delete(right)
    clusters.add(left)
    for (const place of left.places) clusterOf.set(place, left)
  }
  const strengthOf = (cluster: Cluster) => Math.min(...cluster.ranks)
  for (const cluster of clusters) cluster.places.sort((a, b) => a - b)
  return [...clusters]
    .sort((a, b) => strengthOf(a) - strengthOf(b) || (a.places[0] as number) - (b.places[0] as number))
    .map(({ places, ranks }) => ({
      leadIds: places.map((place) => (leads[place] as ComparedLead).id),
      reasons: reasons.filter((_, rank) => ranks.has(rank)),
    }))
}

function apartTest(
  leads: readonly ComparedLead[],
  toldApart: Iterable<readonly [LeadId, LeadId]>,
): (one: number, other: number) => boolean {
  const apart = new Set<string>()
  for (const [one, other] of toldApart) apart.add(`${one} ${other}`).add(`${other} ${one}`)
  if (apart.size === 0) return () => false
  return (one, other) => apart.has(`${leads[one]?.id} ${leads[other]?.id}`)
}
