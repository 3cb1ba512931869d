import { foldText } from './fold-text.ts'

/** The key that names of leads, companies, tags and custom fields are found and ordered by: folded, or the name itself where folding leaves nothing. */
export function nameKey(name: string): string {
  return foldText(name) || name.trim()
}
