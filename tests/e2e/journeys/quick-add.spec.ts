import { expect, test } from './journey.ts'

test('a lead is added on one line from anywhere, and nothing that is typed before the field is there gets lost or does something else', async ({
  launch,
}) => {
  const { book } = await launch('--sample')
  const { page } = book
  const dialog = page.getByRole('dialog', { name: 'Add a lead' })
  const line = 'Swantje Wolff, Wolff Studio, swantje@wolff.example, +46 70 123 45 67 #design warm'
  await book.goTo('Leads')
  await expect(book.content('Leads')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+n')
  await page.keyboard.type(line)
  await expect(dialog.getByRole('textbox', { name: 'The lead on one line' })).toHaveValue(line)
  await expect(page.getByRole('dialog')).toHaveCount(1)
  await expect(dialog.getByText('Wolff Studio', { exact: true })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(book.said('Added Swantje Wolff')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('/')
  await page.keyboard.type('+46701234567')
  await expect(book.leads.row('Swantje Wolff')).toBeVisible()
  await book.goTo('Leads')
  await book.undo(/^Undone: Added Swantje Wolff/)
})
