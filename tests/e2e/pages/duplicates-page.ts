import { expect, type Locator, type Page } from '@playwright/test'

/** Leads side by side: those found to be alike, or those that were chosen. */
export class DuplicatesPage {
  readonly page: Page
  readonly table: Locator
  readonly merge: Locator
  readonly differentPeople: Locator
  readonly later: Locator

  constructor(page: Page) {
    this.page = page
    this.table = page.getByRole('region', { name: 'Side by side' }).getByRole('table')
    this.merge = page.getByRole('main').getByRole('button', { name: /^Merge/ })
    this.differentPeople = page.getByRole('button', { name: /^Different people/ })
    this.later = page.getByRole('button', { name: /^Later/ })
  }

  /** The row of a field: what each lead holds, then what they come to. */
  row(field: string): Locator {
    return this.table.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name: field, exact: true }) })
  }

  /** What the merged lead gets in a field. */
  result(field: string): Locator {
    return this.row(field).getByRole('cell').last()
  }

  /** Waits until these leads stand side by side, in this order. */
  async expectLeads(...names: string[]): Promise<void> {
    const kept = this.table.getByRole('columnheader').getByRole('radio')
    await expect(kept).toHaveCount(names.length)
    for (const [at, name] of names.entries())
      await expect(kept.nth(at)).toHaveAccessibleName(new RegExp(`^Keep ${name}, `))
  }

  /** Says whose value a field is to have, by that value. */
  async choose(field: string, value: string): Promise<void> {
    await this.row(field)
      .getByRole('radio', { name: new RegExp(`^${field}: ${value}`) })
      .check()
    await expect(this.result(field)).toHaveText(value)
  }
}
