import { isPlaceholder, readStage, readStatus } from './cell-words.ts'
import { looksLikeDay } from './days.ts'
import { normalizeHeader } from './header-words.ts'

/** Headers of a day on which something came to an end: a sale in one program, any outcome or a mere plan in another. */
const CLOSING_DAY =
  /^(?:(?:lead |deal |opportunity )?(?:conversion|converted|close|closed|closing) (?:date|day|on|at|time)|date (?:converted|closed)|converted|closed)$/

export function isClosingDayHeader(header: string): boolean {
  return CLOSING_DAY.test(normalizeHeader(header))
}

/**
 * Judges whether a column of closing days holds the days on which leads were won: every row that has a day there is won or a
 * customer by the words of the given columns. Shown each row of the table once.
 */
export class WonDayLook {
  private readonly column: number
  private readonly wordColumns: readonly number[]
  private hasDay = false
  private hasOther = false

  constructor(column: number, wordColumns: readonly number[]) {
    this.column = column
    this.wordColumns = wordColumns
  }

  look(cells: readonly string[]): void {
    if (this.hasOther) return
    const text = (cells[this.column] ?? '').trim()
    if (text === '' || isPlaceholder(text)) return
    if (this.wordColumns.some((word) => isWonWord(cells[word] ?? ''))) this.hasDay ||= looksLikeDay(text)
    else this.hasOther = true
  }

  get holdsWonDays(): boolean {
    return this.hasDay && !this.hasOther
  }
}

function isWonWord(text: string): boolean {
  const stage = readStage(text)
  if (stage !== undefined) return 'stage' in stage && stage.stage === 'won'
  const status = readStatus(text)
  return status?.kind === 'status' && status.status === 'customer'
}
