import * as z from 'zod/mini'
import { type FieldForm, isLinkShaped, readsAsKind } from '../leads/field-text.ts'
import { foldText } from '../leads/fold-text.ts'
import { nameKey } from '../leads/name-key.ts'
import type { ReadingPlace } from '../leads/reading-place.ts'
import { withoutCurrency } from './amounts.ts'
import { readYesNo } from './cell-words.ts'
import { inferDays, looksLikeDay } from './days.ts'
import { type ColumnForm, evenDecimals, readExactly } from './exact-cell.ts'

/** What a field that an import makes may hold. */
export const newFieldKindSchema = z.enum(['text', 'longText', 'number', 'money', 'day', 'yesNo', 'choice', 'link'])
export type NewFieldKind = z.infer<typeof newFieldKindSchema>

/** Fewer filled cells say nothing. */
const LEAST_CELLS = 3
/** So large a share of the filled cells has to read as a kind; the others are kept as written. */
const NEARLY_ALL = 0.95
const LEAST_CELLS_OF_CHOICE = 20
const MOST_OPTIONS = 12
const LEAST_CELLS_AN_OPTION = 5
const LONGEST_OPTION = 60
/** What Settings takes. */
const MOST_OPTIONS_EVER = 200
const LONGEST_OPTION_EVER = 300

/** Heads of columns whose numbers count nothing: ids, codes, rooms, versions, years, postal codes. */
const CODE_HEAD =
  /(?:^|\s)(?:ids|num|numero|ref|key|sku|ean|isbn|iban|zip|plz|postleitzahl|postcode|year|jahr|annee|phone|tel|telefon|fax|ext|extension|durchwahl|room|zimmer|raum|version|release|build)(?:$|\s)/
/** The same at the end of a compound, such as "Bestellnummer". */
const CODE_HEAD_END = /#|(?:nummer|number|nr|no|id|code)(?:$|\s)/
/** A leading nought or plus, as codes and phones have it; more digits than one counts with. */
const CODE = /^[+(]|^0\d|\d{10}/
const YEAR = /^(?:19|20)\d\d$/

/**
 * What a new field is proposed to hold, by the filled cells of its columns, or a sample of them: what nearly all of them are. Text where
 * they agree on nothing, and where the values would not say all that the cells say; `headers` are those of the columns.
 */
export function guessFieldKind(
  headers: readonly string[],
  cells: readonly string[],
  place: ReadingPlace,
): NewFieldKind {
  if (cells.length < LEAST_CELLS) return 'text'
  const nearlyAll = (test: (cell: string) => boolean) => cells.filter(test).length >= NEARLY_ALL * cells.length
  const form = { day: inferDays(cells), decimals: evenDecimals(cells) }
  const isExact = (kind: FieldForm['kind'], cell: string) =>
    readExactly({ kind, options: [] }, cell, place, form) !== undefined
  const reads = (kind: FieldForm['kind']) => nearlyAll((cell) => isExact(kind, cell))
  if (nearlyAll(looksLikeDay))
    return form.day.asks || cells.some((cell) => looksLikeDay(cell) && !isExact('day', cell)) ? 'text' : 'day'
  if (reads('yesNo') && areAnswers(cells)) return 'yesNo'
  if (nearlyAll((cell) => withoutCurrency(cell, place.currency) !== cell) && reads('money')) return 'money'
  if (reads('number')) return isCounted(headers, cells) && standsAsNumber(cells, place) ? 'number' : 'text'
  if (nearlyAll(isLinkShaped) && cells.filter((cell) => /^(?:https?:|www\.)/i.test(cell)).length * 2 >= cells.length)
    return 'link'
  return isChosen(cells) ? 'choice' : 'text'
}

/**
 * Whether a field of numbers can keep all the cells as they are: nearly all are numbers, and none that is kept as written would be taken
 * for another number.
 */
export function standsAsNumber(cells: readonly string[], place: ReadingPlace): boolean {
  const field: FieldForm = { kind: 'number', options: [] }
  const form = { decimals: evenDecimals(cells) }
  const kept = cells.filter((cell) => readExactly(field, cell, place, form) === undefined)
  return kept.length <= (1 - NEARLY_ALL) * cells.length && !kept.some((cell) => readsAsKind(field, cell))
}

/** Figures may be counts, and single letters of one sort a code. */
function areAnswers(cells: readonly string[]): boolean {
  if (cells.some((cell) => /^\d+$/.test(cell))) return false
  return (
    cells.every((cell) => cell.length > 1 || /[^\p{L}]|x/iu.test(cell)) ||
    new Set(cells.flatMap((cell) => readYesNo(cell) ?? [])).size === 2
  )
}

function isCounted(headers: readonly string[], cells: readonly string[]): boolean {
  return (
    !headers.map(wordsOf).some((words) => CODE_HEAD.test(words) || CODE_HEAD_END.test(words)) &&
    !cells.some((cell) => CODE.test(cell)) &&
    !cells.every((cell) => YEAR.test(cell))
  )
}

/** The words of a head, folded, those of camel case apart. */
function wordsOf(header: string): string {
  const apart = header.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
  return foldText(apart)
    .replace(/[^\p{L}\p{N}#]+/gu, ' ')
    .trim()
}

function isChosen(cells: readonly string[]): boolean {
  if (cells.length < LEAST_CELLS_OF_CHOICE) return false
  if (cells.some((cell) => cell.length > LONGEST_OPTION || /[\r\n]/.test(cell))) return false
  const options = new Set(cells.map(foldText))
  return options.size > 1 && options.size <= MOST_OPTIONS && options.size * LEAST_CELLS_AN_OPTION <= cells.length
}

/** A field that an import makes. A choice learns its options from the cells that are read. */
export type NewField = FieldForm & { readonly kind: NewFieldKind; readonly form: Pick<ColumnForm, 'decimals'> }

/** The fields that an import makes, by name however it is spelled. */
export class NewFields {
  private readonly fields = new Map<string, NewField & { readonly options: string[] }>()

  /** All columns of one name are one field. */
  add(name: string, kind: NewFieldKind, form: NewField['form'] = {}): void {
    this.fields.set(nameKey(name), { kind, options: [], form })
  }

  find(name: string): NewField | undefined {
    return this.fields.get(nameKey(name))
  }

  /** Makes a cell of a choice one of its options; false where it is too long for one or there are too many. */
  learn(name: string, option: string): boolean {
    const field = this.fields.get(nameKey(name))
    const canLearn =
      field?.kind === 'choice' && option.length <= LONGEST_OPTION_EVER && field.options.length < MOST_OPTIONS_EVER
    if (canLearn) field.options.push(option)
    return canLearn
  }

  /** The choices with the options that they have by now, also those of rows that are not written. */
  *choices(): Generator<{ readonly nameKey: string; readonly options: readonly string[] }> {
    for (const [key, { kind, options }] of this.fields) if (kind === 'choice') yield { nameKey: key, options }
  }
}
