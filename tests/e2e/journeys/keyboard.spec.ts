import type { Book } from '../pages/book.ts'
import { csvFile } from '../pages/choose-file.ts'
import { expect, test } from './journey.ts'

const leads = csvFile('leads.csv', [
  'Name,E-mail,Company',
  'Ada Quill,ada@quill.example,Quill & Co',
  'Bo Reed,bo@reed.example,Reed Boats',
  'Cleo Marsh,cleo@marsh.example,Marsh Mills',
])

test('the daily loop goes by keyboard alone, and the focus is never lost', async ({ launch }) => {
  test.setTimeout(120_000)
  const { book } = await launch()
  const { page, messages } = book
  const dialog = page.getByRole('dialog')
  await book.first.bringIn(leads)
  await book.import.write('Add 3', 'leads.csv')

  await test.step('/ searches from anywhere, the arrow leads into the table, Enter opens', async () => {
    await page.keyboard.press('/')
    await expect(book.leads.search).toBeFocused()
    await page.keyboard.type('mill')
    await book.leads.expectCount(1)
    await page.keyboard.press('Escape')
    await expect(book.leads.search).toHaveValue('')
    await book.leads.expectCount(3)
    await page.keyboard.press('ArrowDown')
    await expect(focusedRow(book)).toHaveCount(1)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await expect(focusedRow(book)).toHaveAttribute('aria-rowindex', '4')
    await page.keyboard.press('k')
    await expect(focusedRow(book)).toHaveAttribute('aria-rowindex', '3')
    const name = await focusedRow(book).getByRole('rowheader').innerText()
    await page.keyboard.press('Enter')
    await expect(book.heading(name)).toBeVisible()
    await page.keyboard.press('l')
    await expect(dialog).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(book.heading(name)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(book.heading('Leads')).toBeVisible()
  })

  await test.step('W tags, and the focus is back where it was', async () => {
    await page.keyboard.press('/')
    await page.keyboard.press('Enter')
    await expect(focusedRow(book)).toHaveCount(1)
    const row = await focusedRow(book).getAttribute('aria-rowindex')
    await page.keyboard.press('w')
    await expect(dialog.getByRole('textbox', { name: 'Why' })).toBeFocused()
    await page.keyboard.type('Asked for a price')
    await page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
    await expect(book.said(/^Tagged .+ as warm$/)).toBeVisible()
    await expect(focusedRow(book)).toHaveAttribute('aria-rowindex', row ?? '')
    await expect(focusedRow(book)).toContainText(/warm/i)
  })

  await test.step('L logs what happened by its letter', async () => {
    await page.keyboard.press('l')
    await expect(dialog.getByRole('radio').first()).toBeFocused()
    await page.keyboard.press('m')
    await expect(dialog.getByRole('radio', { checked: true })).toHaveCount(1)
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(dialog).toBeHidden()
    await expect(book.said(/^Logged a touch with /)).toBeVisible()
    await expect(focusedRow(book)).toHaveCount(1)
  })

  await test.step('P plans what is next', async () => {
    await page.keyboard.press('p')
    await expect(dialog.getByRole('textbox', { name: 'What to do' })).toBeFocused()
    await page.keyboard.type('Send the offer')
    await page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
    await expect(focusedRow(book)).toContainText('Send the offer')
  })

  await test.step('Ctrl+Z takes it back, Ctrl+Shift+Z does it again', async () => {
    await book.undo(/^Undone: Planned the next action for /)
    await expect(focusedRow(book)).not.toContainText('Send the offer')
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await expect(messages.getByText(/^Done again: Planned the next action for /)).toBeVisible()
    await expect(focusedRow(book)).toContainText('Send the offer')
  })

  await test.step('while a dialog is open nothing goes back behind it; as soon as it closes the key acts', async () => {
    await page.keyboard.press('l')
    await expect(dialog.getByRole('radio').first()).toBeFocused()
    await page.keyboard.press('ControlOrMeta+z')
    await page.keyboard.press('Escape')
    await page.keyboard.press('ControlOrMeta+z')
    await expect(messages.getByText(/^Undone: Planned the next action for /)).toBeVisible()
    await expect(dialog).toBeHidden()
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await expect(messages.getByText(/^Done again: Planned the next action for /)).toBeVisible()
    await expect(focusedRow(book)).toContainText('Send the offer')
  })

  await test.step('? shows the keys, and Escape leads back', async () => {
    await page.keyboard.press('?')
    await expect(dialog).toContainText('Log a touch')
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(focusedRow(book)).toHaveCount(1)
  })
})

/** The row of the table whose cell has the focus. */
function focusedRow(book: Book) {
  return book.leads.focusedRow
}
