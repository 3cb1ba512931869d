import { expect, type Locator, type Page } from '@playwright/test'

/** Sheet: the week as it is printed. */
export class SheetPage {
  readonly page: Page
  readonly preview: Locator

  constructor(page: Page) {
    this.page = page
    this.preview = page.getByTitle('The printed sheet')
  }

  /** The text of the document that is shown and printed. Read by the page: its frame runs no script, not even a test's. */
  previewText(): Promise<string> {
    return this.preview.evaluate((frame: HTMLIFrameElement) => frame.contentDocument?.body.innerText ?? '')
  }

  /** Saves the week as PDF; gives the file's name as it is said. */
  async savePdf(): Promise<string> {
    await this.page.getByRole('button', { name: 'PDF', exact: true }).click()
    const saved = this.page.getByRole('region', { name: 'Messages' }).getByText(/^Saved .+\.pdf$/)
    await expect(saved).toBeVisible({ timeout: 30_000 })
    return (await saved.innerText()).replace(/^Saved /, '')
  }
}
