import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './journey.ts'

const germanSheet = join(import.meta.dirname, '../../support/fixtures/import/messe-koeln.csv')
const sharedData = process.env['LEADBOOK_SHARED_DATA'] ?? ''
const excelDe = join(sharedData, 'contacts/smart-contact-importer/excel-de.csv')

test('from a messy spreadsheet to a printed week, and all the way back', async ({ launch, home }) => {
  test.setTimeout(120_000)
  const { app, book } = await launch()
  await book.first.bringIn(germanSheet)
  await expect(book.heading('Import')).toBeVisible()
  await book.import.expectCounts({ new: 9, changed: 0, same: 1, 'ask you': 0, refused: 1 })
  await book.import.write('Add 9', 'messe-koeln.csv')
  await book.import.expectCounts({ added: 9, same: 1, refused: 1 })
  await expect(book.import.row(14)).toContainText('No name, company, e-mail, phone or source id.')

  await test.step('umlauts stand in the table as in the file', async () => {
    await book.goTo('Leads')
    await book.leads.expectCount(9)
    for (const [name, company] of [
      ['Änne Müßig', 'Süßwaren Größlein GmbH'],
      ['Jörg Löffelholz', 'Löffelholz & Söhne KG'],
      ['Zoë Groß', 'Bäckerei Überländer'],
      ['Übeyd Öztürk', 'Öztürk Maßanzüge'],
      ['Käthe von der Höh', ''],
      ['Günter Weiß', 'Weiß; Partner'],
      ['Frederike Bär', 'Bär Möbel'],
      ['Sören Kühn', 'Elbwerft'],
      ['Mia Straßburger', 'Café Größenwahn'],
    ] as const) {
      await expect(book.leads.row(name)).toContainText(company)
    }
  })

  await test.step('two are tagged as warm', async () => {
    await book.leads.tick('Änne Müßig')
    await book.leads.tick('Übeyd Öztürk')
    await book.leads.tagAsWarm('Asked at the fair')
    await expect(book.said('Tagged 2 leads as warm')).toBeVisible()
    await expect(book.leads.row('Änne Müßig')).toContainText(/warm/i)
    await expect(book.leads.row('Übeyd Öztürk')).toContainText(/warm/i)
    await expect(book.leads.row('Zoë Groß')).toContainText(/cold/i)
  })

  await test.step('one starts a playbook and does its first step', async () => {
    await book.leads.open('Änne Müßig')
    await expect(book.heading('Änne Müßig')).toBeVisible()
    await book.lead.startPlaybook('Warm: new enquiry')
    await expect(book.lead.steps.getByRole('listitem').first()).toContainText('next')
    await book.lead.doNext('Voicemail')
    await expect(book.lead.steps.getByRole('listitem').first()).toContainText('done')
    await expect(book.lead.timeline).toContainText(/voicemail/i)
  })

  await test.step('each bar of the funnel opens as many leads as it says', async () => {
    await book.goTo('Funnel')
    await book.funnel.countFrom('2026-01-01')
    const reached = book.funnel.figure('Reached Lead').first()
    await expect(reached).toHaveText('9')
    await reached.click()
    await expect(book.heading('Leads')).toBeVisible()
    await book.leads.expectCount(9)
    await book.goTo('Funnel')
    await book.funnel.bars(book.funnel.snapshot).first().click()
    await expect(book.page.getByRole('button', { name: 'Show all leads again' })).toBeVisible()
    await book.leads.expectCount(9)
  })

  await test.step('the sheet shows whom to contact, with codes, and goes out as a real PDF', async () => {
    await book.goTo('Sheet')
    await expect.poll(() => book.sheet.previewText()).toContain('ÄNNE MÜẞIG')
    const preview = await book.sheet.previewText()
    expect(preview).toContain('ÜBEYD ÖZTÜRK')
    expect(preview).toMatch(/\b[A-Z0-9]{3}\s+ÄNNE/)
    const pdf = await app.savedFile(() => book.sheet.savePdf())
    expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-')
    expect(pageCountOf(pdf)).toBe(1)
    const file = join(home, 'week.pdf')
    writeFileSync(file, pdf)
    const text = textOf(file)
    if (text !== undefined) expect(text).toContain('ÄNNE MÜẞIG')
  })

  await test.step('undoing the import takes the untouched leads away and keeps those worked on', async () => {
    await book.goTo('Import')
    await book.import.undo('messe-koeln.csv')
    await expect(book.import.history).toContainText('messe-koeln.csv undone: 7 leads taken back.')
    await expect(book.import.history).toContainText('Kept, because you worked on them since: Änne Müßig, Übeyd Öztürk.')
    await book.goTo('Leads')
    await book.leads.expectCount(2)
  })

  await test.step('undoing what was done since leaves nothing', async () => {
    await book.undo(/^Undone: Did a step with Änne Müßig/)
    await book.undo(/^Undone: Started/)
    await book.undo(/^Undone: Tagged 2 leads as warm/)
    await book.undo(/^Undone: Imported messe-koeln.csv/)
    await book.undo('There is nothing to undo.')
    await expect(book.page.getByRole('heading', { name: 'No leads yet' })).toBeVisible()
  })
})

test('a German export of Excel comes in whole, umlauts right', async ({ launch }) => {
  test.skip(!existsSync(excelDe), 'LEADBOOK_SHARED_DATA names no folder with it')
  const { book } = await launch()
  await book.first.bringIn(excelDe)
  await book.import.expectCounts({ new: 10, refused: 0 })
  await book.import.write('Add 10', 'excel-de.csv')
  await book.goTo('Leads')
  await book.leads.expectCount(10)
  await expect(book.leads.row('Jürgen Müller')).toContainText('Königsbach Logistik GmbH')
  await expect(book.leads.row('Sofía Wüst')).toContainText('Ähren & Korn Mühlen')
  await expect(book.leads.row('Günther Faß')).toContainText('Schwarzwälder Uhren OHG')
})

/** How many pages a PDF has, by its page objects; those of Chromium stand outside of compressed streams. */
function pageCountOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
}

/** The text of a PDF, or undefined where the computer has no pdftotext. */
function textOf(file: string): string | undefined {
  try {
    return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
