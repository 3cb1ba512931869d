import { expect, type Locator, type Page } from '@playwright/test'
import { chooseFile, type GivenFile } from './choose-file.ts'

/** What the rows of a file come to, by the names of the preview or of the report. */
type Counts = Partial<
  Record<'new' | 'changed' | 'same' | 'unclear' | 'refused' | 'added' | 'unclear, left out', number>
>

/** Import: choose, look, write, undo. */
export class ImportPage {
  readonly page: Page
  readonly outcomes: Locator
  readonly columns: Locator
  readonly history: Locator
  /** Why a file was not read. */
  readonly failure: Locator

  constructor(page: Page) {
    this.page = page
    this.outcomes = page.getByRole('list', { name: 'Rows by outcome' })
    this.columns = page.getByRole('region', { name: 'Columns of the file' })
    this.history = page.getByRole('region', { name: 'Imports so far' })
    this.failure = page.getByRole('alert')
  }

  async choose(file: GivenFile): Promise<void> {
    await chooseFile(this.page, this.page.getByRole('button', { name: 'Choose a file' }), file)
  }

  async paste(cells: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Or paste cells from a spreadsheet' }).fill(cells)
    await this.page.getByRole('button', { name: 'Look at them' }).click()
  }

  /** Waits until the figures say so many rows. */
  async expectCounts(counts: Counts): Promise<void> {
    for (const [name, count] of Object.entries(counts)) {
      await expect(this.outcome(name), name).toHaveText(new RegExp(`^${count}`))
    }
  }

  /** The figure of an outcome; where it is a button, it shows its rows. */
  outcome(name: string): Locator {
    return this.outcomes.getByRole('listitem').filter({ has: this.page.getByText(name, { exact: true }) })
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
