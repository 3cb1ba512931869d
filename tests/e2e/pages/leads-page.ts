import { expect, type Locator, type Page } from '@playwright/test'

/** Leads: the table of all leads. */
export class LeadsPage {
  readonly page: Page
  readonly grid: Locator
  readonly search: Locator
  /** The cell that has the focus, and its row. */
  readonly focusedCell: Locator
  readonly focusedRow: Locator
  /** What one writes into a cell with. */
  readonly editor: Locator

  constructor(page: Page) {
    this.page = page
    this.grid = page.getByRole('grid', { name: 'Leads' })
    this.search = page.getByRole('searchbox', { name: 'Search leads' })
    this.focusedCell = this.grid.locator('[data-active-cell]:focus')
    this.focusedRow = this.grid.getByRole('row').filter({ has: page.locator('[data-active-cell]:focus') })
    this.editor = this.grid.getByRole('combobox')
  }

  row(name: string): Locator {
    return this.grid.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name, exact: true }) })
  }

  async tick(name: string): Promise<void> {
    await this.row(name)
      .getByRole('checkbox', { name: `Select ${name}` })
      .click()
    await expect(this.row(name)).toHaveAttribute('aria-selected', 'true')
  }

  async open(name: string): Promise<void> {
    await this.row(name).getByRole('link', { name, exact: true }).click()
  }

  /** Waits until the table holds so many leads, shown or not. */
  async expectCount(count: number): Promise<void> {
    await expect(this.grid).toHaveAttribute('aria-rowcount', String(count + 1))
  }

  /** Tags the ticked leads as warm. */
  async tagAsWarm(reason: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Tag', exact: true }).click()
    await this.page.getByRole('menuitem', { name: 'As warm' }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Why' }).fill(reason)
    await dialog.getByRole('button', { name: 'Tag as warm' }).click()
    await expect(dialog).toBeHidden()
  }

  /** The heads of the columns in their order. */
  heads(): Promise<string[]> {
    return this.grid.getByRole('columnheader').allInnerTexts()
  }

  head(column: string): Locator {
    return this.grid.getByRole('columnheader', { name: column, exact: true })
  }

  /** The cell of a lead under a column. */
  async cell(name: string, column: string): Promise<Locator> {
    const place = (await this.heads()).findIndex((head) => head.trim() === column)
    return this.row(name).getByRole('gridcell').or(this.row(name).getByRole('rowheader')).nth(place)
  }

  /** Moves from cell to cell by the arrows until one has the focus. */
  async goToCell(name: string, column: string): Promise<void> {
    const { keyboard } = this.page
    await keyboard.press('/')
    await expect(this.search).toBeFocused()
    await keyboard.press('Enter')
    await expect(this.focusedCell).toHaveCount(1)
    await keyboard.press('ControlOrMeta+Home')
    const place = (await this.heads()).findIndex((head) => head.trim() === column)
    const rows = Number(await this.row(name).getAttribute('aria-rowindex')) - 2
    for (let row = 0; row < rows; row += 1) await keyboard.press('ArrowDown')
    // The tick box is no cell that keys move to.
    for (let cell = 1; cell < place; cell += 1) await keyboard.press('ArrowRight')
    await expect(await this.cell(name, column)).toBeFocused()
  }

  /** Writes into the cell that has the focus, and leaves it by a key. */
  async write(text: string, key: 'Enter' | 'Tab' = 'Enter'): Promise<void> {
    await this.page.keyboard.press('F2')
    await expect(this.editor).toBeFocused()
    await this.editor.press('ControlOrMeta+a')
    if (text === '') await this.page.keyboard.press('Delete')
    else await this.page.keyboard.type(text)
    await this.page.keyboard.press(key)
  }

  /** Pastes what a spreadsheet would have put on the clipboard into the cell that has the focus. */
  async paste(text: string): Promise<void> {
    await this.focusedCell.evaluate((cell, copied) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', copied)
      cell.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, text)
  }

  /** Shows or hides columns by keys alone. */
  async toggleColumns(...columns: readonly string[]): Promise<void> {
    const button = this.page.getByRole('button', { name: 'Columns', exact: true })
    await button.focus()
    await this.page.keyboard.press('Enter')
    for (const column of columns) {
      const box = this.page.getByRole('checkbox', { name: column, exact: true })
      await box.focus()
      await this.page.keyboard.press('Space')
      await expect(box).toBeFocused()
    }
    await this.page.keyboard.press('Escape')
    await expect(button).toBeFocused()
  }

  /** Lays the ticked leads side by side to merge them. */
  async mergeTicked(): Promise<void> {
    await this.page.getByRole('button', { name: 'More actions' }).click()
    await this.page.getByRole('menuitem', { name: 'Merge …' }).click()
  }
}
