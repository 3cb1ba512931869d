import type { LeadTarget, SignalTarget } from './targets.ts'

/** How a column of a known program is taken; `custom` keeps it under its own name. */
export type PresetTarget = LeadTarget | SignalTarget | 'custom'

/**
 * A program known by the headers of its exports. Headers are compared folded, with signs as spaces: `Order #` is `order`. All of
 * `must` and at least `least` of `some` stand there, none of `not`.
 */
export type SourcePreset = {
  readonly system: string
  readonly name: string
  readonly kind: 'leads' | 'signals'
  readonly must?: string
  readonly some?: string
  readonly least?: number
  readonly not?: string
  /** Headers by what they are; only those that a general guess would take wrongly or not at all. */
  readonly targets: Partial<Record<PresetTarget, string>>
  /** Headers of numbered columns that are left out. */
  readonly ignored?: RegExp
}
