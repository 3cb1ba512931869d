import { csvFile } from '../pages/choose-file.ts'
import { expect, test } from './journey.ts'

const leads = csvFile('leads.csv', [
  'Name,E-mail,Company,City,Source',
  'Ada Quill,ada@quill.example,Quill & Co,Graz,Fair in Graz',
  'Bo Reed,bo@reed.example,Reed Boats,Wien,',
  'Cleo Marsh,cleo@marsh.example,Marsh Mills,Linz,',
  'Dan Frost,,,,',
])

test('the table is looked through, set up and written in by keyboard alone, and each change is undone', async ({
  launch,
}) => {
  test.setTimeout(180_000)
  const { book } = await launch()
  const { page } = book
  const table = book.leads
  const dialog = page.getByRole('dialog')
  // What went back shows in the cell; the same words are said of several changes here.
  const undo = () => page.keyboard.press('ControlOrMeta+z')
  await book.first.bringIn(leads)
  await book.import.write('Add 4', 'leads.csv')

  await test.step('a search finds, and the headings sort by their key', async () => {
    await page.keyboard.press('/')
    await expect(table.search).toBeFocused()
    await page.keyboard.type('marsh')
    await table.expectCount(1)
    await page.keyboard.press('Escape')
    await table.expectCount(4)
    await page.keyboard.press('Enter')
    await expect(table.focusedCell).toHaveCount(1)
    await page.keyboard.press('ControlOrMeta+Home')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await expect(table.head('Name')).toHaveAttribute('aria-sort', 'ascending')
    await expect(table.grid.getByRole('rowheader')).toHaveText(['Ada Quill', 'Bo Reed', 'Cleo Marsh', 'Dan Frost'])
    await page.keyboard.press('Enter')
    await expect(table.grid.getByRole('rowheader').first()).toHaveText('Dan Frost')
    await page.keyboard.press('Enter')
    await expect(table.grid.getByRole('rowheader').first()).toHaveText('Ada Quill')
    await table.head('Value').getByRole('button').focus()
    await page.keyboard.press('Enter')
    await expect(table.head('Value')).toHaveAttribute('aria-sort', 'descending')
    await table.head('Name').getByRole('button').focus()
    await page.keyboard.press('Enter')
    await expect(table.head('Name')).toHaveAttribute('aria-sort', 'ascending')
  })

  await test.step('columns are shown, hidden, moved and made wider', async () => {
    await table.toggleColumns('Fit', 'Stage', 'Last touch', 'E-mail', 'Source', 'Tag')
    expect((await table.heads()).map((head) => head.trim())).toEqual([
      '',
      'Code',
      'Name',
      'Company',
      'Temp.',
      'Next action',
      'Day',
      'Value',
      'E-mail',
      'Source',
      'Tag',
    ])
    await table.goToCell('Ada Quill', 'Value')
    await page.keyboard.press('ArrowUp')
    await expect(table.head('Value').getByRole('button')).toBeFocused()
    const before = await table.head('Value').boundingBox()
    await page.keyboard.press('Alt+ArrowRight')
    await expect.poll(async () => (await table.head('Value').boundingBox())?.width).toBe((before?.width ?? 0) + 16)
    await page.keyboard.press('Alt+Shift+ArrowRight')
    await expect
      .poll(async () => (await table.heads()).map((head) => head.trim()).slice(7))
      .toEqual(['E-mail', 'Value', 'Source', 'Tag'])
    await expect(table.head('Value').getByRole('button')).toBeFocused()
  })

  await test.step('a text is written where it stands; Enter goes down', async () => {
    await table.goToCell('Bo Reed', 'Company')
    await table.write('Reed & Sons')
    await expect(await table.cell('Bo Reed', 'Company')).toHaveText('Reed & Sons')
    await expect(await table.cell('Cleo Marsh', 'Company')).toBeFocused()
    await undo()
    await expect(await table.cell('Bo Reed', 'Company')).toHaveText('Reed Boats')
  })

  await test.step('Escape leaves a cell as it was', async () => {
    await page.keyboard.press('Enter')
    await page.keyboard.type('Nothing')
    await page.keyboard.press('Escape')
    await expect(await table.cell('Cleo Marsh', 'Company')).toHaveText('Marsh Mills')
    await expect(await table.cell('Cleo Marsh', 'Company')).toBeFocused()
  })

  await test.step('a source that others have is offered and taken', async () => {
    await table.goToCell('Bo Reed', 'Source')
    await page.keyboard.press('Enter')
    await page.keyboard.type('fair')
    await expect(page.getByRole('option', { name: 'Fair in Graz' })).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(await table.cell('Bo Reed', 'Source')).toHaveText('Fair in Graz')
    await undo()
    await expect(await table.cell('Bo Reed', 'Source')).toHaveText('')
  })

  await test.step('a day is typed as one says it; Tab goes on to the right', async () => {
    await table.goToCell('Cleo Marsh', 'Next action')
    await table.write('Send the offer', 'Tab')
    await expect(await table.cell('Cleo Marsh', 'Next action')).toHaveText('Send the offer')
    await expect(await table.cell('Cleo Marsh', 'Day')).toBeFocused()
    await table.write('tomorrow')
    // Written again before the list was read anew: nobody has changed it meanwhile but oneself.
    await page.keyboard.press('ArrowUp')
    await table.write('today')
    await expect(await table.cell('Cleo Marsh', 'Day')).toHaveText('today')
    await undo()
    await expect(await table.cell('Cleo Marsh', 'Day')).toHaveText(/\d/)
  })

  await test.step('what is no e-mail address is kept with a mark', async () => {
    await table.goToCell('Dan Frost', 'E-mail')
    await table.write('dan at frost')
    const cell = await table.cell('Dan Frost', 'E-mail')
    await expect(cell).toHaveText('dan at frost')
    await table.goToCell('Dan Frost', 'E-mail')
    await expect(cell).toHaveAttribute('title', /is no e-mail address/)
    await undo()
    await expect(cell).toHaveText('')
  })

  await test.step('a name is not emptied: the reason stands at the cell', async () => {
    await table.goToCell('Dan Frost', 'Name')
    await table.write('')
    await expect(page.getByRole('alert')).toBeVisible()
    await expect(table.editor).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(await table.cell('Dan Frost', 'Name')).toHaveText('Dan Frost')
    await expect(await table.cell('Dan Frost', 'Name')).toBeFocused()
  })

  await test.step('a block of a spreadsheet is pasted after a look', async () => {
    await table.goToCell('Bo Reed', 'E-mail')
    await table.paste('bo@new.example\t1200\tReferral\ncleo@new.example\t3400,50\tWebsite\n')
    await expect(dialog).toContainText('E-mail')
    await page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
    await expect(await table.cell('Bo Reed', 'E-mail')).toHaveText('bo@new.example')
    await expect(await table.cell('Cleo Marsh', 'Value')).toContainText('3,400.5')
    await expect(await table.cell('Cleo Marsh', 'Source')).toHaveText('Website')
    await expect(await table.cell('Bo Reed', 'E-mail')).toBeFocused()
    await undo()
    await expect(await table.cell('Bo Reed', 'E-mail')).toHaveText('bo@reed.example')
    await expect(await table.cell('Cleo Marsh', 'Source')).toHaveText('')
  })

  await test.step('a value is filled down over the rows of a range', async () => {
    await table.goToCell('Ada Quill', 'Source')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await expect(table.row('Cleo Marsh')).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('ControlOrMeta+d')
    await expect(await table.cell('Cleo Marsh', 'Source')).toHaveText('Fair in Graz')
    await expect(await table.cell('Bo Reed', 'Source')).toHaveText('Fair in Graz')
    await undo()
    await expect(await table.cell('Cleo Marsh', 'Source')).toHaveText('')
    await page.keyboard.press('Escape')
    await expect(table.row('Cleo Marsh')).toHaveAttribute('aria-selected', 'false')
  })

  await test.step('all are ticked and tagged together', async () => {
    await page.keyboard.press('ControlOrMeta+a')
    await expect(table.row('Dan Frost')).toHaveAttribute('aria-selected', 'true')
    const tag = page.getByRole('button', { name: 'Tag', exact: true }).last()
    await tag.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Add tags …' }).press('Enter')
    await expect(dialog.getByRole('combobox', { name: 'Add' })).toBeFocused()
    await page.keyboard.type('fair, spring')
    await page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
    await expect(await table.cell('Dan Frost', 'Tag')).toHaveText('fair, spring')
    await undo()
    await expect(await table.cell('Dan Frost', 'Tag')).toHaveText('')
  })
})
