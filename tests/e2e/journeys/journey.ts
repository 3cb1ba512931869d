import { mkdirSync } from 'node:fs'
import { type Browser, test as base, expect } from '@playwright/test'
import { withHome } from '../../support/desktop.ts'
import { bookFolder, type LeadbookApp, openInBrowser, openOnDesktop } from '../../support/leadbook-app.ts'
import { Book } from '../pages/book.ts'

type Journey = {
  /** A home of the journey's own: settings and workbooks. Removed at the end. */
  home: string
  /** Starts Leadbook in the project's host, as `launch('--sample')`. Closed at the end at the latest. */
  launch: (...args: string[]) => Promise<{ app: LeadbookApp; book: Book }>
}

/** A journey runs alike in both hosts, on a home of its own. It fails where the page wrote down an error. */
export const test = base.extend<Journey, { chromium: Browser | undefined }>({
  chromium: [
    async ({ playwright }, use, { project }) => {
      if (project.name !== 'chromium') return use(undefined)
      const browser = await playwright.chromium.launch(project.use.launchOptions)
      await use(browser)
      await browser.close()
    },
    { scope: 'worker' },
  ],
  home: async ({}, use) => {
    await withHome(async (home) => {
      mkdirSync(bookFolder(home))
      await use(home)
    })
  },
  launch: async ({ chromium, home }, use) => {
    const started: LeadbookApp[] = []
    await use(async (...args) => {
      const app = chromium === undefined ? await openOnDesktop(home, args) : await openInBrowser(chromium, home, args)
      started.push(app)
      return { app, book: new Book(app.page) }
    })
    for (const app of started) await app.close()
    expect(started.flatMap(({ errors }) => errors)).toEqual([])
  },
})

export { expect }
