import { expect, type Locator, type Page } from '@playwright/test'

/** The page of one lead. */
export class LeadPage {
  readonly page: Page
  readonly next: Locator
  readonly steps: Locator
  readonly timeline: Locator

  constructor(page: Page) {
    this.page = page
    this.next = page.getByRole('region', { name: 'Next', exact: true })
    this.steps = page.getByRole('region', { name: 'Steps' })
    this.timeline = page.getByRole('region', { name: 'Timeline' })
  }

  async startPlaybook(name: string): Promise<void> {
    await this.steps.getByRole('button', { name: 'Start a playbook' }).click()
    await this.page.getByRole('menuitem', { name }).click()
    await expect(this.steps.getByText(name)).toBeVisible()
  }

  /** Does what is next and says what came of it. */
  async doNext(outcome: string): Promise<void> {
    await this.next.getByRole('button', { name: 'Do it' }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('radio', { name: outcome }).check({ force: true })
    await dialog.getByRole('button', { name: 'Log the touch' }).click()
    await expect(dialog).toBeHidden()
  }
}
