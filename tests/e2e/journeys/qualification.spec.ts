import type { Page } from '@playwright/test'
import { localToday } from '../../../electron/core/local-today.ts'
import { addDays } from '../../../shared/primitives/plain-date.ts'
import { violationsOn } from '../pages/accessibility.ts'
import { csvFile } from '../pages/choose-file.ts'
import { Views } from '../pages/views.ts'
import { expect, test } from './journey.ts'

const leads = csvFile('leads.csv', [
  'Name,E-mail,Company',
  'Ada Quill,ada@quill.example,Quill & Co',
  'Bo Reed,bo@reed.example,Reed Boats',
  'Cleo Marsh,cleo@marsh.example,Marsh Mills',
])

async function expectAccessible(page: Page): Promise<void> {
  const violations = await violationsOn(page)
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([])
}

test('a lead is walked from import to Proposal: each gate refuses, explains, and leads to what opens it', async ({
  launch,
}) => {
  test.setTimeout(150_000)
  const { book } = await launch()
  const { page, lead, board } = book
  const { keyboard } = page
  const { gate } = board
  await book.first.bringIn(leads)
  await book.import.write('Add 3', 'leads.csv')
  await book.goTo('Leads')
  await book.leads.open('Ada Quill')
  await expect(lead.qualify.getByText('Worth warming?')).toBeVisible()

  await test.step('a signal makes it warm, and the page says why', async () => {
    await lead.logSignal('Replied')
    await expect(page.getByRole('heading', { name: 'Why warm' })).toBeVisible()
    await expect(lead.why.getByRole('row', { name: /Replied/ })).toContainText('25.00')
    await expect(lead.why.getByText(/Cold to warm, .*because of: Replied/)).toBeVisible()
    await expect(lead.qualify.getByText(/^Curious:/)).toBeVisible()
  })

  await test.step('the gate to MQL leads to the checklist of fit, which is answered by keys', async () => {
    await lead.chooseStage('MQL')
    await expect(gate).toContainText('The gate to MQL is not open for Ada Quill')
    await expect(board.condition('They are warm.')).toContainText('met')
    await gate.getByRole('button', { name: 'Grade the fit' }).click()
    await expect(gate).toBeHidden()
    const first = lead.answers('They have the kind of problem I solve')
    await expect(first.getByRole('radio', { name: 'Unknown' })).toBeFocused()
    for (const key of ['y', 'ArrowDown', 'y', 'ArrowDown', 'y', 'ArrowDown', 'y']) await keyboard.press(key)
    await expect(lead.answers('They are of a size I work well with').getByRole('radio', { name: 'Yes' })).toBeChecked()
    await expect(lead.qualify.getByText(/100% of what is known fits; 75% is known/)).toBeVisible()
    await keyboard.press('e')
    await keyboard.type('Twelve people')
    await keyboard.press('Enter')
    await expect(lead.qualify.getByText('“Twelve people”')).toBeVisible()
    await expectAccessible(page)
    await lead.qualify.getByRole('button', { name: 'Move to MQL' }).click()
    await lead.expectStage('MQL')
  })

  await test.step('at MQL it is accepted or returned by a day, and accepting asks for something done in person', async () => {
    await expect(lead.qualify.getByText(/Give it your own time, or return it/)).toBeVisible()
    await lead.qualify.getByRole('button', { name: 'Accept' }).click()
    await gate.getByRole('button', { name: 'Plan it' }).click()
    await expect(page.getByRole('dialog').getByRole('textbox', { name: 'What to do' })).toBeFocused()
    await keyboard.type('Call her')
    await keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeHidden()
    await lead.qualify.getByRole('button', { name: 'Accept' }).click()
    await lead.expectStage('SAL')
  })

  await test.step('SQL asks for a talk and for need, timeline, authority and budget', async () => {
    await lead.qualify.getByRole('button', { name: 'Move to SQL' }).click()
    await expect(board.condition('You have talked with each other.')).toContainText('missing')
    await expect(board.condition('They have a need.')).toContainText('unknown')
    await keyboard.press('Escape')
    await lead.doNext('Talked')
    await lead.answer('Need', 'Yes')
    await lead.answer('Timeline', 'Yes')
    await lead.answer('Authority', 'Yes')
    await expect(lead.qualify.getByText('3 of 4 known')).toBeVisible()
    await lead.qualify.getByRole('button', { name: 'Move to SQL' }).click()
    await lead.expectStage('SQL')
  })

  await test.step('Proposal asks for scope, amount and decision day; the amount is filled in where it stands', async () => {
    await lead.qualify.getByRole('button', { name: 'Move to Proposal' }).click()
    await gate.getByRole('button', { name: 'Fill it in' }).click()
    await expect(lead.details.getByRole('button', { name: /^Value in/ })).toBeFocused()
    await keyboard.press('Enter')
    await keyboard.insertText('5000')
    await keyboard.press('Enter')
    await lead.answer('Scope', 'Yes')
    await lead.answer('Decision day', 'Yes')
    await lead.qualify.getByRole('button', { name: 'Move to Proposal' }).click()
    await lead.expectStage('Proposal')
  })
})

