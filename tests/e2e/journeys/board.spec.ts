import { violationsOn } from '../pages/accessibility.ts'
import { csvFile } from '../pages/choose-file.ts'
import { expect, test } from './journey.ts'

const leads = csvFile('leads.csv', [
  'Name,E-mail,Company,Value',
  'Ada Quill,ada@quill.example,Quill & Co,1200',
  'Bo Reed,bo@reed.example,Reed Boats,800',
  'Cleo Marsh,cleo@marsh.example,Marsh Mills,',
])

test('a move refused by its gate is explained, passed by hand with a note, and undone, by keyboard alone', async ({
  launch,
}) => {
  test.setTimeout(120_000)
  const { book } = await launch()
  const { page, board } = book
  await book.first.bringIn(leads)
  await book.import.write('Add 3', 'leads.csv')
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('Board')
  await page.keyboard.press('Enter')
  await expect(book.heading('Board')).toBeVisible()

  await test.step('the columns say how many and what they are worth, and the arrows lead into them', async () => {
    await board.expectColumn('Lead', ['Ada Quill', 'Bo Reed', 'Cleo Marsh'])
    await expect(board.column('Lead')).toContainText(/3.*2,000/)
    await page.keyboard.press('/')
    await page.keyboard.press('ArrowDown')
    await board.expectFocus('Lead', 'Ada Quill')
    await page.keyboard.press('ArrowDown')
    await board.expectFocus('Lead', 'Bo Reed')
  })

  await test.step('the gate says what is missing, and Escape leaves the lead where it is', async () => {
    await page.keyboard.press('Shift+ArrowRight')
    await expect(board.gate).toContainText('The gate to MQL is not open for Bo Reed')
    await expect(board.condition('They are warm.')).toContainText('missing')
    await expect(board.condition('They fit: A or B.')).toContainText('unknown')
    await expect(board.condition('in the last 30 days')).toContainText('Log a signal of theirs')
    expect((await violationsOn(page)).map(({ id }) => id)).toEqual([])
    await page.keyboard.press('Escape')
    await expect(board.gate).toBeHidden()
    await board.expectFocus('Lead', 'Bo Reed')
  })

  await test.step('the menu of stages leads past several gates, and asks for the note', async () => {
    await page.keyboard.press('m')
    await expect(page.getByRole('menu')).toBeVisible()
    await expect(page.getByRole('menuitem', { name: 'MQL' })).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('menuitem', { name: 'SAL', exact: true })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(board.gate).toContainText('The gate to SAL is not open for Bo Reed')
    await expect(board.condition('in person')).toContainText('Plan a call or a personal mail')
    await page.keyboard.press('Enter')
    await expect(board.gate).toContainText('Write why')
    await page.keyboard.type('He asked for me at the fair')
    await page.keyboard.press('Enter')
    await expect(board.gate).toBeHidden()
    await expect(book.said('Bo Reed: stage SAL')).toBeVisible()
    await board.expectColumn('SAL', ['Bo Reed'])
    await board.expectColumn('Lead', ['Ada Quill', 'Cleo Marsh'])
    await board.expectFocus('SAL', 'Bo Reed')
    await expect(page.getByText('Bo Reed is now in SAL, 1 of 1.')).toBeAttached()
  })

  await test.step('an undo brings it back, and the focus goes along', async () => {
    await book.undo('Undone: Changed the stage of Bo Reed.')
    await board.expectColumn('Lead', ['Ada Quill', 'Bo Reed', 'Cleo Marsh'])
    await board.expectFocus('Lead', 'Bo Reed')
  })

  await test.step('an open gate lets through without asking; the way back asks why', async () => {
    await page.keyboard.press('Shift+ArrowRight')
    await expect(board.gate.getByRole('textbox')).toBeFocused()
    await page.keyboard.type('He asked')
    await page.keyboard.press('Enter')
    await board.expectFocus('MQL', 'Bo Reed')
    await page.keyboard.press('p')
    await expect(board.gate.getByRole('textbox', { name: 'What to do' })).toBeFocused()
    await page.keyboard.type('Call him')
    await page.keyboard.press('Enter')
    await expect(board.gate).toBeHidden()
    await board.expectFocus('MQL', 'Bo Reed')
    await page.keyboard.press('Shift+ArrowRight')
    await board.expectFocus('SAL', 'Bo Reed')
    await page.keyboard.press('Shift+ArrowLeft')
    await expect(board.gate).toContainText('Move Bo Reed back to MQL?')
    await page.keyboard.press('Escape')
    await board.expectFocus('SAL', 'Bo Reed')
  })

  await test.step('Enter opens the lead', async () => {
    await page.keyboard.press('Enter')
    await expect(book.heading('Bo Reed')).toBeVisible()
  })
})

test('a card is dragged to another stage', async ({ launch }) => {
  const { book } = await launch()
  const { page, board } = book
  await book.first.bringIn(leads)
  await book.import.write('Add 3', 'leads.csv')
  await book.goTo('Board')
  await board.column('Lead').getByRole('row', { name: 'Ada Quill' }).dragTo(board.column('SQL'))
  await expect(board.gate).toContainText('The gate to SQL is not open for Ada Quill')
  await board.gate.getByRole('textbox').fill('Friend of a friend')
  await board.gate.getByRole('button', { name: 'Pass by hand' }).click()
  await board.expectColumn('SQL', ['Ada Quill'])
  await expect(page.getByRole('main').getByText('1 of 1')).toBeAttached()
})
