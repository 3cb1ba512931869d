import { violationsOn, wcag } from '../pages/accessibility.ts'
import { csvFile } from '../pages/choose-file.ts'
import { expect, test } from './journey.ts'

const leads = csvFile('leads.csv', [
  'Name,E-mail,Company,Job title,Phone',
  'Ada Quill,ada@quill.example,Quill & Co,Owner,+44 20 7946 0958',
  'Quill Desk,a.quill@quill.example,Quill & Co,Founder,+44 20 7946 0958',
  'Bo Reed,bo@reed.example,Reed Boats,,',
  'Bo Reede,b.reede@reed.example,Reed Boats,,',
  'Cleo Marsh,cleo@marsh.example,Marsh Mills,,',
])

test('duplicates are merged and told apart by keys, one set after another, and all of it is taken back', async ({
  launch,
}) => {
  test.setTimeout(120_000)
  const { book } = await launch()
  const { page, duplicates } = book
  await book.first.bringIn(leads)
  await book.import
    .row(5)
    .getByRole('button', { name: /^Two people/ })
    .click()
  await book.import.write('Add 5', 'leads.csv')
  await book.goTo('Leads')
  await page.getByRole('link', { name: 'Duplicates 2' }).click()
  await expect(book.heading('Duplicates')).toBeVisible()
  await expect(page.getByText('2 sets of leads may be the same.')).toBeVisible()

  await test.step('the strongest set stands first, and the page is accessible in light and dark', async () => {
    await expect(page.getByRole('heading', { name: 'Same phone number' })).toBeVisible()
    await duplicates.expectLeads('Ada Quill', 'Quill Desk')
    await page.getByRole('button', { name: /fields are the same/ }).click()
    await expect(duplicates.row('Company')).toBeVisible()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
      const violations = await violationsOn(page, wcag)
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target.join(' ')}`)).toEqual([])
    }
  })

  await test.step('arrows choose among the values of a field, and what is given up is said', async () => {
    await duplicates.choose('Job title', 'Founder')
    await expect(page.getByText('Job title: “Owner”')).toBeVisible()
    await page.keyboard.press('ArrowRight')
    await expect(duplicates.result('Job title')).toHaveText('Owner')
    await page.keyboard.press('ArrowRight')
    await expect(duplicates.result('Job title')).toHaveText('Founder')
    await expect(duplicates.result('E-mail')).toContainText('a.quill@quill.example')
  })

  await test.step('1 merges, 3 leaves for later, 2 tells apart', async () => {
    await page.keyboard.press('1')
    await expect(book.said('Made one lead of 2: Ada Quill')).toBeVisible()
    await duplicates.expectLeads('Bo Reed', 'Bo Reede')
    await page.keyboard.press('3')
    await page.getByRole('button', { name: 'Look at those left for later' }).click()
    await duplicates.expectLeads('Bo Reed', 'Bo Reede')
    await page.keyboard.press('2')
    await expect(page.getByRole('heading', { name: 'No duplicates' })).toBeVisible()
  })

  await test.step('Ctrl+Z takes back one after the other', async () => {
    await book.undo(/^Undone: Told 2 leads apart/)
    await duplicates.expectLeads('Bo Reed', 'Bo Reede')
    await book.undo(/^Undone: Merged Ada Quill/)
    await expect(page.getByText('2 sets of leads may be the same.')).toBeVisible()
    await book.goTo('Leads')
    await book.leads.expectCount(5)
  })
})

test('leads that were ticked, or found from the page of one, are merged there and then', async ({ launch }) => {
  const { book } = await launch()
  const { page, duplicates } = book
  await book.first.bringIn(leads)
  await book.import
    .row(5)
    .getByRole('button', { name: /^Two people/ })
    .click()
  await book.import.write('Add 5', 'leads.csv')
  await book.goTo('Leads')
  for (const name of ['Bo Reed', 'Bo Reede']) await book.leads.tick(name)
  await book.leads.mergeTicked()
  await expect(book.heading('Merge leads')).toBeVisible()
  await duplicates.expectLeads('Bo Reed', 'Bo Reede')
  await duplicates.merge.click()
  await expect(book.heading('Bo Reed')).toBeVisible()
  await expect(page.getByRole('main')).toContainText('b.reede@reed.example')

  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Merge with another lead …' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('No other lead shares its e-mail address')
  await dialog.getByRole('searchbox', { name: 'Find the other lead' }).fill('marsh')
  await dialog.getByRole('button', { name: 'Compare with Cleo Marsh' }).click()
  await duplicates.expectLeads('Bo Reed', 'Cleo Marsh')
  await duplicates.choose('Name', 'Cleo Marsh')
  await duplicates.merge.click()
  await expect(book.heading('Cleo Marsh')).toBeVisible()
  await book.undo(/^Undone: Merged Cleo Marsh/)
  await expect(book.heading('Bo Reed')).toBeVisible()
  await book.goTo('Leads')
  await book.leads.expectCount(4)
})
