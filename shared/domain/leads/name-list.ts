const NEEDS_QUOTES = /[",;|\n\r]|^\s|\s$/

/** Several texts in one cell: with commas between; one that holds a separator stands in quotes. */
export function listCell(texts: readonly string[]): string {
  return texts.map((text) => (NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(', ')
}

/** The texts of a cell, without blanks; inverse of {@link listCell}. */
export function readListCell(cell: string): string[] {
  const texts: string[] = []
  const item = /\s*(?:"((?:[^"]|"")*)"(?=\s*(?:[,;|\n\r]|$))|([^,;|\n\r]*))\s*(?:[,;|\n\r]|$)/y
  while (item.lastIndex < cell.length) {
    const match = item.exec(cell)
    if (match === null) break
    const text = match[1]?.replaceAll('""', '"') ?? match[2]?.trim() ?? ''
    if (text !== '') texts.push(text)
  }
  return texts
}
