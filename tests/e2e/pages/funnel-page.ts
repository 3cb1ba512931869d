import type { Locator, Page } from '@playwright/test'

/** Funnel: how far leads got and where they are. */
export class FunnelPage {
  readonly page: Page
  readonly conversion: Locator
  readonly snapshot: Locator

  constructor(page: Page) {
    this.page = page
    this.conversion = page.getByRole('region', { name: 'How far leads got' })
    this.snapshot = page.getByRole('region', { name: 'Where leads are now' })
  }

  /** Counts from a day on, until today. */
  async countFrom(day: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Period' }).selectOption({ label: 'From day to day' })
    await this.page.getByLabel('First day').fill(day)
  }

  /** A figure by what it counts; its name ends with the count. */
  figure(what: string): Locator {
    return this.page.getByRole('main').getByRole('button', { name: new RegExp(`^${what}: [\\d,.]+$`) })
  }

  /** The bars that are drawn, in the order of the table; screen readers have the figures instead. */
  bars(part: Locator): Locator {
    return part.locator('.recharts-bar-rectangle path')
  }
}
