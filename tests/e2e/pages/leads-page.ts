import { expect, type Locator, type Page } from '@playwright/test'

/** Leads: the table of all leads. */
export class LeadsPage {
  readonly page: Page
  readonly grid: Locator
  readonly search: Locator

  constructor(page: Page) {
    this.page = page
    this.grid = page.getByRole('grid', { name: 'Leads' })
    this.search = page.getByRole('searchbox', { name: 'Search leads' })
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
}
