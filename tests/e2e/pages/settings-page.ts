import type { Locator, Page } from '@playwright/test'

/** Settings, as far as they are the seller's rules. */
export class SettingsPage {
  readonly page: Page
  /** What signals count. */
  readonly temperature: Locator
  readonly fit: Locator
  readonly gates: Locator
  /** What gates passed by hand and returned leads say. */
  readonly returns: Locator
  readonly topics: Locator

  constructor(page: Page) {
    this.page = page
    this.temperature = page.getByRole('region', { name: 'Warm and hot' })
    this.fit = page.getByRole('region', { name: 'Fit', exact: true })
    this.gates = page.getByRole('region', { name: 'Gates' })
    this.returns = page.getByRole('region', { name: 'By hand, and back' })
    this.topics = page.getByRole('region', { name: 'Topics' })
  }

  /** Whether a gate asks for something. */
  asks(stage: string, condition: string): Locator {
    return this.gates.getByRole('checkbox', { name: `${stage}: ${condition}` })
  }
}
