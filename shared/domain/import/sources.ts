import { foldText } from '../leads/fold-text.ts'
import { ownSource } from './own-export.ts'
import type { PresetTarget, SourcePreset } from './source-preset.ts'
import { AUDIENCE_PRESETS } from './source-presets-audience.ts'
import { CRM_PRESETS } from './source-presets-crm.ts'
import type { Target } from './targets.ts'

/** A program that a file comes from, and what some of its columns are, by zero-based column. */
export type KnownSource = {
  /** What source ids and mappings are remembered under. */
  readonly system: string
  readonly name: string
  readonly kind: 'leads' | 'signals'
  /** Only the columns that their header or values alone would leave unsure. */
  readonly targets: ReadonlyMap<number, Target>
}

/** First come, first taken: a program whose headers hold another's stands before it. */
const PRESETS: readonly SourcePreset[] = [...CRM_PRESETS, ...AUDIENCE_PRESETS]

/** Headers of the first column of a form's answers, as the program writes it in its languages. */
const FORM_TIMESTAMPS = new Set(
  'timestamp|zeitstempel|horodateur|marca temporal|carimbo de data hora|informazioni cronologiche|tijdstempel|sygnatura czasowa|طابع زمني'
    .split('|')
    .map(headerKey),
)

/** The program whose export has such a header, told by headers only it has; further and missing columns do not matter. */
export function recogniseSource(writtenHeader: readonly string[]): KnownSource | undefined {
  const own = ownSource(writtenHeader)
  if (own !== undefined) return own
  const keys = writtenHeader.map(headerKey)
  const known = new Set(keys)
  const preset = PRESETS.find((candidate) => isOf(candidate, known))
  if (preset !== undefined) {
    const { system, name, kind } = preset
    return { system, name, kind, targets: targetsOf(preset, keys, writtenHeader) }
  }
  if (!FORM_TIMESTAMPS.has(keys[0] ?? '') || keys.length < 2) return undefined
  return { system: 'google-forms', name: 'Google Forms', kind: 'leads', targets: new Map([[0, 'createdOn']]) }
}

function isOf({ must, some, least, not }: SourcePreset, known: ReadonlySet<string>): boolean {
  const stands = (header: string): boolean => known.has(header)
  if (must !== undefined && !must.split('|').every(stands)) return false
  if (not?.split('|').some(stands) === true) return false
  return some === undefined || some.split('|').filter(stands).length >= (least ?? 1)
}

function targetsOf(
  preset: SourcePreset,
  keys: readonly string[],
  writtenHeader: readonly string[],
): ReadonlyMap<number, Target> {
  const targetOfKey = new Map<string, PresetTarget>(
    (Object.entries(preset.targets) as [PresetTarget, string][]).flatMap(([target, headers]) =>
      headers.split('|').map((header): [string, PresetTarget] => [header, target]),
    ),
  )
  const targets = new Map<number, Target>()
  keys.forEach((key, column) => {
    const target = targetOfKey.get(key) ?? (preset.ignored?.test(key) === true ? 'ignore' : undefined)
    if (target === undefined) return
    targets.set(column, target === 'custom' ? `custom:${(writtenHeader[column] ?? '').trim()}` : target)
  })
  return targets
}

/** What headers of presets are compared by: folded, camel case split, signs as spaces, numbers kept. */
function headerKey(header: string): string {
  return foldText(header.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
