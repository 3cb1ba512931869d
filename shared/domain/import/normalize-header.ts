import { foldText } from '../leads/fold-text.ts'

/**
 * What a column's header is compared by: folded, camel case and signs split into words, numbers dropped, "e mail" written
 * "email". `E-mail 1 - Value` → `email value`.
 */
export function normalizeHeader(header: string): string {
  return foldText(header.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\b\d+\b/g, ' ')
    .replace(/\b(e) (mail|posta)\b/g, '$1$2')
    .replace(/\b(whats|linked) (app|in)\b/g, '$1$2')
    .replace(/\s+/g, ' ')
    .trim()
}
