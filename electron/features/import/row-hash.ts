import { createHash } from 'node:crypto'

/** 128 bits of SHA-1 in hex over the cells of a row, empty ones at its end left out: equal for rows equal cell for cell. */
export function hashRow(cells: readonly string[]): string {
  let length = cells.length
  while (length > 0 && cells[length - 1] === '') length -= 1
  const kept = length === cells.length ? cells : cells.slice(0, length)
  return createHash('sha1').update(kept.join('\u001f')).digest('hex').slice(0, 32)
}
