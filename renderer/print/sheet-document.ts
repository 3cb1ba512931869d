import type { I18n } from '@lingui/core'
import type { LeadRow } from '../../shared/contract/leads.contract.ts'
import type { Paper, Sheet, SheetSection } from '../../shared/contract/sheet.contract.ts'
import { layOnPages, leftOn, measures, type PagePart, roomOf } from './sheet-pages.ts'
import { rowClass, sheetStyle } from './sheet-style.ts'
import { SheetWords } from './sheet-words.ts'
import { lineCount, type TextRun, widthMm } from './text-width.ts'

export type SheetDocumentOptions = {
  paper: Paper
  /** Where the words come from; {@link printI18n} where no screen is. */
  i18n: Pick<I18n, '_'>
  /** BCP 47, for days and figures. */
  locale: string
  /** BCP 47 language of the words, for the reader of the PDF; that of the locale unless told. */
  language?: string
  /** Font rules that carry their files; see {@link sheetFontCss}. */
  fontCss?: string
  /** What the content security policy of the page around it asks of a style. */
  nonce?: string
}

type Entry = SheetSection['entries'][number]
type Row = { heightMm: number; entry: Entry | null }
type Section = { title: string; note: string; rows: Row[] }

const MOST_BLANKS = 6
/** How much wider another font of the computer may run where the document brings none. */
const WIDER_FONT = 1.25
const LINE_MM = (10 * 1.26 * 25.4) / 72
const PHONE_LINE_MM = (12 * 1.2 * 25.4) / 72
/** What stands above and below the text of a row, its rule included. */
const ROW_EDGE_MM = 2.8

/**
 * The week's sheet as one whole document that stands alone: pages as boxes of the paper, black on white. The same text is the preview,
 * the print and the PDF. Values are escaped; a lead's texts are never cut, its row grows from 18 mm instead, and never splits.
 */
export function composeSheetDocument(sheet: Sheet, options: SheetDocumentOptions): { html: string; pageCount: number } {
  const words = new SheetWords(options.i18n, options.locale)
  const pages = pagesOf(sheet, options.paper, words, options.fontCss !== undefined)
  const heights = new Set(
    pages.flatMap((page) => page.flatMap((part) => part.rows.flatMap((row) => (row.entry ? [row.heightMm] : [])))),
  )
  const style = sheetStyle(options.paper, Array.from(heights), options.fontCss ?? '')
  const nonce = options.nonce === undefined ? '' : ` nonce="${escapeHtml(options.nonce)}"`
  const language = options.language ?? new Intl.Locale(options.locale).language
  const html = `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<title>${escapeHtml(words.week(sheet))}</title>
<style${nonce}>
${style}
</style>
</head>
<body>
${pages.map((page, index) => pageHtml(sheet, page, words, words.page(index + 1, pages.length))).join('\n')}
</body>
</html>
`
  return { html, pageCount: pages.length }
}

function pagesOf(sheet: Sheet, paper: Paper, words: SheetWords, isOwnFont: boolean): PagePart<Section, Row>[][] {
  const room = roomOf(paper)
  const sections: Section[] = sheet.sections.map((section) => ({
    title: words.sectionTitle(section),
    note: words.sectionNote(section, sheet.slotsPerDay),
    rows: section.entries.map((entry) => ({
      entry,
      heightMm: Math.min(rowHeight(entry, words, isOwnFont), room - measures.sectionHeadMm),
    })),
  }))
  const pages = layOnPages(sections, room)
  const fitting = Math.floor((leftOn(pages.at(-1) ?? [], room) - measures.sectionHeadMm) / measures.blankMm)
  const blankCount = fitting < 1 ? MOST_BLANKS : Math.min(MOST_BLANKS, fitting)
  const blanks: Section = {
    title: words.newThisWeek(),
    note: '',
    rows: Array.from({ length: blankCount }, () => ({ entry: null, heightMm: measures.blankMm })),
  }
  return layOnPages([...sections, blanks], room)
}

/** The height a lead's row needs so that none of its texts is cut, in half millimetres from 18. */
function rowHeight(entry: Entry, words: SheetWords, isOwnFont: boolean): number {
  const { lead } = entry
  const room = isOwnFont ? 1 : 1 / WIDER_FONT
  const whoMm = (measures.whoMm - 2 * measures.gapMm) * room
  const doMm = (measures.doMm - measures.gapMm) * room
  const name: TextRun[] = [{ text: nameOf(lead, words), isBold: true, sizePt: 10.2 }]
  const company = companyOf(lead)
  if (company !== null) name.push({ text: ` – ${company}`, isBold: false, sizePt: 10 })
  const phone = lead.phones[0]
  const last: TextRun = { text: words.lastTouch(lead), isBold: false, sizePt: 10 }
  const phoneRun: TextRun = { text: phone ?? words.noPhone(lead), isBold: true, sizePt: 12 }
  const doesLastFit = widthMm(phoneRun) + measures.gapMm + widthMm(last) <= whoMm
  const phoneLines = lineCount([phoneRun], whoMm) + (doesLastFit ? 0 : 1)
  const whoHeight = (lineCount(name, whoMm) + 1) * LINE_MM + phoneLines * PHONE_LINE_MM

  const { what, from } = words.toDo(entry)
  const whatRuns: TextRun[] = [
    { text: `${what} `, isBold: true, sizePt: 10 },
    { text: from, isBold: false, sizePt: 10 },
  ]
  const whyRun: TextRun = { text: words.whyNow(entry.whyNow), isBold: false, sizePt: 10 }
  const doHeight = (lineCount(whatRuns, doMm) + lineCount([whyRun], doMm)) * LINE_MM

  const needed = Math.max(whoHeight, doHeight) + ROW_EDGE_MM
  return Math.max(measures.leadMm, Math.ceil(needed * 2) / 2)
}

