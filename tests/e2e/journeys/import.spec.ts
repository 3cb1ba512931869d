import { join } from 'node:path'
import { csvFile } from '../pages/choose-file.ts'
import { expect, test } from './journey.ts'

const germanSheet = join(import.meta.dirname, '../../support/fixtures/import/messe-koeln.csv')

test('importing the same file twice writes nothing the second time', async ({ launch }) => {
  const { book } = await launch()
  await book.first.bringIn(germanSheet)
  await book.import.write('Add 9', 'messe-koeln.csv')
  await book.page.getByRole('button', { name: 'Import more' }).click()
  await book.import.choose(germanSheet)
  await book.import.expectCounts({ new: 0, changed: 0, same: 10, unclear: 0, refused: 1 })
  await expect(book.page.getByText('Nothing to write: it is in your workbook already.')).toBeVisible()
  await expect(book.import.writing('Add 0')).toBeDisabled()
  await book.page.getByRole('button', { name: 'Leave' }).click()
  await expect(book.import.history.getByRole('listitem')).toHaveCount(1)
  await book.goTo('Leads')
  await book.leads.expectCount(9)
})

test('a picture under the name of a table is refused in words, and the workbook is as it was', async ({ launch }) => {
  const { book } = await launch()
  await book.first.bringIn({
    name: 'leads.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  })
  await expect(book.import.failure).toContainText('This file was not read')
  await expect(book.import.failure).toContainText('“leads.csv” is an image, not a table. Choose a CSV or XLSX file.')
  await expect(book.import.failure).toContainText('Your workbook is as it was.')
  await book.import.failure.getByRole('button', { name: 'Choose another file' }).click()
  await book.import.choose(csvFile('good.csv', ['Name,E-mail', 'Ada Quill,ada@quill.example']))
  await book.import.expectCounts({ new: 1 })
})

test('days that read both ways are asked about, and read as chosen', async ({ launch }) => {
  const { book } = await launch()
  await book.first.bringIn(
    csvFile('days.csv', [
      'Name,E-mail,Created',
      'Ada Quill,ada@quill.example,03/05/2024',
      'Bo Reed,bo@reed.example,04/06/2024',
    ]),
  )
  const question = book.import.column('Created')
  await expect(question).toContainText('All 2 read both ways. 03/05/2024 is')
  await question.getByRole('button', { name: /Mar/ }).click()
  await expect(question).not.toContainText('read both ways')
  await book.import.write('Add 2', 'days.csv')
  await book.goTo('Leads')
  await book.leads.open('Ada Quill')
  await expect(book.page.getByRole('region', { name: 'Details' })).toContainText(/3.* Mar|Mar.* 5/)
  await expect(book.page.getByRole('region', { name: 'Details' })).not.toContainText('May')
})

test('cells are pasted as from a spreadsheet', async ({ launch }) => {
  const { book } = await launch()
  await book.first.startEmpty()
  await book.goTo('Import')
  await book.import.paste(
    'Name\tE-mail\tCity\nJörg Ähren\tjoerg@aehren.example\tKöln\nZoë Überall\tzoe@ueberall.example\tBonn',
  )
  await book.import.expectCounts({ new: 2, refused: 0 })
  await book.import.write('Add 2', 'pasted cells')
  await book.goTo('Leads')
  await expect(book.leads.row('Jörg Ähren')).toBeVisible()
  await expect(book.leads.row('Zoë Überall')).toBeVisible()
})

test('what a column becomes is changed by hand, and written so', async ({ launch }) => {
  const { book } = await launch()
  await book.first.bringIn(
    csvFile('mapping.csv', [
      'Name,E-mail,Where from,Bemerkung',
      'Ada Quill,ada@quill.example,Fair in Graz,tall',
      'Bo Reed,bo@reed.example,Fair in Graz,small',
    ]),
  )
  await book.import.target('Where from').selectOption({ label: 'Source' })
  await expect(book.import.column('Where from')).toContainText('as you chose')
  await book.import.target('Bemerkung').selectOption({ label: 'Leave out' })
  await expect(book.import.column('Bemerkung')).toContainText('as you chose')
  await book.import.write('Add 2', 'mapping.csv')
  await book.goTo('Leads')
  await book.leads.open('Ada Quill')
  const details = book.page.getByRole('region', { name: 'Details' })
  await expect(details).toContainText('Fair in Graz')
  await expect(details).not.toContainText('tall')
})

test('refused rows are listed by their number, each with its reason, before and after writing', async ({ launch }) => {
  const { book } = await launch()
  await book.first.bringIn(germanSheet)
  await book.import.outcome('refused').getByRole('button').click()
  await expect(book.import.row(14)).toContainText('No name, company, e-mail or phone. Left out.')
  await book.import.write('Add 9', 'messe-koeln.csv')
  await expect(book.import.row(14)).toContainText('no name, company, e-mail or phone')
})
