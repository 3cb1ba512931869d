import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { Book } from '../e2e/pages/book.ts'
import { withHome } from './desktop.ts'
import { bookFolder, openInBrowser } from './leadbook-app.ts'

/** Pictures of every screen of the sample, 1280 × 800, light and dark: `node tests/support/take-screenshots.ts FOLDER`. For looking at; run by hand. */
const [out] = process.argv.slice(2)
if (out === undefined) throw new Error('Give the folder for the pictures')
mkdirSync(resolve(out), { recursive: true })

const germanSheet = join(import.meta.dirname, 'fixtures/import/messe-koeln.csv')
const places = ['Today', 'Leads', 'Board', 'Playbooks', 'Funnel', 'Sheet', 'Import', 'Settings'] as const
const executablePath = process.env['LEADBOOK_BROWSER']
// Days as in Dublin, money in euro.
process.env['LC_ALL'] = 'en_IE.UTF-8'
const browser = await chromium.launch({
  ...(executablePath !== undefined && { executablePath }),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
try {
  await withHome(async (home) => {
    mkdirSync(bookFolder(home))
    const app = await openInBrowser(browser, home, ['--on', '2026-03-24'])
    try {
      await takeAll(app.page)
    } finally {
      await app.close()
    }
  })
} finally {
  await browser.close()
}

async function takeAll(page: Page): Promise<void> {
  const book = new Book(page)
  await book.first.heading.waitFor()
  await picture(page, 'welcome')
  await book.first.openSample()
  await book.expectOpen()
  for (const place of places) {
    await book.goTo(place)
    await book.content(place).waitFor({ state: 'attached' })
    await picture(page, place.toLowerCase())
  }
  await book.goTo('Import')
  await book.import.choose(germanSheet)
  await book.import.expectCounts({ new: 9 })
  await picture(page, 'import-check')
  await book.goTo('Leads')
  await book.leads.grid.getByRole('row').nth(3).getByRole('checkbox').click()
  await picture(page, 'leads-chosen')
  await page.keyboard.press('Escape')
  await book.leads.grid.getByRole('rowheader').first().getByRole('link').click()
  await book.lead.timeline.waitFor()
  await picture(page, 'lead')
  await page.keyboard.press('l')
  await page.getByRole('dialog').waitFor()
  await picture(page, 'touch')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  await picture(page, 'keys')
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+k')
  await picture(page, 'find')
  await page.keyboard.press('Escape')
  await book.close()
  await book.first.startEmpty()
  await book.expectOpen()
  for (const place of ['Today', 'Leads', 'Funnel', 'Sheet'] as const) {
    await book.goTo(place)
    await picture(page, `empty-${place.toLowerCase()}`)
  }
}

async function picture(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.screenshot({ path: join(resolve(out ?? ''), `${name}-${colorScheme}.png`) })
  }
}
