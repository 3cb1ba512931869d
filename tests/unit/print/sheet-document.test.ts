import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printI18n } from '../../../renderer/print/print-i18n.ts'
import { composeSheetDocument } from '../../../renderer/print/sheet-document.ts'
import { layOnPages, measures, papers, roomOf } from '../../../renderer/print/sheet-pages.ts'
import { lineCount } from '../../../renderer/print/text-width.ts'
import type { SheetSection } from '../../../shared/contract/sheet.contract.ts'
import { plainDate } from '../../../shared/primitives/plain-date.ts'
import { inventedEntry, inventedSheet } from './invented-sheet.ts'

const options = { paper: 'A4', i18n: printI18n(), locale: 'en-GB', fontCss: '' } as const

const kinds = ['overdue', 'day', 'cooling', 'no_next_step', 'cold_first'] as const

/** Sections with as many leads as the numbers say, every lead with its own id. */
function sectionsOf(counts: readonly number[]): SheetSection[] {
  let id = 0
  return counts.map((count, place) => {
    const kind = kinds[place % kinds.length] as SheetSection['kind']
    const entries = Array.from({ length: count }, () => {
      id += 1
      return inventedEntry(id, { name: `Lead no ${id}.` })
    })
    return { kind, on: kind === 'day' ? plainDate('2026-03-25') : null, leftOutCount: 0, entries }
  })
}

describe('laying rows on pages', () => {
  const sections = fc.array(
    fc.record({ rows: fc.array(fc.record({ heightMm: fc.integer({ min: 18, max: 60 }) }), { maxLength: 30 }) }),
    { maxLength: 8 },
  )

  test('every row stands once, whole, in its order, below the head of its section', () => {
    fc.assert(
      fc.property(sections, fc.integer({ min: 100, max: 260 }), (given, room) => {
        const pages = layOnPages(given, room)
        expect(pages.flatMap((page) => page.flatMap((part) => part.rows))).toEqual(
          given.flatMap((section) => section.rows),
        )
        for (const page of pages) {
          const height = page.reduce(
            (sum, part) => part.rows.reduce((rows, row) => rows + row.heightMm, sum + measures.sectionHeadMm),
            0,
          )
          expect(height).toBeLessThanOrEqual(room)
        }
      }),
    )
  })

  test('a head never stands last on a page without its first row', () => {
    fc.assert(
      fc.property(sections, fc.integer({ min: 100, max: 260 }), (given, room) => {
        for (const page of layOnPages(given, room)) {
          for (const part of page) if (part.section.rows.length > 0) expect(part.rows.length).toBeGreaterThan(0)
        }
      }),
    )
  })

  test('no page stays empty but that of an empty sheet', () => {
    fc.assert(
      fc.property(sections, (given) => {
        const pages = layOnPages(given, 200)
        if (given.length > 0) expect(pages.every((page) => page.length > 0)).toBe(true)
      }),
    )
  })
})

