import {
  isCardNumber,
  isDamagedNumber,
  isEmailShaped,
  isFormattedPhone,
  isPhoneShaped,
  isUrlShaped,
} from './cell-shapes.ts'
import {
  isPlaceholder,
  readStage,
  readStatus,
  readTemperature,
  readTemperatureAnswer,
  readYesNo,
} from './cell-words.ts'
import { readOptOut } from './consent.ts'
import { looksLikeDay } from './days.ts'
import { isLastFirst } from './names.ts'
import type { RowSource } from './rows.ts'
import { readSignalKind } from './signal-words.ts'

/** How many of the looked-at cells of a column have which shape; placeholders count as empty. */
export type ColumnCounts = {
  readonly looked: number
  readonly filled: number
  /** Words for nothing, such as `n/a` or `Select`. */
  readonly placeholders: number
  /** Different values, however they are cased. */
  readonly distinct: number
  readonly emailShaped: number
  readonly phoneShaped: number
  readonly dayShaped: number
  readonly urlShaped: number
  readonly temperatureWords: number
  /** Answers to a question such as "Warm?": temperatures, yes, no and maybe. */
  readonly temperatureAnswers: number
  readonly yesNoWords: number
  readonly statusWords: number
  readonly stageWords: number
  readonly signalWords: number
  /** Answers to whether somebody opted out or gave consent. */
  readonly optOutAnswers: number
  /** Phones with a plus or signs between their digits. */
  readonly formattedPhones: number
  /** Numbers whose last digits a spreadsheet lost, as `4.4E+11`. */
  readonly damagedNumbers: number
  /** Five digits, as the serial number of a day. */
  readonly serialShaped: number
  /** Names written "Last, First". */
  readonly lastFirstNames: number
  /** Numbers of a payment card by their length and check digit. */
  readonly cardNumbers: number
  /** Whole numbers. */
  readonly numbers: number
  /** Whole numbers that are greater than the one above. */
  readonly risingNumbers: number
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
  readonly counts: { -readonly [K in keyof ColumnCounts]: ColumnCounts[K] } = {
    looked: 0,
    filled: 0,
    placeholders: 0,
    distinct: 0,
    emailShaped: 0,
    phoneShaped: 0,
    dayShaped: 0,
    urlShaped: 0,
    temperatureWords: 0,
    temperatureAnswers: 0,
    yesNoWords: 0,
    statusWords: 0,
    stageWords: 0,
    signalWords: 0,
    optOutAnswers: 0,
    formattedPhones: 0,
    damagedNumbers: 0,
    serialShaped: 0,
    lastFirstNames: 0,
    cardNumbers: 0,
    numbers: 0,
    risingNumbers: 0,
  }
  /** The first filled cells, at most three. */
  readonly samples: string[] = []
  private readonly values = new Set<string>()
  private readonly domains = new Set<string>()
  private lastNumber = Number.NEGATIVE_INFINITY

  /** Different domains among the e-mail addresses. */
  get domainCount(): number {
    return this.domains.size
  }

  look(cell: string): void {
    const { counts, samples } = this
    const text = cell.trim()
    if (text === '') return
    if (isPlaceholder(text)) {
      counts.placeholders += 1
      return
    }
    counts.filled += 1
    if (samples.length < MOST_SAMPLES) samples.push(text.slice(0, LONGEST_SAMPLE))
    if (text.length > LONGEST_SHAPE) return
    this.values.add(text.toLowerCase())
    counts.distinct = this.values.size
    if (/\d/.test(text)) this.lookAtNumber(text)
    if (isEmailShaped(text)) {
      counts.emailShaped += 1
      this.domains.add(text.toLowerCase().slice(text.lastIndexOf('@')))
    }
    if (looksLikeDay(text)) counts.dayShaped += 1
    if (isUrlShaped(text)) counts.urlShaped += 1
    if (isLastFirst(text)) counts.lastFirstNames += 1
    this.lookAtWord(text)
  }

  private lookAtNumber(text: string): void {
    const { counts } = this
    if (isPhoneShaped(text)) counts.phoneShaped += 1
    if (isFormattedPhone(text)) counts.formattedPhones += 1
    if (isDamagedNumber(text)) counts.damagedNumbers += 1
    if (isCardNumber(text)) counts.cardNumbers += 1
    if (/^\d{5}(\.\d+)?$/.test(text)) counts.serialShaped += 1
    if (!/^\d{1,15}$/.test(text)) return
    counts.numbers += 1
    const number = Number(text)
    if (number > this.lastNumber) counts.risingNumbers += 1
    this.lastNumber = number
  }

  private lookAtWord(text: string): void {
    const { counts } = this
    if (readYesNo(text) !== undefined) counts.yesNoWords += 1
    if (readTemperature(text) !== undefined) counts.temperatureWords += 1
    // A digit under "Rating" is a mark and no yes.
    if (!/^\d$/.test(text) && readTemperatureAnswer(text) !== undefined) counts.temperatureAnswers += 1
    if (readStatus(text) !== undefined) counts.statusWords += 1
    if (readStage(text) !== undefined) counts.stageWords += 1
    if (readOptOut('', text) !== undefined) counts.optOutAnswers += 1
    if (readSignalKind(text) !== undefined) counts.signalWords += 1
  }
}
