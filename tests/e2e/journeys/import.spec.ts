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
  await book.import.expectCounts({ new: 0, changed: 0, same: 10, 'ask you': 0, refused: 1 })
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
  await expect(book.import.row(14)).toContainText('No name, company, e-mail or phone.')
  await book.import.write('Add 9', 'messe-koeln.csv')
  await expect(book.import.row(14)).toContainText('No name, company, e-mail, phone or source id.')
})

const known = csvFile('known.csv', [
  'Name,Company,E-mail,Phone',
  'Sabine Achleitner,Kurhotel Achleitner,s.achleitner@achleitner.example,+49 89 99998 307',
  'Colm Gallagher,Gallagher Timber,colm@gallagher.example,',
  'Ruth Abrams,Lang Verlag,ruth@lang.example,+49 40 66969 214',
])

test('rows that may be somebody known wait, and are answered by key', async ({ launch }) => {
  const { book } = await launch()
  await book.first.bringIn(known)
  await book.import.write('Add 3', 'known.csv')
  await book.import.more(
    csvFile('fair.csv', [
      'Name,Company,E-mail,Phone',
      'Peter Aigner,Kurhotel Achleitner,p.aigner@achleitner.example,+49 89 99998 307',
      'Colm Gallagher,Gallagher Timber,office@gallagher.example,',
      'Ida Lorenz,Elbwerft,ida@elbwerft.example,',
    ]),
  )
  await book.import.expectCounts({ new: 1, 'ask you': 2 })
  const switchboard = book.import.row(2)
  await expect(switchboard).toContainText('Same phone, other name.')
  await expect(switchboard.getByRole('row', { name: /in the file/ })).toContainText('Peter Aigner')
  await expect(switchboard.getByRole('row', { name: /in the book/ })).toContainText('Sabine Achleitner')

  await book.page.keyboard.press('j')
  await expect(switchboard).toBeFocused()
  await book.page.keyboard.press('2')
  await expect(book.import.row(3)).toBeFocused()
  await book.page.keyboard.press('1')
  await book.import.expectCounts({ new: 2, changed: 1, 'ask you': 0 })
  await book.import.write('Add 2, change 1', 'fair.csv')
  await book.goTo('Leads')
  await book.leads.expectCount(5)
  await book.leads.open('Colm Gallagher')
  await expect(book.page.getByRole('main')).toContainText('office@gallagher.example')
})

test('an answer for all of one reason is given at once, and taken back', async ({ launch }) => {
  const { book } = await launch()
  await book.first.bringIn(known)
  await book.import.write('Add 3', 'known.csv')
  await book.import.more(
    csvFile('switchboards.csv', [
      'Name,E-mail,Phone',
      'Peter Aigner,p.aigner@achleitner.example,+49 89 99998 307',
      'Otto Berger,otto@lang.example,+49 40 66969 214',
    ]),
  )
  await book.import.expectCounts({ 'ask you': 2 })
  const all = book.page.getByRole('group', { name: 'Answer all of one reason' })
  await all.getByRole('button', { name: 'Two people' }).click()
  await book.import.expectCounts({ new: 2, 'ask you': 0 })
  await book.page.getByRole('button', { name: 'Take my answers back' }).click()
  await book.import.expectCounts({ new: 0, 'ask you': 2 })
})

test('a refused row is mended in place and goes in; the others go to a table with their reasons', async ({
  launch,
}) => {
  const { app, book } = await launch()
  await book.first.bringIn(
    csvFile('fair.csv', ['Name,E-mail,Remark', 'Ada Quill,ada@quill.example,tall', ',,met at the bar', ',,no card']),
  )
  await book.import.expectCounts({ new: 1, refused: 2 })
  await book.import.show('refused')
  await book.import.mend(3, { Name: 'Berta Mendel' })
  await book.import.expectCounts({ new: 2, refused: 1 })
  await expect(book.import.row(3)).toHaveCount(0)
  await expect(book.import.row(4)).toBeFocused()

  const table = await app.savedFile(async () => {
    await book.page.getByRole('button', { name: 'Download the 1 row left out, with its reason' }).click()
    await expect(book.said('Saved fair - left out.csv')).toBeVisible()
    return 'fair - left out.csv'
  })
  const text = table.toString('utf8')
  expect(text.startsWith('\uFEFFName,E-mail,Remark')).toBe(true)
  expect(text).toContain('no card')
  expect(text).not.toContain('met at the bar')

  await book.import.write('Add 2', 'fair.csv')
  await book.goTo('Leads')
  await expect(book.leads.row('Berta Mendel')).toBeVisible()
})

