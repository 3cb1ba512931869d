import { foldText } from './fold-text.ts'

/** The key that names of leads, companies, tags, custom fields and topics are found and ordered by: folded, or the name itself where folding leaves nothing. */
export function nameKey(name: string): string {
  return foldText(name) || name.trim()
}

/** The keys of several names, each once and in order: equal for lists of the same. */
export function nameKeys(names: readonly string[]): string[] {
  return [...new Set(names.map(nameKey))].sort()
}
