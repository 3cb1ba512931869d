import { isPlaceholder, readStage, readStatus } from './cell-words.ts'
import { looksLikeDay } from './days.ts'
import { normalizeHeader } from './header-words.ts'
import type { Table } from './table.ts'

/** Headers of a day on which something came to an end: a sale in one program, any outcome or a mere plan in another. */
const CLOSING_DAY =
  /^(?:(?:lead |deal |opportunity )?(?:conversion|converted|close|closed|closing) (?:date|day|on|at|time)|date (?:converted|closed)|converted|closed)$/

/**
 * Whether a column holds the days on which leads were won: its header speaks of closing, and every row that has a day there is
 * won or a customer by the words of the given columns.
 */
export function holdsWonDays(table: Table, column: number, wordColumns: readonly number[]): boolean {
  if (wordColumns.length === 0 || !CLOSING_DAY.test(normalizeHeader(table.writtenHeader[column] ?? ''))) return false
  const closed = table.rows.filter((row) => {
    const text = (row[column] ?? '').trim()
    return text !== '' && !isPlaceholder(text)
  })
  return (
    closed.some((row) => looksLikeDay(row[column] ?? '')) &&
    closed.every((row) => wordColumns.some((word) => isWonWord(row[word] ?? '')))
  )
}

function isWonWord(text: string): boolean {
  const stage = readStage(text)
  if (stage !== undefined) return 'stage' in stage && stage.stage === 'won'
  const status = readStatus(text)
  return status?.kind === 'status' && status.status === 'customer'
}
