const NEEDS_QUOTES = /[",;|\n\r]|^\s|\s$/

/** Several texts as one types them: with commas between; one that holds a separator stands in quotes. */
export function listText(texts: readonly string[]): string {
  return texts.map((text) => (NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(', ')
}

/** The texts of a list with commas, semicolons, bars or line breaks between, trimmed, without blanks; inverse of {@link listText}. */
export function readTextList(typed: string): string[] {
  const texts: string[] = []
  const item = /\s*(?:"((?:[^"]|"")*)"(?=\s*(?:[,;|\n\r]|$))|([^,;|\n\r]*))\s*(?:[,;|\n\r]|$)/y
  while (item.lastIndex < typed.length) {
    const match = item.exec(typed)
    if (match === null) break
    const text = match[1]?.replaceAll('""', '"') ?? match[2]?.trim() ?? ''
    if (text !== '') texts.push(text)
  }
  return texts
}