test('who came to a webinar is written as signals of leads; strangers are asked about', async ({ launch }) => {
  const { book } = await launch()
  await book.first.bringIn(known)
  await book.import.write('Add 3', 'known.csv')
  await book.import.more(
    csvFile('webinar.csv', ['E-mail,Name', 'ruth@lang.example,Ruth Abrams', 'stranger@far.example,Stella Ranger']),
  )
  await book.import.expectCounts({ new: 1, changed: 0 })
  await book.page.getByLabel('Each row is').selectOption({ label: 'a signal' })
  const form = book.page.getByRole('group', { name: 'Signals of this file' })
  await form.getByLabel('What they did').selectOption({ label: 'Attended an event, or met in person' })
  await book.import.expectCounts({ changed: 1, 'ask you': 1, refused: 0 })
  await form.getByRole('combobox', { name: 'What it was about' }).fill('Pricing')
  await book.page.keyboard.press('Enter')
  await book.import.show('ask you')
  await expect(book.import.row(3)).toContainText('Somebody who is not in your workbook.')
  await form.getByLabel('People who are not in your workbook').selectOption({ label: 'are left out' })
  await book.import.expectCounts({ changed: 1, 'ask you': 0, refused: 1 })
  await book.import.write('Change 1', 'webinar.csv')
  await book.goTo('Leads')
  await book.leads.expectCount(3)
  await book.leads.open('Ruth Abrams')
  await expect(book.lead.timeline).toContainText('Attended an event, or met in person, Pricing')

  await book.goTo('Import')
  await book.import.more(csvFile('second.csv', ['E-mail,Name', 'ruth@lang.example,Ruth Abrams']))
  await book.page.getByLabel('Each row is').selectOption({ label: 'a signal' })
  await form.getByRole('combobox', { name: 'What it was about' }).fill('pri')
  await expect(book.page.getByRole('option', { name: 'Pricing' })).toBeVisible()
})

test('a hundred thousand rows are scrolled while they are written, and stopping leaves nothing', async ({ launch }) => {
  test.setTimeout(240_000)
  const { book } = await launch()
  const lines = ['First name,Last name,Company,Email']
  for (let i = 0; i < 100_000; i += 1) lines.push(`Ada ${i},Quill,Company ${i},p${i}@c${i}.example`)
  await book.first.bringIn(csvFile('many.csv', lines))
  const patient = { timeout: 90_000 }
  await expect(book.import.writing('Add 100,000')).toBeEnabled(patient)
  await expect(book.import.table.getByRole('row', { name: /^2 Ada 0/ })).toBeVisible()

  await book.import.writing('Add 100,000').click()
  await expect(book.import.bar).toBeVisible(patient)
  await book.import.table.getByRole('row', { name: /^2 Ada 0/ }).click()
  await expect(book.import.table.locator('[data-active-cell]')).toBeFocused()
  await book.page.keyboard.press('ControlOrMeta+End')
  await expect(book.import.table.getByRole('row', { name: /^100001 Ada 99999/ })).toBeInViewport(patient)

  await book.page.getByRole('button', { name: 'Stop, write nothing' }).click()
  await expect(book.import.writing('Add 100,000')).toBeVisible(patient)
  await book.page.getByRole('button', { name: 'Leave' }).click()
  await expect(book.import.history).toHaveCount(0)
  await book.goTo('Leads')
  await expect(book.page.getByRole('heading', { name: 'No leads yet' })).toBeVisible()
})
