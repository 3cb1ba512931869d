import { AUDIENCE_PRESETS } from '../../../shared/domain/import/source-presets-audience.ts'
import { CRM_PRESETS } from '../../../shared/domain/import/source-presets-crm.ts'

const names = new Map<string, string>([
  ...[...CRM_PRESETS, ...AUDIENCE_PRESETS].map(({ system, name }) => [system, name] as const),
  ['google-forms', 'Google Forms'],
])

/**
 * The program a file comes from, as it calls itself, or as the seller called it. Undefined where it is not known: source ids are then
 * told apart by a word of the file's head, which is no name.
 */
export function programName(system: string | null, chosen?: string): string | undefined {
  if (system === null) return undefined
  return names.get(system) ?? (system === chosen ? system : undefined)
}
