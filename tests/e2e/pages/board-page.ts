import { expect, type Locator, type Page } from '@playwright/test'

/** The board: the stages side by side, and the dialog of a gate. */
export class BoardPage {
  readonly page: Page
  readonly cards: Locator
  /** The card that has the focus. */
  readonly focused: Locator
  readonly gate: Locator

  constructor(page: Page) {
    this.page = page
    this.cards = page.getByRole('main').getByRole('grid').getByRole('rowheader')
    this.focused = page.getByRole('main').locator('[role="row"]:focus')
    this.gate = page.getByRole('dialog')
  }

  column(stage: string): Locator {
    return this.page.getByRole('region', { name: stage, exact: true })
  }

  /** Waits until a column holds exactly these leads, in order. */
  async expectColumn(stage: string, names: readonly string[]): Promise<void> {
    await expect(this.column(stage).getByRole('rowheader')).toHaveText([...names])
  }

  /** Waits until the focus is on a lead's card in a column. */
  async expectFocus(stage: string, name: string): Promise<void> {
    await expect(this.column(stage).locator('[role="row"]:focus').getByRole('rowheader')).toHaveText(name)
  }

  /** What the gate asks for, with how it stands: "They are warm. missing." */
  condition(words: string | RegExp): Locator {
    return this.gate.getByRole('listitem').filter({ hasText: words })
  }
}
