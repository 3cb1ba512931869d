/** The cells of the first table in a piece of HTML, as a spreadsheet puts it on the clipboard; undefined where there is none. */
export function tableOfHtml(html: string): string[][] | undefined {
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table')
  if (table === null) return undefined
  return [...table.rows].map((row) =>
    [...row.cells].flatMap((cell) => [textOfCell(cell), ...Array.from({ length: cell.colSpan - 1 }, () => '')]),
  )
}

/** Line breaks stay, other white space is what HTML makes of it. */
function textOfCell(cell: HTMLTableCellElement): string {
  for (const br of cell.querySelectorAll('br')) br.replaceWith('\u2028')
  return (cell.textContent ?? '')
    .replace(/[\t\n\r ]+/g, ' ')
    .replaceAll('\u2028', '\n')
    .trim()
}
