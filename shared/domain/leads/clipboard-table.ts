/**
 * The cells of what a spreadsheet puts on the clipboard: lines of cells with tabs between. A cell with a line break, a tab or a leading
 * quote stands in quotes, its own quotes doubled; a quote that never closes so is a sign like any other. The last line's end begins no row.
 */
export function parseClipboardTable(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    const quoted = text[at] === '"' ? readQuoted(text, at) : undefined
    const end = quoted?.end ?? endOfPlain(text, at)
    row.push(quoted?.cell ?? text.slice(at, end))
    if (text[end] === '\t') {
      at = end + 1
      // A tab at the very end still closes a cell before an empty one.
      if (at === text.length) row.push('')
      continue
    }
    rows.push(row)
    row = []
    at = text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1
  }
  if (row.length > 0) rows.push(row)
  return rows
}

/** Rows of cells as a spreadsheet reads them from the clipboard; inverse of {@link parseClipboardTable}. */
export function writeClipboardTable(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(writeCell).join('\t')).join('\n')
}

function writeCell(text: string): string {
  return /[\t\r\n]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function endOfPlain(text: string, from: number): number {
  let end = from
  while (end < text.length && text[end] !== '\t' && text[end] !== '\n' && text[end] !== '\r') end += 1
  return end
}

/** The cell in quotes that begins here and where it ends, undefined where no quote closes before the end of a cell. */
function readQuoted(text: string, from: number): { cell: string; end: number } | undefined {
  let at = from + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return undefined
    if (text[quote + 1] === '"') {
      at = quote + 2
      continue
    }
    const end = quote + 1
    const closes = end === text.length || text[end] === '\t' || text[end] === '\n' || text[end] === '\r'
    return closes ? { cell: text.slice(from + 1, quote).replaceAll('""', '"'), end } : undefined
  }
}
