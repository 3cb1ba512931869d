import type { PlainDate } from '../../primitives/plain-date.ts'
import type { Channel } from '../follow-ups/channel.ts'
import { readAmount } from '../import/amounts.ts'
import { EMAIL_PATTERN, isPhoneShaped } from '../import/cell-shapes.ts'
import type { Temperature } from '../temperature/signal-kinds.ts'
import { readTypedDay } from './day-text.ts'
import { foldText } from './fold-text.ts'
import { decimalSignOf, type ReadingPlace } from './reading-place.ts'

/** What a piece of the line can be. */
export const quickAddParts = [
  'name',
  'company',
  'jobTitle',
  'city',
  'email',
  'phone',
  'link',
  'tag',
  'temperature',
  'value',
  'nextAction',
  'note',
] as const
export type QuickAddPart = (typeof quickAddParts)[number]

/** A piece of the line as it stands there, and what it was read as. */
export type QuickAddPiece = { readonly as: QuickAddPart; readonly text: string }

/** A lead as one line tells it; `pieces` are all that stands in the line, in its order. */
export type QuickAdd = {
  readonly name: string | null
  readonly company: string | null
  readonly jobTitle: string | null
  readonly city: string | null
  readonly emails: readonly string[]
  readonly phones: readonly string[]
  readonly links: readonly string[]
  readonly tags: readonly string[]
  /** In minor units of the workbook's currency. */
  readonly valueMinor: number | null
  readonly temperature: Temperature | null
  readonly nextAction: { readonly what: string; readonly on: PlainDate; readonly channel: Channel } | null
  readonly notes: string | null
  readonly pieces: readonly QuickAddPiece[]
}

type Piece = QuickAddPiece & { readonly at: number }
type Found = { readonly at: number; readonly length: number; readonly text: string }

/** Signs that a line may have. */
export const LONGEST_LINE = 2000
const LONGEST_NAME = 300
const LONGEST_TAG = 100

const SEPARATORS = /[,;|\t\n\r]/
const QUOTED = /"([^"]+)"|“([^”]+)”|„([^“]+)“|«([^»]+)»/gu
const NOTE_TO_THE_END = /(?:^|\s)\/\/\s*(.+)$/su
const EMAIL = new RegExp(`(?:mailto:)?<?(${EMAIL_PATTERN.source})>?`, 'gu')
const LINK =
  /(?<![\p{L}\p{N}])(?:https?:\/\/|www\.)[^\s,;|]+|(?<=^|[\s,;|])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:\/[^\s,;|]*)?(?=$|[\s,;|])/gu
