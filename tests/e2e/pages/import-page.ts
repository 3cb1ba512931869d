import { expect, type Locator, type Page } from '@playwright/test'
import { chooseFile, type GivenFile } from './choose-file.ts'

/** What the rows of a file come to, by the names of the preview or of the report. */
type Counts = Partial<
  Record<'new' | 'changed' | 'same' | 'ask you' | 'refused' | 'added' | 'unclear, left out', number | string>
>

/** Import: choose, look, answer, mend, write, undo. */
export class ImportPage {
  readonly page: Page
  readonly outcomes: Locator
  readonly columns: Locator
  /** The rows of the chosen outcome as a list of cases. */
  readonly cases: Locator
  /** The rows of the chosen outcome as a table. */
  readonly table: Locator
  readonly history: Locator
  /** Why a file was not read. */
  readonly failure: Locator
  /** How far reading or writing is. */
  readonly bar: Locator

  constructor(page: Page) {
    this.page = page
    this.outcomes = page.getByRole('list', { name: 'Rows by outcome' })
    this.columns = page.getByRole('region', { name: 'Columns of the file' })
    this.cases = page.getByRole('list', { name: 'Rows of the file' })
    this.table = page.getByRole('grid', { name: 'Rows of the file' })
    this.history = page.getByRole('region', { name: 'Imports so far' })
    this.failure = page.getByRole('alert')
    this.bar = page.getByRole('progressbar')
  }

  async choose(file: GivenFile): Promise<void> {
    await chooseFile(this.page, this.page.getByRole('button', { name: 'Choose a file' }), file)
  }

  async paste(cells: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Or paste cells from a spreadsheet' }).fill(cells)
    await this.page.getByRole('button', { name: 'Look at them' }).click()
  }

  /** Goes on to another file after one was written or looked at. */
  async more(file: GivenFile): Promise<void> {
    await this.page.getByRole('button', { name: /^(Import more|Leave)$/ }).click()
    await this.choose(file)
  }

  /** Waits until the figures say so many rows. */
  async expectCounts(counts: Counts): Promise<void> {
    for (const [name, count] of Object.entries(counts)) {
      await expect(this.outcome(name), name).toHaveText(new RegExp(`^${count}(?!\\d)`))
    }
  }

  /** The figure of an outcome; where it is a button, it shows its rows. */
  outcome(name: string): Locator {
    return this.outcomes.getByRole('listitem').filter({ has: this.page.getByText(name, { exact: true }) })
  }

  async show(outcome: 'new' | 'changed' | 'same' | 'ask you' | 'refused'): Promise<void> {
    await this.outcome(outcome).getByRole('button').click()
  }

  /** What a column becomes. */
  target(header: string): Locator {
    return this.columns.getByRole('combobox', { name: `Column ${header} becomes` })
  }

  /** The line of a column in the table: header, values, target, evidence. */
  column(header: string): Locator {
    return this.columns
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name: header, exact: true }) })
  }

  /** A row of the file in the preview or the report, by the number a spreadsheet shows. */
  row(number: number): Locator {
    return this.page.getByRole('listitem').filter({ has: this.page.getByText(`row ${number}`, { exact: true }) })
  }

  /** Opens the cells of a refused row and writes into some of them, by header. */
  async mend(number: number, cells: Readonly<Record<string, string>>): Promise<void> {
    await this.page.getByRole('button', { name: `Mend row ${number}` }).click()
    const form = this.page.getByRole('form', { name: `Mend row ${number}` })
    for (const [header, text] of Object.entries(cells)) await form.getByLabel(header).fill(text)
    await this.page.keyboard.press('Enter')
  }

  /** The button that writes, by what it says it will do. */
  writing(words: string): Locator {
    return this.page.getByRole('button', { name: words, exact: true })
  }

  async write(words: string, fileName: string): Promise<void> {
    await this.writing(words).click()
    await expect(this.page.getByText(`${fileName} is in your workbook.`)).toBeVisible()
  }

  async undo(fileName: string): Promise<void> {
    await this.history.getByRole('button', { name: `Undo the import of ${fileName}` }).click()
  }
}
