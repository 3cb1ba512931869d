import type { Locator, Page } from '@playwright/test'

/** The page of one company: what is known of it, and its people. */
export class CompanyPage {
  readonly page: Page
  readonly people: Locator
  readonly details: Locator

  constructor(page: Page) {
    this.page = page
    this.people = page.getByRole('region', { name: 'People' }).getByRole('table')
    this.details = page.getByRole('region', { name: 'Company' })
  }

  person(name: string): Locator {
    return this.people.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name, exact: true }) })
  }

  /** Writes the company's name in its place by keys alone. */
  async rename(name: string): Promise<void> {
    await this.details.getByRole('button', { name: /^Name: / }).focus()
    await this.page.keyboard.press('Enter')
    await this.page.keyboard.insertText(name)
    await this.page.keyboard.press('Enter')
  }
}