test('a gate is passed by hand, the lead returned, and both are counted', async ({ launch }) => {
  test.setTimeout(120_000)
  const { book } = await launch()
  const { page, lead, board, settings } = book
  await book.first.bringIn(leads)
  await book.import.write('Add 3', 'leads.csv')
  await book.goTo('Leads')
  await book.leads.open('Bo Reed')
  await lead.answer('They are of a size I work well with', 'No')

  await test.step('an answer that was taken back while its evidence was written is shown, not written over', async () => {
    const answers = lead.answers('They have the kind of problem I solve')
    await lead.answer('They have the kind of problem I solve', 'Yes')
    await page.keyboard.press('e')
    await expect(lead.qualify.getByRole('textbox', { name: 'Known from' })).toBeFocused()
    // With nothing typed in the field, undo is the workbook's: the answer goes.
    await book.undo('Undone: Answered a question about Bo Reed.')
    await expect(answers.getByRole('radio', { name: 'Unknown' })).toBeChecked()
    await page.keyboard.insertText('Lost two boats to leaks')
    await page.keyboard.press('Enter')
    const conflict = lead.qualify.getByRole('alert')
    await expect(conflict).toContainText('Meanwhile this was answered Unknown; you meant Yes.')
    await expectAccessible(page)
    await conflict.getByRole('button', { name: 'Write mine' }).click()
    await expect(answers.getByRole('radio', { name: 'Yes' })).toBeChecked()
    await expect(lead.qualify.getByText('“Lost two boats to leaks”')).toBeVisible()
    await expect(conflict).toBeHidden()
  })

  await test.step('evidence of what is unknown says that it stays so, and answers in one step', async () => {
    const question = 'They are in a trade or field I know'
    await lead.answers(question).getByRole('radio', { name: 'Unknown' }).focus()
    await page.keyboard.press('e')
    await expect(lead.qualify.getByText('This is still unknown', { exact: false })).toBeVisible()
    await page.keyboard.insertText('Wooden boats')
    await page.keyboard.press('Enter')
    await expect(lead.qualify.getByText(/“Wooden boats”.*still unknown/)).toBeVisible()
    await page.keyboard.press('Enter')
    await lead.qualify.getByRole('button', { name: 'Keep as yes' }).click()
    await expect(lead.answers(question).getByRole('radio', { name: 'Yes' })).toBeChecked()
    await expect(lead.qualify.getByText('still unknown')).toBeHidden()
  })

  await test.step('the note passes the gate, and the page keeps it', async () => {
    await lead.chooseStage('MQL')
    await board.gate.getByRole('textbox').fill('Met at the fair')
    await page.keyboard.press('Enter')
    await lead.expectStage('MQL')
    await expect(lead.qualify.getByText(/Gate to MQL passed by hand on .*“Met at the fair”/)).toBeVisible()
  })

  await test.step('it goes back for poor fit, which rules it out; an undo takes that back', async () => {
    await lead.qualify.getByRole('button', { name: 'Return …' }).click()
    await page.getByRole('radio', { name: /^poor fit/ }).check()
    await page.getByRole('button', { name: 'Return to Lead' }).click()
    await lead.expectStage('Lead')
    await expect(page.getByRole('button', { name: 'Status disqualified, change' })).toBeVisible()
    await expect(lead.qualify.getByText(/Returned on .*poor fit/)).toBeVisible()
    await book.undo('Undone: Returned Bo Reed.')
    await lead.expectStage('MQL')
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await lead.expectStage('Lead')
  })

  await test.step('Settings say how often, and what returns say of the checklist', async () => {
    await book.goTo('Settings')
    await expect(settings.returns).toContainText('Gate to MQL: passed by hand once')
    await expect(settings.returns).toContainText('1 lead returned: poor fit')
    await expect(settings.returns).toContainText('1 of 1 returned were a “no” to “They are of a size I work well with”')
  })

  await test.step('a criterion is made a deal-breaker, after a look at the grades that change', async () => {
    await settings.fit.getByRole('checkbox', { name: 'Criterion 4 is a deal-breaker' }).check()
    await settings.fit.getByRole('button', { name: 'See which grades change …' }).click()
    await expect(page.getByRole('dialog')).toContainText('1 lead changes its grade.')
    await page.getByRole('button', { name: 'Save the checklist' }).click()
    await expect(book.said('Changed the checklist of fit')).toBeVisible()
    await expect(settings.fit.getByRole('button', { name: 'Back to the ones that ship' })).toBeVisible()
  })

  await test.step('a gate asks less, and the page of a lead says so', async () => {
    const asksFit = settings.asks('MQL', 'They fit: A or B.')
    const save = settings.gates.getByRole('button', { name: 'Save the gates' })
    await asksFit.uncheck()
    await book.goTo('Leads')
    await expect(book.tab('Settings')).toContainText('not saved')
    await book.goTo('Settings')
    await expect(page.getByText('Changed and not saved yet: Gates.')).toBeVisible()
    await expect(asksFit).not.toBeChecked()
    await save.focus()
    await page.keyboard.press('Enter')
    await expect(book.said('Changed the gates')).toBeVisible()
    await expect(save).toBeFocused()
    await expect(book.tab('Settings')).not.toContainText('not saved')
    await expectAccessible(page)
    await book.goTo('Leads')
    await book.leads.open('Cleo Marsh')
    await expect(lead.qualify.getByText('2 things are missing')).toBeVisible()
  })
})

