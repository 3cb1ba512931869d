import type { Page } from '@playwright/test'
import { violationsOn, wcag } from '../pages/accessibility.ts'
import { csvFile } from '../pages/choose-file.ts'
import { expect, test } from './journey.ts'

const places = ['Today', 'Leads', 'Board', 'Playbooks', 'Funnel', 'Sheet', 'Import', 'Settings'] as const

for (const scheme of ['light', 'dark'] as const) {
  test(`every screen of the sample is accessible in ${scheme}`, async ({ launch }) => {
    test.setTimeout(180_000)
    const { book } = await launch()
    await book.page.emulateMedia({ colorScheme: scheme })
    await expect(book.page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme)
    const found: string[] = []
    const look = async (screen: string) => found.push(...(await violations(book.page, screen)))

    await look('First screen')
    await book.first.openSample()
    await book.expectOpen()
    for (const place of places) {
      await book.goTo(place)
      await expect(book.content(place)).toBeAttached()
      await look(place)
    }
    await book.goTo('Leads')
    await book.page.keyboard.press('f')
    await expect(book.page.getByRole('combobox', { name: 'Filter by' })).toBeFocused()
    await look('What one can filter by')
    await book.page.keyboard.type('status')
    await book.page.keyboard.press('Enter')
    await expect(book.page.getByRole('checkbox', { name: 'active' })).toBeFocused()
    await book.page.keyboard.press('Space')
    await expect(book.page.getByRole('button', { name: 'Save view' })).toBeVisible()
    await look('A filter')
    await book.page.keyboard.press('Escape')
    await book.leads.grid.getByRole('rowheader').first().getByRole('link').click()
    await expect(book.lead.timeline).toBeVisible()
    await look("A lead's page")
    await book.page.keyboard.press('l')
    await expect(book.page.getByRole('dialog')).toBeVisible()
    await look('A dialog')
    await book.page.keyboard.press('Escape')
    await book.goTo('Import')
    await book.import.choose(
      csvFile('fair.csv', [
        'Name,Company,E-mail,Phone,Remark',
        'Ada Quill,Quill & Sons,ada@quill.example,4.4E+11,tall',
        'Ada Quill,Quill & Sons,,,small',
        ',,,,met at the bar',
      ]),
    )
    await book.import.expectCounts({ refused: 1 })
    await look('An import that asks')
    await book.import.show('refused')
    await book.page.getByRole('button', { name: 'Mend row 4' }).click()
    await look('A row that is mended')
    await book.import.show('new')
    await expect(book.import.table.getByRole('row').nth(1)).toBeVisible()
    await look('The rows of a file')
    expect(found).toEqual([])
  })
}

test('the search finds what it looks for', async ({ launch }) => {
  const { book } = await launch()
  await expect(book.first.heading).toBeVisible()
  await book.page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')))
  expect(await violations(book.page, 'First screen')).toEqual([expect.stringContaining('button-name')])
})

async function violations(page: Page, screen: string): Promise<string[]> {
  return (await violationsOn(page, wcag)).flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${screen}: ${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  )
}
