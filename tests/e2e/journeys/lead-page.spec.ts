import { violationsOn, wcag } from '../pages/accessibility.ts'
import { csvFile } from '../pages/choose-file.ts'
import { expect, test } from './journey.ts'

const leads = csvFile('leads.csv', [
  'Name,E-mail,Company,Job title,Phone,Shop size',
  'Ada Quill,ada@quill.example,Quill & Co,Owner,+44 20 7946 0958,12',
  'Bo Reed,bo@reed.example,Reed Boats,,4.4E+11,',
  'Cy Quill,cy@quill.example,Quill & Co,Buyer,,',
  'Di Moss,di@moss.example,Moss Mills,,,',
])

test('a lead is read, mended and taken back by keys alone, and the list it came from is gone along', async ({
  launch,
}) => {
  test.setTimeout(120_000)
  const { book } = await launch()
  const { page, lead, company } = book
  const { keyboard } = page
  await book.first.bringIn(leads)
  await book.import.write('Add 4', 'leads.csv')
  await book.goTo('Leads')
  await book.leads.search.focus()
  await keyboard.insertText('quill')
  await book.leads.expectCount(2)
  await book.leads.row('Ada Quill').getByRole('link', { name: 'Ada Quill', exact: true }).focus()
  await keyboard.press('Enter')
  await expect(book.heading('Ada Quill')).toBeVisible()
  await expect(lead.place).toContainText(/\d of 2/)

  await test.step('a field is written where it stands: Enter keeps, Escape leaves', async () => {
    await lead.write('Job title', 'Founder')
    await expect(lead.field('Job title')).toHaveText('Founder')
    await expect(lead.field('Job title')).toBeFocused()
    await keyboard.press('Enter')
    await keyboard.insertText('Nobody')
    await keyboard.press('Escape')
    await expect(lead.field('Job title')).toHaveText('Founder')
    await expect(book.heading('Ada Quill')).toBeVisible()
    await expect(lead.field('Shop size')).toHaveText('12')
  })

  await test.step('what was changed meanwhile is shown, and written over only when that was said', async () => {
    const editor = lead.details.getByRole('textbox', { name: 'Job title', exact: true })
    await lead.field('Job title').press('Enter')
    await expect(editor).toBeFocused()
    // With nothing typed in the field, undo is the workbook's: what stood there when the editor opened goes.
    await book.undo(/^Undone: Changed/)
    await keyboard.insertText('Managing director')
    await keyboard.press('Enter')
    await expect(lead.details.getByRole('alert')).toContainText('Meanwhile it became Owner.')
    await lead.details.getByRole('button', { name: 'Write mine' }).press('Enter')
    await expect(lead.field('Job title')).toHaveText('Managing director')
    await lead.write('Job title', 'Founder')
    await expect(lead.field('Job title')).toHaveText('Founder')
  })

  await test.step('what is being written is kept by going elsewhere, and a note that was begun waits', async () => {
    await lead.field('Source').press('Enter')
    await keyboard.insertText('Fair')
    await lead.noteBox.focus()
    await expect(lead.field('Source')).toHaveText('Fair')
    await lead.field('Source').press('Enter')
    await keyboard.insertText('Spring fair')
    await book.goTo('Today')
    await page.goBack()
    await expect(lead.field('Source')).toHaveText('Spring fair')
    await lead.noteBox.focus()
    await keyboard.insertText('Begun')
    await book.goTo('Today')
    await page.goBack()
    await expect(lead.noteBox).toHaveValue('Begun')
    await lead.noteBox.fill('')
  })

  await test.step('what is no e-mail address is kept as typed, with a mark', async () => {
    await lead.details.getByRole('button', { name: 'Add an e-mail address' }).focus()
    await keyboard.press('Enter')
    await keyboard.insertText('ada at quill')
    await keyboard.press('Enter')
    const emails = lead.details.getByRole('list', { name: 'E-mail' })
    await expect(emails).toContainText('ada at quill')
    await expect(emails).toContainText('No mail can go there.')
    await expect(lead.details.getByRole('button', { name: 'Add an e-mail address' })).toBeFocused()
  })

  await test.step('a note in Markdown stands in the timeline, which shows what is asked for', async () => {
    await lead.writeNote('Wants **two** offers')
    await expect(lead.entries.filter({ hasText: 'Wants two offers' })).toBeVisible()
    await expect(lead.entries.filter({ hasText: 'From leads.csv' })).toBeVisible()
    await lead.timeline.getByRole('button', { name: 'Notes', exact: true }).focus()
    await keyboard.press('Enter')
    await expect(lead.entries).toHaveCount(1)
    await keyboard.press('Enter')
    await expect(lead.entries.filter({ hasText: 'From leads.csv' })).toBeVisible()
  })

  await test.step('the page is accessible in light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
      const violations = await violationsOn(page, wcag)
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target.join(' ')}`)).toEqual([])
    }
  })

  await test.step('the history says what changed, and an older change is undone by itself', async () => {
    await page.getByRole('heading', { level: 1 }).click()
    await keyboard.press('h')
    await expect(lead.change('Wrote a note on Ada Quill')).toContainText('Wants **two** offers')
    const edit = lead.history
      .getByRole('listitem', { name: 'Changed Ada Quill' })
      .filter({ hasText: 'Managing director Founder' })
    await expect(edit).toContainText(/Managing director\s*Founder/)
    await edit.getByRole('button', { name: 'Undo: Changed Ada Quill' }).focus()
    await keyboard.press('Enter')
    await expect(edit.getByRole('button', { name: 'Undo it' })).toBeFocused()
    await keyboard.press('Enter')
    await expect(book.said(/^Undone: Changed Ada Quill/)).toBeVisible()
    await expect(lead.field('Job title')).toHaveText('Managing director')
    await expect(edit.first()).toBeVisible()
  })

  await test.step('brackets go to the next and back', async () => {
    await page.getByRole('heading', { level: 1 }).click()
    const isFirst = (await lead.place.textContent())?.includes('1 of 2')
    await keyboard.press(isFirst ? ']' : '[')
    await expect(book.heading('Cy Quill')).toBeVisible()
    await expect(lead.place).toHaveText(isFirst ? /^2 of/ : /^1 of/)
    await keyboard.press(isFirst ? 'Alt+ArrowUp' : 'Alt+ArrowDown')
    await expect(book.heading('Ada Quill')).toBeVisible()
  })

  await test.step('a company is its people, and is renamed for all of them', async () => {
    await page.getByRole('region', { name: 'People' }).getByRole('link', { name: 'All of Quill & Co' }).focus()
    await keyboard.press('Enter')
    await expect(book.heading('Quill & Co')).toBeVisible()
    await expect(company.person('Ada Quill')).toBeVisible()
    await company.rename('Quill Ltd')
    await expect(book.heading('Quill Ltd')).toBeVisible()
    await company.person('Cy Quill').getByRole('link').focus()
    await keyboard.press('Enter')
    await expect(lead.field('Company')).toHaveText('Quill Ltd')
    await book.undo(/^Undone: Changed the company Quill Ltd/)
    await expect(lead.field('Company')).toHaveText('Quill & Co')
  })

  await test.step('a company that takes another’s name joins it, once that was asked', async () => {
    await page.getByRole('region', { name: 'People' }).getByRole('link', { name: 'All of Quill & Co' }).click()
    await company.rename('reed boats')
    await expect(page.getByRole('button', { name: 'Make them one' })).toBeFocused()
    await keyboard.press('Enter')
    await expect(book.heading('Reed Boats')).toBeVisible()
    for (const name of ['Ada Quill', 'Bo Reed', 'Cy Quill']) await expect(company.person(name)).toBeVisible()
    await company.person('Bo Reed').getByRole('link').click()
    await expect(lead.details).toContainText('A spreadsheet cut it. Ask for it again.')
  })
})
