import { expect, type Locator, type Page } from '@playwright/test'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'

/** The page of one lead. */
export class LeadPage {
  readonly page: Page
  readonly next: Locator
  readonly steps: Locator
  /** Why it is as warm as it is; its name says how warm. */
  readonly why: Locator
  /** What the next gate asks, checklists, BANT and fit. */
  readonly qualify: Locator
  readonly timeline: Locator
  readonly details: Locator
  /** Who changed what, in the place of the timeline. */
  readonly history: Locator
  /** Where a new note is written. */
  readonly noteBox: Locator
  /** The way along the list that the lead was opened from. */
  readonly place: Locator

  constructor(page: Page) {
    this.page = page
    this.next = page.getByRole('region', { name: 'Next', exact: true })
    this.steps = page.getByRole('region', { name: 'Steps' })
    this.why = page.getByRole('region', { name: /^Why / })
    this.qualify = page.getByRole('region', { name: 'Qualify' })
    this.timeline = page.getByRole('region', { name: 'Timeline', exact: true })
    this.details = page.getByRole('region', { name: 'Details' })
    this.history = page.getByRole('region', { name: 'Changes and undo' })
    this.noteBox = this.timeline.getByRole('textbox', { name: 'Write a note' })
    this.place = page.getByRole('navigation', { name: 'The list' })
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

  /** Logs something the lead did, about a topic where one is told, today unless told. */
  async logSignal(kind: string, topic?: string, day?: PlainDate): Promise<void> {
    await this.page.keyboard.press('s')
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'What' }).fill(kind)
    await this.page.keyboard.press('Enter')
    if (day !== undefined) await dialog.getByLabel('Day').fill(day)
    if (topic !== undefined) await dialog.getByRole('combobox', { name: 'Topic' }).fill(topic)
    await dialog.getByRole('button', { name: 'Log the signal' }).click()
    await expect(dialog).toBeHidden()
  }

  /** Chooses another stage in the menu of stages. */
  async chooseStage(stage: string): Promise<void> {
    await this.page.getByRole('button', { name: /^Stage .*, change$/ }).click()
    await this.page.getByRole('menuitem', { name: stage, exact: true }).click()
  }

  async expectStage(stage: string): Promise<void> {
    await expect(this.page.getByRole('button', { name: `Stage ${stage}, change` })).toBeVisible()
  }

  /** The answers to a question about the lead: radio buttons. */
  answers(question: string): Locator {
    return this.qualify.getByRole('radiogroup', { name: question, exact: true })
  }

  /** Answers a question by its key and waits until that stands. */
  async answer(question: string, answer: 'Yes' | 'No' | 'Unknown'): Promise<void> {
    await this.answers(question).getByRole('radio', { checked: true }).focus()
    await this.page.keyboard.press(answer.charAt(0).toLowerCase())
    await expect(this.answers(question).getByRole('radio', { name: answer, exact: true })).toBeChecked()
  }

  /** A field in the details by its name: the button that shows its value and opens its editor. */
  field(name: string): Locator {
    return this.details.getByRole('button', { name: new RegExp(`^${name}: `) })
  }

  /** Writes a field in its place by keys alone. */
  async write(name: string, text: string): Promise<void> {
    await this.field(name).focus()
    await this.page.keyboard.press('Enter')
    await expect(this.details.getByRole('textbox', { name, exact: true })).toBeFocused()
    await this.page.keyboard.insertText(text)
    await this.page.keyboard.press('Enter')
  }

  /** Writes a note by keys alone. */
  async writeNote(text: string): Promise<void> {
    await this.noteBox.focus()
    await this.page.keyboard.insertText(text)
    await this.page.keyboard.press('ControlOrMeta+Enter')
  }

  /** The entries of the timeline, the newest first. */
  get entries(): Locator {
    return this.timeline.getByRole('listitem')
  }

  /** A change set in the history by what it did, the newest first where several did the same. */
  change(words: string | RegExp): Locator {
    return this.history.getByRole('listitem', { name: words }).first()
  }
}