function nameOf(lead: LeadRow, words: SheetWords): string {
  return words.capitals(lead.name)
}

function companyOf(lead: LeadRow): string | null {
  return lead.company === null || lead.company === lead.name ? null : lead.company
}

function pageHtml(sheet: Sheet, page: readonly PagePart<Section, Row>[], words: SheetWords, pageLabel: string): string {
  const figures = words
    .figures(sheet)
    .map(({ name, figure }) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(figure)}</dd></div>`)
  const classes = ['k', 'w', 'd', 'o']
  const heads = words
    .columnHeads()
    .map((head, column) => `<th class="${classes[column]}" scope="col">${escapeHtml(head)}</th>`)
  const outcomes = words
    .outcomes()
    .map(({ letter, meaning }) => `<span class="lg"><b>${letter}</b>${escapeHtml(meaning)}</span>`)
  const temperatures = words
    .temperatures()
    .map(({ temperature, meaning }) => `<span class="lg">${markHtml(temperature)}${escapeHtml(meaning)}</span>`)
  return `<section class="page" aria-label="${escapeHtml(pageLabel)}">
<header><div><h1>${escapeHtml(words.week(sheet))}</h1><p>${escapeHtml(words.days(sheet))}</p></div><dl>${figures.join('')}</dl><p class="pg">${escapeHtml(words.printed(sheet))}<br>${escapeHtml(pageLabel)}</p></header>
<table><thead><tr>${heads.join('')}</tr></thead>
${page.map((part) => partHtml(part, words)).join('\n')}
</table>
<footer><p>${outcomes.join('')}</p><p>${temperatures.join('')}</p></footer>
</section>`
}

function partHtml({ section, isContinued, rows }: PagePart<Section, Row>, words: SheetWords): string {
  const note = isContinued ? words.continued() : section.note
  const head = `<tr class="sc"><th colspan="4" scope="rowgroup"><div><h2>${escapeHtml(section.title)}</h2><span>${escapeHtml(note)}</span></div></th></tr>`
  return `<tbody>${head}\n${rows.map((row) => (row.entry ? leadHtml(row.entry, row.heightMm, words) : BLANK)).join('\n')}</tbody>`
}

const BLANK =
  '<tr class="bl"><td class="k"><div class="in"><span class="tick"></span></div></td><td colspan="3"></td></tr>'

function leadHtml(entry: Entry, heightMm: number, words: SheetWords): string {
  const { lead } = entry
  const company = companyOf(lead)
  const phone = lead.phones[0]
  const { what, from } = words.toDo(entry)
  const code = lead.code === null ? '' : `<b class="code">${escapeHtml(lead.code)}</b>`
  const letters = words.outcomes().map(({ letter }) => `<span>${letter}</span>`)
  return `<tr class="ld ${rowClass(heightMm)}"><td class="k"><div class="in"><span class="tick"></span>${code}</div></td>
<td class="w"><div class="in"><p class="nm"><b><bdi>${escapeHtml(nameOf(lead, words))}</bdi></b>${company === null ? '' : ` – <bdi>${escapeHtml(company)}</bdi>`}</p>
<p class="mt">${temperatureHtml(lead, words)}<span>${escapeHtml(words.stage(lead.stage))}</span></p>
<p class="ph">${phone === undefined ? `<span>${escapeHtml(words.noPhone(lead))}</span>` : `<b class="any">${escapeHtml(phone)}</b>`}<span class="last">${escapeHtml(words.lastTouch(lead))}</span></p></div></td>
<td class="d"><div class="in"><p><b><bdi>${escapeHtml(what)}</bdi></b> ${escapeHtml(from)}</p><p class="any">${escapeHtml(words.whyNow(entry.whyNow))}</p></div></td>
<td class="o"><div class="in"><p class="let">${letters.join('')}<span class="nx">${escapeHtml(words.next())}</span></p><i></i><i></i></div></td></tr>`
}

function temperatureHtml(lead: LeadRow, words: SheetWords): string {
  const temperature = lead.isHot ? 'hot' : lead.isCooling ? 'cooling' : lead.temperature
  // Rounded down, so that a score short of a threshold never reads as having reached it.
  const score = escapeHtml(words.number(Math.floor(lead.score)))
  return `${markHtml(temperature, ` ${score}`)}${lead.isPinned ? `<span>${escapeHtml(words.pinned())}</span>` : ''}`
}

const letters = { cold: 'C', warm: 'W', hot: 'H', cooling: 'W' } as const
const ring = '<circle class="ring" cx="6" cy="6" r="5"/>'
const shapes = {
  cold: ring,
  warm: `${ring}<path class="full" d="M6 1a5 5 0 0 0 0 10z"/>`,
  hot: '<circle class="full" cx="6" cy="6" r="5.8"/>',
  cooling: `${ring}<path class="full" d="M6 1a5 5 0 0 1 0 10z"/>`,
} as const

function markHtml(temperature: keyof typeof shapes, score = ''): string {
  const arrow =
    temperature === 'cooling'
      ? '<svg class="dn" viewBox="0 0 8 10" aria-hidden="true"><path d="M4 1v7.5M1 5.8 4 8.8 7 5.8"/></svg>'
      : ''
  return `<span class="tp"><svg viewBox="0 0 12 12" aria-hidden="true">${shapes[temperature]}</svg><b>${letters[temperature]}</b>${arrow}${score}</span>`
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text that stands for itself inside an element or a quoted attribute. Signs that no page may hold become spaces. */
function escapeHtml(text: string): string {
  // eslint-disable-next-line no-control-regex -- the control signs are what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ').replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)
}
