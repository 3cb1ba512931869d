import { expect, type Locator, type Page } from '@playwright/test'

/** The views of Leads as tabs, and the filters in force as chips. */
export class Views {
  readonly page: Page
  readonly tabs: Locator
  readonly saveButton: Locator
  readonly moreAboutView: Locator
  readonly dialog: Locator

  constructor(page: Page) {
    this.page = page
    this.tabs = page.getByRole('tablist', { name: 'Views' })
    this.saveButton = page.getByRole('button', { name: 'Save view' })
    this.moreAboutView = page.getByRole('button', { name: /^More about the view/ })
    this.dialog = page.getByRole('dialog')
  }

  tab(name: string): Locator {
    return this.tabs.getByRole('tab', { name: new RegExp(`^${name}( changed)?( \\d+)?$`) })
  }

  /** The chip of a filter by its words, as "Status active". */
  chip(words: string): Locator {
    return this.page.getByRole('button', { name: words, exact: true })
  }

  /** What the tab of a changed view bears. */
  changedMark(name: string): Locator {
    return this.tab(name).getByRole('img', { name: 'changed' })
  }

  /** Begins a filter: F, some letters of what it is by, Enter. The focus is in its editor then. */
  async filterBy(typed: string): Promise<void> {
    await this.page.keyboard.press('f')
    await this.choose(typed)
  }

  /** Chooses in the open menu what to filter by. */
  async choose(typed: string): Promise<void> {
    const field = this.page.getByRole('combobox', { name: /^(Filter|Or) by$/ })
    await expect(field).toBeFocused()
    await this.page.keyboard.type(typed)
    await this.page.keyboard.press('Enter')
    await expect(field).toBeHidden()
    await expect(this.dialog.locator(':focus')).toHaveCount(1)
  }

  /** The chip that names the day which temperatures are of, or the button that asks for one. */
  get temperatureDay(): Locator {
    return this.page.getByRole('button', { name: /^Temperature as of/ })
  }

  /** Presses Tab, or Shift+Tab, until the focus is there. */
  async tabTo(place: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await this.pressUntilFocused(place, key)
  }

  /** Chooses from the menu of the current view by its arrows. */
  async chooseAction(name: string): Promise<void> {
    await this.tabTo(this.moreAboutView, 'Shift+Tab')
    await this.page.keyboard.press('Enter')
    const item = this.page.getByRole('menuitem', { name })
    await expect(item).toBeVisible()
    await this.pressUntilFocused(item, 'ArrowDown')
    await this.page.keyboard.press('Enter')
    await expect(item).toBeHidden()
  }

  private async pressUntilFocused(place: Locator, key: string): Promise<void> {
    await expect(place).toBeVisible()
    for (let presses = 0; presses < 40; presses++) {
      if (await place.evaluate((element) => element === document.activeElement)) return
      await this.page.keyboard.press(key)
    }
    await expect(place).toBeFocused()
  }
}