const TAG = /(?<=^|[\s,;|])#([^\s,;|#]+)/gu
const PHONE =
  /(?<=^|[\s,;|:])(?:(?:tel|phone|mobile|mob|t|m|p)\.?:\s*)?(\+?\(?\d[\d \u00a0().\-/]{4,}\d)(?=$|[\s,;|])/giu
const NUMBER = "\\d{1,3}(?:[.,' \\u00a0\\u202f]\\d{3})*(?:[.,]\\d{1,2})?|\\d+(?:[.,]\\d{1,2})?"
const VALUE = new RegExp(
  `(?:\\p{Sc}|(?<![\\p{L}\\p{N}])[A-Z]{3})\\s?(?:${NUMBER})(?![\\p{L}\\p{N}])|(?<![\\p{L}\\p{N}])(?:${NUMBER})\\s?(?:\\p{Sc}|[A-Z]{3})(?![\\p{L}\\p{N}])`,
  'gu',
)
const LEGAL_FORM =
  /(?:^|\s)(?:inc|llc|ltd|limited|gmbh|mbh|ag|kg|ohg|ug|corp|sarl|sas|srl|spa|bv|nv|ab|oy|as|aps|plc|lda|sl|s\.l|s\.p\.a)\.?$/iu
const TEMPERATURES: Readonly<Record<string, Temperature>> = { warm: 'warm', hot: 'warm', cold: 'cold' }
const CHANNEL_OF_VERB: Readonly<Record<string, Channel>> = {
  call: 'call',
  phone: 'call',
  ring: 'call',
  mail: 'mail',
  email: 'mail',
  'e-mail': 'mail',
  write: 'mail',
  send: 'mail',
  message: 'message',
  text: 'message',
  meet: 'meeting',
  visit: 'meeting',
  follow: 'other',
  ask: 'other',
}

/**
 * Reads a lead off one line, as `Anna Berg, Berg Studio, anna@berg.example, +46 70 123 45 67 #design warm`. What its shape tells – an
 * e-mail, a phone, a link, a tag, a sum of money – may stand anywhere; the other texts are the name, the company and the job title, in
 * this order, unless it is one of `cities`, by their {@link cityKey}. Notes stand in quotes or behind `//`; `call tomorrow` plans the next action. Nothing of the line is lost: what is neither is a note.
 */
export function readQuickAdd(line: string, place: ReadingPlace, cities: ReadonlySet<string> = new Set()): QuickAdd {
  const reading = new LineReading(line.slice(0, LONGEST_LINE), place, cities)
  return reading.result()
}

/** What cities are compared by. */
export function cityKey(city: string): string {
  return foldText(city.trim())
}

class LineReading {
  private readonly place: ReadingPlace
  private readonly cities: ReadonlySet<string>
  private readonly pieces: Piece[] = []
  /** The line with a separator for each sign that was read. */
  private rest: string
  private temperature: Temperature | null = null
  private nextAction: QuickAdd['nextAction'] = null
  private valueMinor: number | null = null

  constructor(line: string, place: ReadingPlace, cities: ReadonlySet<string>) {
    this.rest = line
    this.place = place
    this.cities = cities
    this.takeAll(NOTE_TO_THE_END, 'note')
    this.takeAll(QUOTED, 'note')
    this.takeAll(EMAIL, 'email')
    this.takeAll(LINK, 'link', (text) => !text.includes('@'))
    this.takeAll(TAG, 'tag', (text) => text.length <= LONGEST_TAG)
    this.takeAll(VALUE, 'value', (text) => this.takeValue(text))
    this.takeAll(PHONE, 'phone', isPhoneShaped)
    this.takeWords()
  }

  result(): QuickAdd {
    const pieces = this.pieces.toSorted((one, other) => one.at - other.at).map(({ as, text }) => ({ as, text }))
    const of = (as: QuickAddPart): string[] => [
      ...new Set(pieces.filter((piece) => piece.as === as).map(({ text }) => text)),
    ]
    const notes = of('note')
    return {
      name: of('name')[0] ?? null,
      company: of('company')[0] ?? null,
      jobTitle: of('jobTitle')[0] ?? null,
      city: of('city')[0] ?? null,
      emails: of('email'),
      phones: of('phone'),
      links: of('link'),
      tags: of('tag'),
      valueMinor: this.valueMinor,
      temperature: this.temperature,
      nextAction: this.nextAction,
      notes: notes.length === 0 ? null : notes.join('\n'),
      pieces,
    }
  }

  private takeAll(pattern: RegExp, as: QuickAddPart, isOne: (text: string) => boolean = () => true): void {
    const matches = pattern.global ? [...this.rest.matchAll(pattern)] : [pattern.exec(this.rest)]
    for (const match of matches) {
      if (match === null) continue
      const text = (match.slice(1).find((group) => group !== undefined) ?? match[0]).trim()
      if (text !== '' && isOne(text)) this.take({ at: match.index, length: match[0].length, text }, as)
    }
  }

  private take({ at, length, text }: Found, as: QuickAddPart): void {
    this.pieces.push({ at, as, text })
    this.rest = this.rest.slice(0, at) + ','.repeat(length) + this.rest.slice(at + length)
  }

  /** Takes the first sum in the workbook's currency. */
  private takeValue(text: string): boolean {
    if (this.valueMinor !== null) return false
    const reading = readAmount(text, this.place.currency, '', decimalSignOf(this.place))
    if (reading.kind !== 'amount') return false
    this.valueMinor = reading.minor
    return true
  }

  /** What no shape tells: a plan, a temperature, and then names in their order. */
  private takeWords(): void {
    const names: Found[] = []
    for (const chunk of chunksOf(this.rest)) {
      const left = this.takeTemperature(this.takeNextAction(chunk))
      if (left !== undefined) names.push(left)
    }
    const roles: QuickAddPart[] = ['name', 'company', 'jobTitle']
    const company = names.find(({ text }) => LEGAL_FORM.test(text) && text.length <= LONGEST_NAME)
    if (company !== undefined) roles.splice(1, 1)
    // The first names the lead, whatever it is.
    const city = names.find((found, at) => at > 0 && found !== company && this.cities.has(cityKey(found.text)))
    for (const found of names) {
      if (found === city) {
        this.take(found, 'city')
        continue
      }
      const role = found === company ? 'company' : found.text.length <= LONGEST_NAME ? roles.shift() : undefined
      this.take(found, role ?? 'note')
    }
  }

  /** Takes `call about the offer tomorrow` off the end of a chunk; gives what stands before it. */
  private takeNextAction(chunk: Found): Found | undefined {
    if (this.nextAction !== null) return chunk
    const words = wordsOf(chunk)
    const verbAt = words.findIndex(({ text }, index) => CHANNEL_OF_VERB[foldText(text)] !== undefined && index <= 1)
    const isAfterTemperature = verbAt === 1 && TEMPERATURES[words[0]?.text ?? ''] !== undefined
    const verb = words[verbAt]
    if (verb === undefined || (verbAt === 1 && !isAfterTemperature)) return chunk
    for (let count = Math.min(3, words.length - verbAt - 1); count >= 1; count -= 1) {
      const first = words[words.length - count] as Found
      const on = readTypedDay(sliceFrom(chunk, first).text, this.place, true)
      if (on === undefined) continue
      const before = { ...verb, text: chunk.text.slice(verb.at - chunk.at, first.at - chunk.at) }
      const what = before.text.trim().replace(/\s+(?:on|by|at|this|next)$/i, '')
      const channel = CHANNEL_OF_VERB[foldText(verb.text)] ?? 'other'
      this.nextAction = { what: what.charAt(0).toUpperCase() + what.slice(1), on, channel }
      this.take(sliceFrom(chunk, verb), 'nextAction')
      return trimmed(chunk.at, chunk.text.slice(0, verb.at - chunk.at))
    }
    return chunk
  }

  /** Takes a temperature off the end of a chunk; gives what stands before it. */
  private takeTemperature(chunk: Found | undefined): Found | undefined {
    if (chunk === undefined || this.temperature !== null) return chunk
    const last = wordsOf(chunk).at(-1)
    const temperature = last === undefined ? undefined : TEMPERATURES[last.text]
    if (last === undefined || temperature === undefined) return chunk
    this.temperature = temperature
    this.take(last, 'temperature')
    return trimmed(chunk.at, chunk.text.slice(0, last.at - chunk.at))
  }
}

/** The texts between separators, with where they begin. */
function chunksOf(line: string): Found[] {
  const chunks: Found[] = []
  let at = 0
  for (const part of line.split(SEPARATORS)) {
    const chunk = trimmed(at, part)
    if (chunk !== undefined) chunks.push(chunk)
    at += part.length + 1
  }
  return chunks
}

function wordsOf(chunk: Found): Found[] {
  return [...chunk.text.matchAll(/\S+/gu)].map((match) => ({
    at: chunk.at + match.index,
    length: match[0].length,
    text: match[0],
  }))
}

/** The end of a chunk from one of its words on. */
function sliceFrom(chunk: Found, word: Found): Found {
  const text = chunk.text.slice(word.at - chunk.at)
  return { at: word.at, length: text.length, text }
}

/** Without blanks at its ends; undefined where nothing but signs is left. */
function trimmed(at: number, part: string): Found | undefined {
  const text = part.trim()
  if (!/[\p{L}\p{N}\p{S}]/u.test(text)) return undefined
  return { at: at + part.indexOf(text), length: text.length, text }
}
