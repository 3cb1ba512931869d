import { isEmailShaped, isFormattedPhone, isPhoneShaped, isUrlShaped } from './cell-shapes.ts'
import { isPlaceholder, readStage, readStatus, readTemperature } from './cell-words.ts'
import { looksLikeDay } from './days.ts'
import type { RowSource } from './rows.ts'

/** How many of the looked-at cells of a column have which shape; placeholders count as empty. */
export type ColumnCounts = {
  readonly looked: number
  readonly filled: number
  readonly emailShaped: number
  readonly phoneShaped: number
  readonly dayShaped: number
  readonly urlShaped: number
  readonly temperatureWords: number
  readonly statusWords: number
  readonly stageWords: number
  /** Phones with a plus or signs between their digits. */
  readonly formattedPhones: number
  /** Five digits, as the serial number of a day. */
  readonly serialShaped: number
}

/** Rows looked at for shapes, spread evenly over the table; emptiness is judged by all. */
const LOOKED_ROWS = 400
const MOST_SAMPLES = 3
const LONGEST_SAMPLE = 120
/** Longer cells are prose and have no shape. */
const LONGEST_SHAPE = 300

/** At most 400 rows of a table, spread evenly over it. */
export function sampleRows(rows: RowSource): (readonly string[])[] {
  const looked = Math.min(rows.count, LOOKED_ROWS)
  return Array.from({ length: looked }, (_, index) => rows.at(Math.floor((index * rows.count) / looked)))
}

/** Counts the shapes of one column's cells. */
export class ColumnLook {
  readonly counts = {
    looked: 0,
    filled: 0,
    emailShaped: 0,
    phoneShaped: 0,
    dayShaped: 0,
    urlShaped: 0,
    temperatureWords: 0,
    statusWords: 0,
    stageWords: 0,
    formattedPhones: 0,
    serialShaped: 0,
  }
  /** The first filled cells, at most three. */
  readonly samples: string[] = []

  look(cell: string): void {
    const { counts, samples } = this
    const text = cell.trim()
    if (text === '' || isPlaceholder(text)) return
    counts.filled += 1
    if (samples.length < MOST_SAMPLES) samples.push(text.slice(0, LONGEST_SAMPLE))
    if (text.length > LONGEST_SHAPE) return
    if (isEmailShaped(text)) counts.emailShaped += 1
    if (isPhoneShaped(text)) counts.phoneShaped += 1
    if (isFormattedPhone(text)) counts.formattedPhones += 1
    if (looksLikeDay(text)) counts.dayShaped += 1
    if (isUrlShaped(text)) counts.urlShaped += 1
    if (/^\d{5}(\.\d+)?$/.test(text)) counts.serialShaped += 1
    if (readTemperature(text) !== undefined) counts.temperatureWords += 1
    if (readStatus(text) !== undefined) counts.statusWords += 1
    if (readStage(text) !== undefined) counts.stageWords += 1
  }
}
