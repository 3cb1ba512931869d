import { expect, type Locator, type Page } from '@playwright/test'
import { BoardPage } from './board-page.ts'
import { CompanyPage } from './company-page.ts'
import { DuplicatesPage } from './duplicates-page.ts'
import { FirstScreen } from './first-screen.ts'
import { FunnelPage } from './funnel-page.ts'
import { ImportPage } from './import-page.ts'
import { LeadPage } from './lead-page.ts'
import { LeadsPage } from './leads-page.ts'
import { SettingsPage } from './settings-page.ts'
import { SheetPage } from './sheet-page.ts'

type Place = 'Today' | 'Leads' | 'Board' | 'Playbooks' | 'Funnel' | 'Sheet' | 'Import' | 'Settings'

/** The app as the seller finds it by role and name: the first screen, or the pages of an open workbook. */
export class Book {
  readonly page: Page
  readonly first: FirstScreen
  readonly leads: LeadsPage
  readonly lead: LeadPage
  readonly board: BoardPage
  readonly company: CompanyPage
  readonly duplicates: DuplicatesPage
  readonly funnel: FunnelPage
  readonly settings: SettingsPage
  readonly sheet: SheetPage
  readonly import: ImportPage
  readonly messages: Locator

  constructor(page: Page) {
    this.page = page
    this.first = new FirstScreen(page)
    this.leads = new LeadsPage(page)
    this.lead = new LeadPage(page)
    this.board = new BoardPage(page)
    this.company = new CompanyPage(page)
    this.duplicates = new DuplicatesPage(page)
    this.funnel = new FunnelPage(page)
    this.settings = new SettingsPage(page)
    this.sheet = new SheetPage(page)
    this.import = new ImportPage(page)
    this.messages = page.getByRole('region', { name: 'Messages' })
  }

  /** The page's own heading. */
  heading(name: string | RegExp): Locator {
    return this.page.getByRole('main').getByRole('heading', { level: 1, name })
  }

  tab(place: Place): Locator {
    return this.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: new RegExp(`^${place}`) })
  }

  /** Waits for an opened workbook, which begins with Today. */
  async expectOpen(): Promise<void> {
    await expect(this.tab('Today')).toHaveAttribute('aria-current', 'page')
    await expect(this.heading(/./)).toBeVisible()
  }

  async goTo(place: Place): Promise<void> {
    await this.tab(place).click()
    await expect(this.tab(place)).toHaveAttribute('aria-current', 'page')
    await expect(this.heading(/./)).toBeVisible()
  }

  /** What a screen of a workbook with leads shows once it has read what it shows. */
  content(place: Place): Locator {
    const main = this.page.getByRole('main')
    const contents: Record<Place, Locator> = {
      Today: main.getByRole('listitem').filter({ has: this.page.getByRole('link') }),
      Leads: this.leads.grid.getByRole('rowheader'),
      Board: this.board.cards,
      Playbooks: main.getByRole('heading', { level: 2 }),
      Funnel: this.funnel.bars(this.funnel.conversion),
      Sheet: this.sheet.preview,
      Import: main.getByRole('button', { name: 'Choose a file' }),
      Settings: main.getByRole('radio', { checked: true }),
    }
    return contents[place].first()
  }

  /** What is said of something done: a toast with these words. */
  said(words: string | RegExp): Locator {
    return this.messages.getByText(words)
  }

  /** Takes back the latest change by its key and waits until it is said. */
  async undo(words: string | RegExp): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+z')
    await expect(this.said(words)).toBeVisible()
  }

  /** Closes the workbook from the menu at its name. */
  async close(): Promise<void> {
    await this.page.getByRole('complementary', { name: 'Workbook' }).getByRole('button', { expanded: false }).click()
    await this.page.getByRole('menuitem', { name: 'Close this book' }).click()
    await expect(this.first.heading).toBeVisible()
  }
}
