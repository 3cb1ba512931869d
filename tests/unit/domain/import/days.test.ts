import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inferDays, looksLikeDay, readDay, settleByOtherColumns } from '../../../../shared/domain/import/days.ts'
import { addDays, plainDate } from '../../../../shared/primitives/plain-date.ts'

describe('the day a cell names', () => {
  test.each([
    ['2026-03-14', '2026-03-14'],
    ['2026/3/4', '2026-03-04'],
    ['20260314', '2026-03-14'],
    ['2024-03-15T10:30:00Z', '2024-03-15'],
    ['2024-03-15T23:30:00+05:30', '2024-03-15'],
    ['2026-01-04 09:15:00', '2026-01-04'],
    ['2026/09/20 10:00:00 AM', '2026-09-20'],
    ['14 Mar 2024', '2024-03-14'],
    ['2 Nov 2023', '2023-11-02'],
    ['Mar 14, 2024', '2024-03-14'],
    ['March 14th, 2024', '2024-03-14'],
    ['Thu, 14 Mar 2024 10:00:00 GMT', '2024-03-14'],
    ['14-Mar-24', '2024-03-14'],
    ['14. März 2024', '2024-03-14'],
    ['1er février 2024', '2024-02-01'],
    ['14 de marzo de 2024', '2024-03-14'],
    ['14 de março de 2024', '2024-03-14'],
    ['14 dicembre 2023', '2023-12-14'],
    ['14 maart 2024', '2024-03-14'],
    ['14 stycznia 2024', '2024-01-14'],
    ['١٤ مارس ٢٠٢٤', '2024-03-14'],
    ['14.03.2024', '2024-03-14'],
    ['3.5.24', '2024-05-03'],
    ['13/04/2024', '2024-04-13'],
    ['04/13/2024', '2024-04-13'],
    ['13/04/65', '1965-04-13'],
    ['05/05/2024', '2024-05-05'],
    ['12-04-2022 09:30', undefined],
    ['03/04/2024', undefined],
    ['31/31/2000', undefined],
    ['30 Feb 2024', undefined],
    ['Mar 2024', undefined],
    ['Q1 2024', undefined],
    ['Spring 2024', undefined],
    ['TBD', undefined],
    ['10:30', undefined],
    ['45000', undefined],
    ['', undefined],
  ])('%s is %s where nothing says which number is the day', (text, day) => {
    expect(readDay(text, null)).toBe(day)
  })

  test('with two readings follows the order, and no other cell does', () => {
    expect([readDay('03/04/2024', 'day_first'), readDay('03/04/2024', 'month_first')]).toEqual([
      '2024-04-03',
      '2024-03-04',
    ])
    expect(readDay('13/04/2024', 'month_first')).toBe('2024-04-13')
  })

  test('written day/month/year with any sign is read back, for every day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_000, max: 25_000 }), fc.constantFrom('/', '-', '.'), (days, sign) => {
        const day = addDays(plainDate('2020-01-01'), days)
        const [year, month, date] = day.split('-')
        expect(readDay([date, month, year].join(sign), 'day_first')).toBe(day)
        expect(readDay([month, date, year].join(sign), 'month_first')).toBe(day)
        expect(readDay(day, null)).toBe(day)
      }),
    )
  })

  test('is found without taking phones, versions or words for days', () => {
    expect(['+49 30 901820', '1.2.3', '192.168.0.1', 'May', '10-4', '2024'].map(looksLikeDay)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
    ])
  })
})

describe('the days of a whole column', () => {
  test('are settled by the rows that have one reading only, with their count', () => {
    const inference = inferDays(['03/04/2024', '13/04/2024', '25/12/2023', '', '01/02/2024'])
    expect(inference).toMatchObject({ order: 'day_first', asks: false })
    expect(inference.evidence).toMatchObject({ dayFirst: 2, monthFirst: 0, both: 2 })
    expect(inferDays(['9/15/2026', '4/8/2026'])).toMatchObject({ order: 'month_first', asks: false })
  })

  test('ask by an example where every row reads both ways', () => {
    expect(inferDays(['03/05/2024', '01/02/2024'])).toMatchObject({ order: null, asks: true, example: '03/05/2024' })
  })

  test('ask where rows contradict each other', () => {
    expect(inferDays(['15/03/2024', '03/15/2024', '03/05/2024'])).toMatchObject({ order: null, asks: true })
  })

  test('ask nothing where all are the same either way, between dots, named or year first', () => {
    for (const cells of [['05/05/2024'], ['03.05.2024'], ['3 May 2024'], ['2024-05-03']])
      expect(inferDays(cells).asks).toBe(false)
  })

  test('are settled by the other day columns of the file', () => {
    const open = inferDays(['12-04-2022 09:30'])
    expect(settleByOtherColumns(open, [open, inferDays(['13-04-2022 10:00'])])).toMatchObject({
      order: 'day_first',
      asks: false,
    })
    expect(settleByOtherColumns(open, [inferDays(['13/04/2022']), inferDays(['04/13/2022'])]).asks).toBe(true)
  })

  test('are serial numbers only where the column holds hardly anything else', () => {
    expect(inferDays(['45000', '45001']).isSerial).toBe(true)
    expect(inferDays(['45000', '2024-01-01']).isSerial).toBe(false)
    expect(readDay('45000', null, true)).toBe('2023-03-15')
  })
})
