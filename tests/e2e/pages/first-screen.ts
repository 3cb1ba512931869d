import type { Locator, Page } from '@playwright/test'
import { chooseFile, type GivenFile } from './choose-file.ts'

/** The first screen: the ways to a workbook. */
export class FirstScreen {
  readonly page: Page
  readonly heading: Locator
  /** Asks for a workbook by the computer's own dialog. */
  readonly open: Locator
  /** What could not be opened, and what to do. */
  readonly problem: Locator

  constructor(page: Page) {
    this.page = page
    this.heading = page.getByRole('heading', { level: 1, name: 'Leadbook' })
    this.open = page.getByRole('button', { name: 'Open', exact: true })
    this.problem = page.getByRole('alert')
  }

  /** Begins a workbook with a file. */
  async bringIn(file: GivenFile): Promise<void> {
    await chooseFile(this.page, this.page.getByRole('button', { name: 'Choose a file' }), file)
  }

  async startEmpty(): Promise<void> {
    await this.page.getByRole('button', { name: 'Start empty' }).click()
  }

  async openSample(): Promise<void> {
    await this.page.getByRole('button', { name: 'Open the sample' }).click()
  }

  /** A workbook opened before. */
  recent(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }
}
