import { dayFromNumber, dayNumber, plainDate } from '../../../../shared/primitives/plain-date.ts'
import { UnreadableFile } from './read-refusal.ts'
import { applyMask } from './xlsx-styles.ts'

/** Rows that a sheet may have. */
export const MAX_SHEET_ROWS = 1_048_576
/** Merged cells that are told; a header has fewer. */
export const MAX_MERGES = 1000
/** Cells given to a sink between two words on how far the reading is: a few bytes may stand for very many. */
export const CELLS_A_TELLING = 200_000
const MAX_CELL_LENGTH = 1_000_000
const ERROR =
  /^(?:#(?:N\/A|NV|DIV\/0!|VALUE!|WERT!|NAME\?|REF!|BEZUG!|NUM!|ZAHL!|NULL!|SPILL!|CALC!|GETTING_DATA)|Err:\d{3})$/
const EPOCH_1900 = dayNumber(plainDate('1899-12-30'))
const EPOCH_1904 = dayNumber(plainDate('1904-01-01'))
const LAST_SERIAL = 2_958_465

/** The day of a spreadsheet's serial number, or undefined where it is none; serials below 61 mend Excel's 29 February 1900. */
export function dayOfSerial(serial: number, is1904: boolean): string | undefined {
  const whole = Math.floor(serial)
  if (is1904) return whole >= 0 && whole <= LAST_SERIAL - 1462 ? dayFromNumber(EPOCH_1904 + whole) : undefined
  if (whole < 1 || whole > LAST_SERIAL || whole === 60) return undefined
  return dayFromNumber(EPOCH_1900 + whole + (whole < 60 ? 1 : 0))
}

/** Days as hours and minutes, `HH:MM`. */
export function hoursOf(days: number): string {
  const minutes = Math.round(days * 1440)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** A number as a person would write it: no exponent below 10^21, no digits that only the binary form has. */
export function plainNumber(raw: string): string {
  if (raw.length < 15 && !raw.includes('E') && !raw.includes('e')) return raw
  if (/^-?\d+$/.test(raw)) return raw
  const value = Number(raw)
  return Number.isFinite(value) ? String(value) : raw
}

/** A number with the zeros that its format shows, by a mask such as `00000`. */
export function maskedNumber(raw: string, mask: string): string {
  const value = Number(raw)
  return Number.isInteger(value) && value >= 0 ? applyMask(plainNumber(raw), mask) : plainNumber(raw)
}

/** Whether a text is an error as spreadsheet programs write it, in English or German. */
export function isErrorText(text: string): boolean {
  return ERROR.test(text)
}

/** The text itself. Throws UnreadableFile where no cell may be that long. */
export function boundedCell(text: string): string {
  if (text.length > MAX_CELL_LENGTH) {
    throw new UnreadableFile(
      'too_big',
      '“{file}” holds a cell of more than a million characters. Shorten it, save the file, and import it again.',
    )
  }
  return text
}

/** The seller's sheet is not in the file. */
export function noSuchSheet(chosen: string, sheets: readonly { readonly name: string }[]): UnreadableFile {
  const names = sheets.map((sheet) => `“${sheet.name}”`).join(', ')
  return new UnreadableFile('not_a_table', `“{file}” has no sheet “${chosen}”. Choose one of ${names}.`)
}

/** No sheet holds a filled cell. */
export function emptyWorkbook(): UnreadableFile {
  return new UnreadableFile('not_a_table', '“{file}” is empty. Choose a file with a row for each lead.')
}

/** Beyond what a sheet can hold. */
export function tooBig(): UnreadableFile {
  return new UnreadableFile(
    'too_big',
    '“{file}” holds more rows, columns or cells than a spreadsheet may. Split it into smaller files and import these.',
  )
}
