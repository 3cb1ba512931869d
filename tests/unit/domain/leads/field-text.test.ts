import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { customFieldKindSchema } from '../../../../shared/domain/leads/field-kinds.ts'
import { type FieldForm, fieldText, parseFieldText, readsAsKind } from '../../../../shared/domain/leads/field-text.ts'
import type { ReadingPlace } from '../../../../shared/domain/leads/reading-place.ts'
import { listText, readTextList } from '../../../../shared/domain/leads/text-list.ts'
import { plainDate } from '../../../../shared/primitives/plain-date.ts'

const germany: ReadingPlace = { today: plainDate('2026-03-24'), currency: 'EUR', country: 'DE' }
const america: ReadingPlace = { today: plainDate('2026-03-24'), currency: 'USD', country: 'US' }
const form = (kind: FieldForm['kind'], options: string[] = []): FieldForm => ({ kind, options })
const valueOf = (kind: FieldForm['kind'], typed: string, place = germany) => parseFieldText(form(kind), typed, place)

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom('=cmd()', 'a, b; c|d', '"quoted"', 'line\nbreak', 'مرحبا', '🙂', '-0', '1.234', '00,50', '[1]'),
)
const optionLists = fc.uniqueArray(
  hostile.map((text) => text.trim()).filter((text) => text !== ''),
  { minLength: 1, maxLength: 8, selector: (text) => text.toLowerCase().normalize('NFKD') },
)

describe('a value of a custom field', () => {
  it('reads back from the text it is edited by, whatever was typed, in any kind and country', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...customFieldKindSchema.options),
        optionLists,
        fc.oneof(hostile, fc.double({ noNaN: true }).map(String), fc.integer().map(String)),
        fc.constantFrom(germany, america, { ...germany, currency: 'KWD' }, { ...america, currency: 'JPY' }),
        (kind, options, typed, place) => {
          const field = { kind, options }
          const { value } = parseFieldText(field, typed, place)
          const again = parseFieldText(field, fieldText(field, value, place), place)
          expect(again.value).toBe(value)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('reads as its kind where the text was read, and not where it was kept as typed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...customFieldKindSchema.options), optionLists, hostile, (kind, options, typed) => {
        const { value, problem } = parseFieldText({ kind, options }, typed, germany)
        if (value !== '' && problem === undefined) expect(readsAsKind({ kind, options }, value)).toBe(true)
      }),
    )
  })

  it('holds several options whatever signs they hold', () => {
    fc.assert(
      fc.property(optionLists, (options) => {
        const field = { kind: 'choices' as const, options }
        const value = JSON.stringify(options)
        expect(parseFieldText(field, fieldText(field, value, germany), germany).value).toBe(value)
      }),
    )
  })

  it.each([
    ['number', '1.200,5', '1200.5'],
    ['number', '1,5', '1.5'],
    ['number', '-0012', '-12'],
    ['money', '1.200,50 €', '120050'],
    ['money', '1200', '120000'],
    ['day', 'today', '2026-03-24'],
    ['day', 'tomorrow', '2026-03-25'],
    ['day', 'morgen', '2026-03-25'],
    ['day', 'friday', '2026-03-27'],
    ['day', 'in 2 weeks', '2026-04-07'],
    ['day', '24/3', '2026-03-24'],
    ['day', '24.3.2026', '2026-03-24'],
    ['day', '24 March', '2026-03-24'],
    ['day', 'March 24th', '2026-03-24'],
    ['day', '3.4.26', '2026-04-03'],
    ['yesNo', 'Ja', '1'],
    ['yesNo', 'no', '0'],
    ['link', 'example.com/path', 'example.com/path'],
    ['text', '  two  words ', 'two  words'],
  ] as const)('of kind %s takes “%s” for %s', (kind, typed, value) => {
    expect(valueOf(kind, typed)).toEqual({ value })
  })

  it('is read in the way of the country', () => {
    expect(valueOf('day', '3/4/2026', america).value).toBe('2026-03-04')
    expect(valueOf('day', '3/4/2026', germany).value).toBe('2026-04-03')
    expect(valueOf('number', '1.234', america).value).toBe('1.234')
    expect(valueOf('number', '1.234', germany).value).toBe('1234')
  })

  it.each([
    ['number', 'about 12', 'not_a_number'],
    ['number', '12345678901234567', 'not_a_number'],
    ['money', '$ 12', 'not_an_amount'],
    ['day', '31 February', 'not_a_day'],
    ['yesNo', 'perhaps', 'not_yes_or_no'],
    ['choice', 'other', 'not_an_option'],
    ['link', 'no link', 'not_a_link'],
    ['text', 'x'.repeat(10_001), 'too_long'],
  ] as const)('of kind %s keeps “%s” as typed with a mark', (kind, typed, problem) => {
    expect(valueOf(kind, typed)).toEqual({ value: typed, problem })
  })

  it('finds an option however it is spelled', () => {
    const field = form('choice', ['Große Firma', 'Klein'])
    expect(parseFieldText(field, 'grosse firma', germany)).toEqual({ value: 'Große Firma' })
    const several = form('choices', ['A', 'B, C', 'D'])
    expect(parseFieldText(several, 'd; "b, c"', germany)).toEqual({ value: '["B, C","D"]' })
    expect(parseFieldText(several, 'd; x', germany)).toEqual({ value: 'd; x', problem: 'not_an_option' })
  })
})

describe('a list as one types it', () => {
  it('reads back as the same texts, whatever signs they hold', () => {
    fc.assert(
      fc.property(fc.array(hostile.map((text) => text.trim()).filter((text) => text !== '')), (texts) => {
        expect(readTextList(listText(texts))).toEqual(texts)
      }),
    )
  })
})
