import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium } from '@playwright/test'
import { Book } from '../e2e/pages/book.ts'
import { withHome } from './desktop.ts'
import { bookFolder, openInBrowser } from './leadbook-app.ts'

const out = resolve(process.argv[2] ?? '')
mkdirSync(out, { recursive: true })
process.env['LC_ALL'] = 'en_IE.UTF-8'
const browser = await chromium.launch({ executablePath: process.env['LEADBOOK_BROWSER'] ?? '', args: ['--no-sandbox'] })
try {
  await withHome(async (home) => {
    mkdirSync(bookFolder(home))
    const app = await openInBrowser(browser, home, [])
    const { page } = app
    page.setDefaultTimeout(6000)
    const book = new Book(page)
    const shot = async (name: string, dark = false) => {
      await page.evaluate(() => document.fonts.ready)
      await page.waitForTimeout(250)
      await page.screenshot({ path: join(out, `${name}.png`) })
      if (dark) {
        await page.emulateMedia({ colorScheme: 'dark' })
        await page.waitForTimeout(100)
        await page.screenshot({ path: join(out, `${name}-dark.png`) })
        await page.emulateMedia({ colorScheme: 'light' })
      }
    }
    const kb = async (...keys: string[]) => {
      for (const k of keys) await page.keyboard.press(k)
    }
    const type = (t: string, delay = 40) => page.keyboard.type(t, { delay })
    const tree = async (sel = 'main') => page.locator(sel).first().ariaSnapshot()
    const focus = () =>
      page.evaluate(() => {
        const e = document.activeElement as HTMLElement
        return `${e.tagName} ${e.getAttribute('role') ?? ''} ${e.getAttribute('aria-label') ?? ''} ${e.innerText?.slice(0, 60) ?? ''} ${(e as HTMLInputElement).value ?? ''}`
      })
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    const cmd = join(out, 'cmd.js'),
      res = join(out, 'res.txt')
    writeFileSync(join(out, 'ready'), home)
    const A = Object.getPrototypeOf(async () => {}).constructor
    let seen = 0
    for (;;) {
      await new Promise((r) => setTimeout(r, 50))
      if (!existsSync(cmd)) continue
      const code = readFileSync(cmd, 'utf8')
      rmSync(cmd)
      if (code.includes('QUIT')) break
      const lines: string[] = []
      const log = (...a: unknown[]) =>
        lines.push(a.map((x) => (typeof x === 'string' ? x : JSON.stringify(x))).join(' '))
      try {
        await new A('page', 'book', 'shot', 'kb', 'type', 'tree', 'focus', 'log', 'app', 'home', code)(
          page,
          book,
          shot,
          kb,
          type,
          tree,
          focus,
          log,
          app,
          home,
        )
      } catch (e) {
        lines.push(`ERR ${(e as Error).message.slice(0, 1200)}`)
        await page.screenshot({ path: join(out, 'err.png') })
      }
      if (app.errors.length > seen) {
        lines.push(`PAGE ERRORS ${app.errors.slice(seen).join('\n')}`)
        seen = app.errors.length
      }
      writeFileSync(`${res}.tmp`, `${lines.join('\n')}\n`)
      writeFileSync(res, readFileSync(`${res}.tmp`))
      rmSync(`${res}.tmp`)
    }
    await app.close()
  })
} finally {
  await browser.close()
}
