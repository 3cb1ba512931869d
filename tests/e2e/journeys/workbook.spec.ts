import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bookFolder } from '../../support/leadbook-app.ts'
import { csvFile } from '../pages/choose-file.ts'
import { expect, test } from './journey.ts'

const oneLead = csvFile('one.csv', ['Name,E-mail', 'Ada Quill,ada@quill.example'])

test('a workbook is closed, found among the recent ones and opened with all that was in it, in this launch and the next', async ({
  launch,
}, { project }) => {
  const { app, book } = await launch()
  // A browser has no dialog for it: there the list is all there is.
  await expect(book.first.open).toHaveCount(project.name === 'electron' ? 1 : 0)
  await book.first.bringIn(oneLead)
  await book.import.write('Add 1', 'one.csv')
  await book.close()
  await book.first.recent('My leads').click()
  await book.goTo('Leads')
  await expect(book.leads.row('Ada Quill')).toBeVisible()
  await app.close()

  const again = await launch()
  await again.book.first.recent('My leads').click()
  await again.book.goTo('Leads')
  await expect(again.book.leads.row('Ada Quill')).toBeVisible()
})

test('a recent workbook that is gone is said to be, with what to do, and the others still open', async ({
  launch,
  home,
}) => {
  const { book } = await launch()
  await book.first.startEmpty()
  await book.expectOpen()
  await book.close()
  await book.first.startEmpty()
  await book.expectOpen()
  await book.close()
  await expect(book.first.recent('My leads 2')).toBeVisible()
  rmSync(join(bookFolder(home), 'My leads 2.leadbook'))
  await book.first.recent('My leads 2').click()
  await expect(book.first.problem).toContainText(/no workbook at|no longer/)
  await expect(book.first.problem).toContainText(/choose/i)
  await book.first.recent('My leads').click()
  await book.expectOpen()
})

test('a damaged recent workbook is left as it is, and said with what to do', async ({ launch, home }) => {
  const { book } = await launch()
  await book.first.startEmpty()
  await book.expectOpen()
  await book.close()
  const path = join(bookFolder(home), 'My leads.leadbook')
  writeFileSync(path, 'This was a workbook once.')
  await book.first.recent('My leads').click()
  await expect(book.first.problem).toContainText('My leads.leadbook is no Leadbook workbook.')
  await expect(book.first.problem).toContainText('Choose a file that Leadbook made')
})

test('the sample opens on its own and never mixes with the seller’s leads', async ({ launch }) => {
  const { book } = await launch()
  await book.first.openSample()
  await book.expectOpen()
  await book.goTo('Leads')
  await book.leads.expectCount(300)
  await book.close()
  await expect(book.first.recent('Sample')).toHaveCount(0)
  await book.first.bringIn(oneLead)
  await book.import.write('Add 1', 'one.csv')
  await book.goTo('Leads')
  await book.leads.expectCount(1)
  await book.close()
  await book.first.openSample()
  await book.goTo('Leads')
  await book.leads.expectCount(300)
})

test('the theme that was chosen is there again at the next launch', async ({ launch }) => {
  const { app, book } = await launch()
  await book.first.startEmpty()
  await book.goTo('Settings')
  const html = (page = book.page) => page.locator('html')
  for (const [name, scheme] of [
    ['Light', 'light'],
    ['Dark', 'dark'],
  ] as const) {
    await book.page.getByRole('main').getByText(name, { exact: true }).click()
    await expect(book.page.getByRole('radio', { name, exact: true })).toBeChecked()
    await expect(html()).toHaveAttribute('data-mantine-color-scheme', scheme)
  }
  await app.close()
  const again = await launch()
  await expect(html(again.book.page)).toHaveAttribute('data-mantine-color-scheme', 'dark')
})