test('a rule of temperature is changed after a look at the leads that change', async ({ launch }) => {
  test.setTimeout(120_000)
  const { book } = await launch()
  const { page, lead, settings } = book
  await book.first.bringIn(leads)
  await book.import.write('Add 3', 'leads.csv')
  await book.goTo('Leads')
  await book.leads.open('Cleo Marsh')
  await expect(book.heading('Cleo Marsh')).toBeVisible()
  await lead.logSignal('Downloaded')
  await expect(page.getByRole('heading', { name: 'Why cold' })).toBeVisible()
  await expect(lead.why.getByRole('row', { name: /Downloaded/ })).toContainText('10.00')

  await test.step('the preview counts and names the lead before anything is saved', async () => {
    await book.goTo('Settings')
    await settings.temperature.getByRole('textbox', { name: 'Points of: Downloaded, or signed up' }).fill('20')
    await settings.temperature.getByRole('button', { name: 'See which leads change …' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('1 lead changes its temperature today.')
    await expect(dialog.getByRole('row', { name: /Cleo Marsh/ })).toBeVisible()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Save the rules' }).click()
    await expect(book.said('Changed the rules of temperature')).toBeVisible()
  })

  await test.step('the lead is warm by the new rule, and cold again by the rules that ship', async () => {
    await book.goTo('Leads')
    await book.leads.open('Cleo Marsh')
    await expect(page.getByRole('heading', { name: 'Why warm' })).toBeVisible()
    await book.goTo('Settings')
    await settings.temperature.getByRole('button', { name: 'Back to the ones that ship' }).click()
    await page.getByRole('button', { name: 'Back to the rules that ship' }).click()
    await book.goTo('Leads')
    await book.leads.open('Cleo Marsh')
    await expect(page.getByRole('heading', { name: 'Why cold' })).toBeVisible()
  })

  await test.step('a signal that was wrong is taken out, and an undo brings it back', async () => {
    await lead.why.getByRole('button', { name: /^Remove: Downloaded/ }).click()
    await expect(lead.why.getByText(/Nothing known that this lead did/)).toBeVisible()
    await page.keyboard.press('ControlOrMeta+z')
    await expect(lead.why.getByRole('row', { name: /Downloaded/ })).toContainText('10.00')
  })

  await test.step('two topics that mean the same are made one, and an undo takes them apart', async () => {
    await lead.logSignal('Liked', 'Prices')
    await lead.logSignal('Clicked', 'Pricing')
    await book.goTo('Settings')
    await settings.topics.getByRole('button', { name: 'Rename or merge Prices' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Topic' }).click()
    await page.getByRole('option', { name: 'Pricing' }).click()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
    await expect(book.said('Merged the topic Prices into Pricing')).toBeVisible()
    await expect(settings.topics.getByRole('row', { name: /^Pricing 1 2/ })).toBeVisible()
    await expect(settings.topics.getByRole('rowheader')).toHaveText(['Pricing'])
    await expect(settings.topics.getByRole('heading')).toBeFocused()
    await page.keyboard.press('ControlOrMeta+z')
    await expect(settings.topics.getByRole('rowheader')).toHaveText(['Prices', 'Pricing'])
    await settings.topics.getByRole('button', { name: 'Rename or merge Prices' }).click()
    await dialog.getByRole('combobox', { name: 'Topic' }).fill('Budgets')
    await page.keyboard.press('Enter')
    await expect(book.said('Renamed the topic Prices to Budgets')).toBeVisible()
    await expect(settings.topics.getByRole('rowheader')).toHaveText(['Budgets', 'Pricing'])
  })
})

test('who was warm on another day, and by what interest, is seen in the list and on the lead’s page', async ({
  launch,
}) => {
  test.setTimeout(120_000)
  const { book } = await launch()
  const { page, lead } = book
  const { keyboard } = page
  const views = new Views(page)
  const then = addDays(localToday(), -90)
  await book.first.bringIn(leads)
  await book.import.write('Add 3', 'leads.csv')
  await book.goTo('Leads')
  await book.leads.open('Cleo Marsh')
  await expect(book.heading('Cleo Marsh')).toBeVisible()
  await lead.logSignal('Replied', 'Booking', then)
  await expect(lead.why.getByRole('button', { name: 'Show 1 older signal that counts no more' })).toBeVisible()

  await test.step('the page of the lead says how warm it was then', async () => {
    await lead.why.getByLabel('As of').fill(then)
    await expect(lead.why.getByText(/^As of .*Warm.*25\.00/)).toBeVisible()
    await expect(lead.why.getByRole('row', { name: /Replied, Booking/ })).toContainText('25.00')
    await lead.why.getByRole('button', { name: 'Back to today' }).click()
    await expect(lead.why.getByText(/^As of .*Warm/)).toBeHidden()
  })

  await test.step('the list shows all temperatures as of that day, and says so', async () => {
    await book.goTo('Leads')
    await expect(await book.leads.cell('Cleo Marsh', 'Temp.')).toHaveText(/^Cold/)
    await views.filterBy('temperature')
    await keyboard.press('ArrowDown')
    await keyboard.press('Space')
    await keyboard.press('Enter')
    await expect(page.getByText('No lead fits')).toBeVisible()
    await views.temperatureDay.click()
    await views.dialog.getByRole('button', { name: '90 days ago' }).click()
    await expectAccessible(page)
    await views.dialog.getByRole('button', { name: 'Show' }).click()
    await expect(views.temperatureDay).toBeFocused()
    await book.leads.expectCount(1)
    await expect(book.leads.row('Cleo Marsh').getByText(/^Warm, score 25/)).toBeAttached()
    await expect(book.leads.grid.getByRole('columnheader', { name: /^Temp\. .*\d/ })).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('a lead opened from it is explained as of that day, with one step back to today', async () => {
    await book.leads.open('Cleo Marsh')
    await expect(page.getByRole('heading', { name: /^Why warm on / })).toBeVisible()
    await expect(lead.why.getByText(/^As of .*Warm.*25\.00/)).toBeVisible()
    await lead.why.getByRole('button', { name: 'Back to today' }).click()
    await expect(page.getByRole('heading', { name: 'Why cold', exact: true })).toBeVisible()
    await keyboard.press('Escape')
    await book.leads.expectCount(1)
  })

  await test.step('the board shows that day too, and leads to it', async () => {
    await book.goTo('Board')
    await views.temperatureDay.click()
    await views.dialog.getByRole('button', { name: '90 days ago' }).click()
    await views.dialog.getByRole('button', { name: 'Show' }).click()
    await expect(book.board.column('Lead').getByText(/^Warm, score 25/)).toBeAttached()
    await expectAccessible(page)
    await book.board.cards.getByText('Cleo Marsh').dblclick()
    await expect(page.getByRole('heading', { name: /^Why warm on / })).toBeVisible()
    await book.goTo('Board')
    await page.getByRole('button', { name: 'Back to the temperature of today' }).click()
    await expect(book.board.column('Lead').getByText(/^Warm, score 25/)).toBeHidden()
    await book.goTo('Leads')
  })

  await test.step('interests are those of that day too, and today there are none', async () => {
    await views.filterBy('interests')
    await keyboard.press('ArrowDown')
    await keyboard.press('Space')
    await keyboard.press('Enter')
    await expect(views.chip('Interests “Booking”')).toBeFocused()
    await book.leads.expectCount(1)
    await page.getByRole('button', { name: 'Back to the temperature of today' }).click()
    await expect(page.getByText('No lead fits')).toBeVisible()
    await expect(views.temperatureDay).toHaveAccessibleName('Temperature as of …')
  })
})