describe('the sheet as a document', () => {
  test('each lead stands on exactly one page, and the pages are numbered through', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 25 }), { maxLength: 9 }),
        fc.constantFrom('A4', 'Letter'),
        (counts, paper) => {
          const sheet = inventedSheet(sectionsOf(counts))
          const { html, pageCount } = composeSheetDocument(sheet, { ...options, paper })
          const pages = html.split('<section class="page"').slice(1)
          expect(pages).toHaveLength(pageCount)
          pages.forEach((page, index) => expect(page).toContain(`Page ${index + 1} of ${pageCount}`))
          for (const id of sheet.leadIds)
            expect(pages.filter((page) => page.includes(`>LEAD NO ${id}.<`))).toHaveLength(1)
          expect(html.split('class="ld ')).toHaveLength(sheet.leadIds.length + 1)
        },
      ),
      { numRuns: 30 },
    )
  })

  test('column heads stand on each page, and the last page has lines to write on', () => {
    const { html, pageCount } = composeSheetDocument(inventedSheet(sectionsOf([30, 12])), options)
    expect(pageCount).toBeGreaterThan(2)
    expect(html.split('What to do, and why now')).toHaveLength(pageCount + 1)
    expect(html.split('<section').at(-1)).toContain('class="bl"')
  })

  test('a page is exactly as large as the paper, without a margin of the printer', () => {
    for (const paper of ['A4', 'Letter'] as const) {
      const { widthMm, heightMm } = papers[paper]
      const { html } = composeSheetDocument(inventedSheet([]), { ...options, paper })
      expect(html).toContain(`@page{size:${widthMm}mm ${heightMm}mm;margin:0}`)
      expect(html).toContain(`width:${widthMm}mm;height:${heightMm}mm`)
    }
  })

  test('what a lead is called cannot become markup', () => {
    const evil = `<script>alert("1")</script>&'`
    const entry = inventedEntry(
      1,
      {
        name: evil,
        company: evil,
        phones: [evil],
        code: '<b>',
        nextAction: { ...inventedEntry(1).lead.nextAction!, what: evil },
      },
      { whyNow: { rule: 'replied', on: plainDate('2026-03-12'), topic: evil } },
    )
    const { html } = composeSheetDocument(
      inventedSheet([{ kind: 'overdue', on: null, leftOutCount: 0, entries: [entry] }]),
      options,
    )
    expect(html).not.toMatch(/<script/i)
    expect(html).not.toContain('"1"')
    expect(html).toContain('&lt;SCRIPT&gt;ALERT(&quot;1&quot;)&lt;/SCRIPT&gt;&amp;&#39;')
  })

  test('long texts make the row higher and are all there, the phone included', () => {
    const company = 'Beteiligungs- und Verwaltungsgesellschaft für erneuerbare Energien mbH & Co. KG'
    const phone = '+49 (0) 7941 / 12 34 56 78 - 901 extension 4455'
    const plain = inventedEntry(1)
    const long = inventedEntry(2, {
      name: 'Maria-Magdalena von Hohenlohe-Waldenburg-Schillingsfürst',
      company,
      phones: [phone],
    })
    const { html } = composeSheetDocument(
      inventedSheet([{ kind: 'overdue', on: null, leftOutCount: 0, entries: [plain, long] }]),
      options,
    )
    const heights = Array.from(html.matchAll(/class="ld h(\d+)"/g), (match) => Number(match[1]))
    expect(heights[0]).toBe(180)
    expect(heights[1]).toBeGreaterThan(250)
    expect(html).toContain(phone)
    expect(html).toContain('mbH &amp; Co. KG')
  })

  test('temperature is told by shape and letter, and a score below a threshold never reads as it', () => {
    const entry = inventedEntry(1, { score: 19.99, isCooling: true })
    const { html } = composeSheetDocument(
      inventedSheet([{ kind: 'cooling', on: null, leftOutCount: 0, entries: [entry] }]),
      options,
    )
    expect(html).toMatch(/<svg[^>]*>.*<\/svg><b>W<\/b><svg class="dn".*<\/svg> 19<\/span>/)
  })

  test('a lead without a next action has no code to type back and is told so', () => {
    const entry = inventedEntry(1, { code: null, nextAction: null }, { step: null })
    const { html } = composeSheetDocument(
      inventedSheet([{ kind: 'no_next_step', on: null, leftOutCount: 240, entries: [entry] }]),
      options,
    )
    expect(html).not.toContain('class="code"')
    expect(html).toContain('none planned')
    expect(html).toContain('and 240 more that the week has no room for')
  })

  test('its style carries the nonce of the page around it, and nothing else is styled inline', () => {
    const { html } = composeSheetDocument(inventedSheet(sectionsOf([3])), { ...options, nonce: 'abc' })
    expect(html).toContain('<style nonce="abc">')
    expect(html).not.toContain(' style="')
  })

  test('it fetches nothing', () => {
    expect(composeSheetDocument(inventedSheet(sectionsOf([3])), options).html).not.toMatch(/https?:|src=|href=/)
  })

  test('another language comes in by its catalogue, other days by the locale', () => {
    const german = printI18n('de', { 'sheet.week': ['Woche ', ['week']] })
    const { html } = composeSheetDocument(inventedSheet([]), { ...options, i18n: german, locale: 'de-DE' })
    expect(html).toContain('Woche 13')
    expect(html).toContain('Dienstag')
    expect(html).toContain('lang="de"')
  })
})

describe('counting lines', () => {
  test('a text in a wider column never takes more lines', () => {
    const text = fc.array(fc.string({ minLength: 1, maxLength: 14 }), { maxLength: 30 }).map((words) => words.join(' '))
    fc.assert(
      fc.property(text, fc.integer({ min: 30, max: 60 }), (words, column) => {
        const run = [{ text: words, isBold: false, sizePt: 10 }]
        expect(lineCount(run, column + 200)).toBeLessThanOrEqual(lineCount(run, column))
      }),
    )
  })

  test('an empty sheet still has room on its page', () => {
    expect(roomOf('Letter')).toBeLessThan(roomOf('A4'))
    expect(roomOf('Letter')).toBeGreaterThan(12 * measures.leadMm)
  })
})
