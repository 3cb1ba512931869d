import * as z from 'zod/mini'
import { type FieldForm, isLinkShaped, parseFieldText } from '../leads/field-text.ts'
import { foldText } from '../leads/fold-text.ts'
import { nameKey } from '../leads/name-key.ts'
import type { ReadingPlace } from '../leads/reading-place.ts'
import { readYesNo } from './cell-words.ts'
import { inferDays, looksLikeDay } from './days.ts'

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

/** Heads of columns whose numbers count nothing: ids, codes, years, postal codes. */
const CODE_HEAD =
  /(?:^|\s)(?:id|nr|no|num|number|nummer|numero|code|ref|key|zip|plz|postcode|year|jahr|annee|phone|fax)(?:$|\s)/
const TIME = /\d:\d\d/
const MIDNIGHT = /\b(?:00:00(?::00)?|12:00(?::00)? ?AM)\b/i
const MONEY_SIGN = /\p{Sc}|(?:^|[^\p{L}])[A-Za-z]{3}(?:$|[^\p{L}])/u
/** A leading nought or plus, as codes and phones have it; more digits than one counts with. */
const CODE = /^[+(]|^0\d|\d{10}/
/** One sign before three digits: 1.234 is a thousand to one and little more than one to another. */
const THOUSANDS_OR_NOT = /^-?\d{1,3}[.,]\d{3}$/
const YEAR = /^(?:19|20)\d\d$/

/**
 * What a new field is proposed to hold, by the filled cells of its column, or a sample of them: what nearly all of them are. Text where
 * they agree on nothing, and where reading them would lose something: times, leading noughts, thousands that may be decimals.
 */
export function guessFieldKind(header: string, cells: readonly string[], place: ReadingPlace): NewFieldKind {
  if (cells.length < LEAST_CELLS) return 'text'
  const nearlyAll = (test: (cell: string) => boolean) => cells.filter(test).length >= NEARLY_ALL * cells.length
  const reads = (kind: FieldForm['kind']) => {
    const form = { kind, options: [] }
    return nearlyAll((cell) => parseFieldText(form, cell, place).problem === undefined)
  }
  if (nearlyAll(looksLikeDay))
    return inferDays(cells).asks || cells.some((cell) => TIME.test(cell) && !MIDNIGHT.test(cell)) ? 'text' : 'day'
  if (nearlyAll((cell) => readYesNo(cell) !== undefined) && areAnswers(cells)) return 'yesNo'
  if (nearlyAll((cell) => MONEY_SIGN.test(cell)) && reads('money')) return 'money'
  if (reads('number')) return isCounted(header, cells) ? 'number' : 'text'
  if (nearlyAll(isLinkShaped) && cells.filter((cell) => /^(?:https?:|www\.)/i.test(cell)).length * 2 >= cells.length)
    return 'link'
  return isChosen(cells) ? 'choice' : 'text'
}

/** Figures may be counts, and single letters of one sort a code. */
function areAnswers(cells: readonly string[]): boolean {
  if (cells.every((cell) => /^\d+$/.test(cell))) return false
  return (
    cells.every((cell) => cell.length > 1 || /[^\p{L}]|x/iu.test(cell)) ||
    new Set(cells.flatMap((cell) => readYesNo(cell) ?? [])).size === 2
  )
}

function isCounted(header: string, cells: readonly string[]): boolean {
  return (
    !header.includes('#') &&
    !CODE_HEAD.test(foldText(header).replace(/[^\p{L}\p{N}]+/gu, ' ')) &&
    !cells.some((cell) => CODE.test(cell) || THOUSANDS_OR_NOT.test(cell)) &&
    !cells.every((cell) => YEAR.test(cell))
  )
}

function isChosen(cells: readonly string[]): boolean {
  if (cells.length < LEAST_CELLS_OF_CHOICE) return false
  if (cells.some((cell) => cell.length > LONGEST_OPTION || /[\r\n]/.test(cell))) return false
  const options = new Set(cells.map(foldText))
  return options.size > 1 && options.size <= MOST_OPTIONS && options.size * LEAST_CELLS_AN_OPTION <= cells.length
}

/** The fields that an import makes, by name however it is spelled. A choice learns its options from the cells that are read. */
export class NewFields {
  private readonly fields = new Map<string, { readonly kind: NewFieldKind; readonly options: string[] }>()

  /** Two columns of one name are one field, of the first one's kind. */
  add(name: string, kind: NewFieldKind): void {
    const key = nameKey(name)
    if (!this.fields.has(key)) this.fields.set(key, { kind, options: [] })
  }

  find(name: string): (FieldForm & { readonly kind: NewFieldKind }) | undefined {
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

  /** The choices with the options that they have by now. */
  *choices(): Generator<{ readonly nameKey: string; readonly options: readonly string[] }> {
    for (const [key, { kind, options }] of this.fields) if (kind === 'choice') yield { nameKey: key, options }
  }
}
