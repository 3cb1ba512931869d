import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import type { LeadbookBridge } from '../../shared/contract/bridge.ts'
import type { Reply } from '../../shared/contract/reply.ts'
import { isoWeekOf, plainDate } from '../../shared/primitives/plain-date.ts'
import { exitCodeOf, startDesktop, withDesktop, withHome } from '../support/desktop.ts'
import { hostileRequests } from '../support/hostile-requests.ts'

test.beforeEach(() => test.skip(test.info().project.name !== 'electron', 'The desktop app only'))

type Bridged = { leadbook: LeadbookBridge }

/** Asks over the preload's bridge, as the page does. Bytes are made in the page. */
function ask(page: Page, channel: 'core' | 'host', name: unknown, input: unknown): Promise<Reply<unknown>> {
  const byteCount =
    input instanceof Object && 'bytes' in input && input.bytes instanceof Uint8Array ? input.bytes.length : null
  return page.evaluate(
    ([channel, name, input, byteCount]) => {
      const whole = byteCount === null ? input : { ...(input as object), bytes: new Uint8Array(byteCount) }
      return (window as unknown as Bridged).leadbook.call(channel, name as string, whole)
    },
    [channel, name, input, byteCount] as const,
  )
}

/** Answers the computer's own dialogs, which no test can click. */
function answerSaveDialog(app: ElectronApplication, filePath: string): Promise<void> {
  return app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: filePath === '', filePath })
  }, filePath)
}

test('a hostile request over the bridge is refused with its code and never throws', async () => {
  await withHome((home) =>
    withDesktop(home, [], async (_app, page) => {
      const answers = []
      for (const { what, channel, name, input, code } of hostileRequests) {
        const reply = await ask(page, channel, name, input)
        answers.push({ what, channel, code: reply.ok ? 'answered' : reply.error.code, wanted: code })
      }
      expect(answers).toEqual(answers.map((answer) => ({ ...answer, code: answer.wanted })))
      const unsendable = await page.evaluate(() => {
        const { leadbook } = window as unknown as Bridged
        return Promise.all([
          leadbook.call('core', 'leads.list', { limit: Symbol('x') }),
          leadbook.call('files' as 'core', 'leads.list', {}),
        ])
      })
      expect(unsendable).toMatchObject([{ ok: false }, { ok: false, error: { code: 'not_available' } }])
    }),
  )
})

test('the page has no Node, no network, no permission, no other window and no way to another page', async () => {
  await withHome((home) =>
    withDesktop(home, [], async (app, page) => {
      const found = await page.evaluate(async () => {
        const attempt = async (work: () => unknown) => {
          try {
            return await work()
          } catch (error) {
            return `refused: ${error instanceof Error ? error.name : String(error)}`
          }
        }
        const script = document.createElement('script')
        script.textContent = 'window.hasRunInline = true'
        document.head.append(script)
        const style = document.createElement('style')
        style.textContent = 'body { outline: 7px solid red }'
        document.head.append(style)
        const frame = document.createElement('iframe')
        frame.srcdoc = '<p>A frame of the page itself</p>'
        document.body.append(frame)
        await new Promise((resolve) => frame.addEventListener('load', resolve))
        return {
          node: [typeof globalThis.process, typeof (globalThis as { require?: unknown }).require],
          bridge: Object.keys((window as unknown as Bridged).leadbook),
          bridgeInFrame: typeof (frame.contentWindow as unknown as Bridged | null)?.leadbook,
          fetch: await attempt(() => fetch('https://example.com/')),
          file: await attempt(() => fetch('file:///etc/passwd')),
          // oxlint-disable-next-line no-implied-eval -- that it is refused is what is shown
          code: await attempt(() => new Function('return 1')()),
          inlineScript: 'hasRunInline' in window,
          inlineStyle: getComputedStyle(document.body).outlineWidth === '7px',
          window: window.open('https://example.com/') === null,
          clipboard: await attempt(() => navigator.clipboard.readText()),
          notification: await attempt(() => Notification.requestPermission()),
          geolocation: await attempt(() =>
            navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state),
          ),
        }
      })
      expect(found).toMatchObject({
        node: ['undefined', 'undefined'],
        bridge: ['call', 'onEvent'],
        bridgeInFrame: 'undefined',
        fetch: 'refused: TypeError',
        file: 'refused: TypeError',
        code: 'refused: EvalError',
        inlineScript: false,
        inlineStyle: false,
        window: true,
        notification: 'denied',
        geolocation: 'denied',
      })
      expect(found.clipboard).toMatch(/^refused/)
      await page.evaluate(() => {
        location.href = 'https://example.com/'
      })
      await page.evaluate(() => {
        location.href = 'data:text/html,elsewhere'
      })
      expect(page.url()).toContain('leadbook://app/index.html')
      expect(app.windows()).toHaveLength(1)
    }),
  )
})

test('the policy of the page has a nonce of its own at each load', async () => {
  await withHome((home) =>
    withDesktop(home, [], async (_app, page) => {
      const nonces = new Set<string>()
      for (let load = 0; load < 3; load += 1) {
        await page.reload()
        const policy = await page.evaluate(async () =>
          (await fetch('leadbook://app/index.html')).headers.get('content-security-policy'),
        )
        expect(policy).toContain("default-src 'none'")
        expect(policy).not.toContain('unsafe')
        nonces.add(await page.locator('meta[property="csp-nonce"]').evaluate((meta: HTMLMetaElement) => meta.nonce))
      }
      expect(nonces.size).toBe(3)
      expect([...nonces].join('')).not.toContain('%CSP_NONCE%')
    }),
  )
})

test('a workbook is made where the seller says, named in the title, and found again among the recent ones', async () => {
  await withHome(async (home) => {
    const path = join(home, 'Meine Kontakte.leadbook')
    await withDesktop(home, [], async (app, page) => {
      const title = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())
      await answerSaveDialog(app, '')
      expect(await ask(page, 'host', 'host.newWorkbook', { name: 'Leads' })).toEqual({
        ok: true,
        value: { isOpen: false },
      })
      await answerSaveDialog(app, path)
      expect(await ask(page, 'host', 'host.newWorkbook', { name: 'Leads' })).toEqual({
        ok: true,
        value: { isOpen: true },
      })
      expect(await title()).toBe('Meine Kontakte — Leadbook')
      expect(await ask(page, 'host', 'host.newWorkbook', { name: 'Leads' })).toMatchObject({
        error: { code: 'workbook_exists' },
      })
      expect(await ask(page, 'core', 'workbook.status', {})).toMatchObject({
        ok: true,
        value: { name: 'Meine Kontakte' },
      })
      await ask(page, 'host', 'host.closeWorkbook', {})
      expect(await title()).toBe('Leadbook')
    })
    await withDesktop(home, [], async (_app, page) => {
      const recent = await ask(page, 'host', 'host.recent', {})
      expect(recent).toMatchObject({ ok: true, value: [{ name: 'Meine Kontakte', isMissing: false }] })
      expect(JSON.stringify(recent)).not.toContain(home)
      const [{ id } = { id: '' }] = (recent as { value: { id: string }[] }).value
      expect(await ask(page, 'host', 'host.openRecent', { id })).toEqual({ ok: true, value: { isOpen: true } })
    })
  })
})

test('the sheet of the week is written as PDF, whole, where the seller says', async () => {
  await withHome((home) =>
    withDesktop(home, ['--sample'], async (app, page) => {
      const path = join(home, 'week.pdf')
      // The window stands while the sample is made.
      const state = () => ask(page, 'host', 'host.state', {})
      await expect.poll(state).toMatchObject({ ok: true, value: { isOpen: true } })
      await answerSaveDialog(app, path)
      const { today } = ((await ask(page, 'host', 'host.today', {})) as { value: { today: string } }).value
      const week = isoWeekOf(plainDate(today))
      const reply = await ask(page, 'host', 'host.sheetPdf', { week, paper: 'A4' })
      expect(reply).toEqual({ ok: true, value: { isSaved: true, fileName: `Leadbook ${week}.pdf`, bytes: null } })
      const pdf = readFileSync(path).toString('latin1')
      expect(pdf.slice(0, 5)).toBe('%PDF-')
      expect(pdf.trimEnd().slice(-5)).toBe('%%EOF')
      await answerSaveDialog(app, join(home, 'no such folder/week.pdf'))
      expect(await ask(page, 'host', 'host.sheetPdf', { week, paper: 'A4' })).toMatchObject({
        error: { code: 'not_available' },
      })
      // The window it was printed in is gone again.
      expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    }),
  )
})

test('text is copied by the host, as the page may not', async () => {
  await withHome((home) =>
    withDesktop(home, [], async (app, page) => {
      expect(await ask(page, 'host', 'host.copyText', { text: 'Müller & Söhne' })).toEqual({ ok: true, value: {} })
      expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('Müller & Söhne')
    }),
  )
})

test('the theme is remembered and the next window begins with it', async () => {
  await withHome(async (home) => {
    await withDesktop(home, [], async (_app, page) => {
      await ask(page, 'host', 'host.setTheme', { theme: 'dark' })
      expect(await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true)
    })
    await withDesktop(home, [], async (app, page) => {
      expect(await ask(page, 'host', 'host.state', {})).toMatchObject({
        ok: true,
        value: { host: 'desktop', theme: 'dark' },
      })
      const colour = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBackgroundColor())
      expect(colour?.toLowerCase()).toBe('#1c1b18')
    })
  })
})

test('a workbook that cannot be opened at launch is said on the first screen, not lost', async () => {
  await withHome((home) =>
    withDesktop(home, ['--workbook', join(home, 'gone.leadbook')], async (_app, page) => {
      const state = () => ask(page, 'host', 'host.state', {})
      await expect
        .poll(state)
        .toMatchObject({ ok: true, value: { isOpen: false, failure: { code: 'workbook_missing' } } })
    }),
  )
})

test('a second launch hands its workbook to the first and ends; Ctrl+C ends the first with the workbook closed', async () => {
  test.skip(process.platform === 'win32', 'Signals')
  await withHome(async (home) => {
    mkdirSync(join(home, 'settings'))
    const sample = join(home, 'settings/sample/Sample.leadbook')
    const first = startDesktop(home, [])
    try {
      while (!existsSync(join(home, 'settings/Preferences'))) await wait(50)
      const second = startDesktop(home, ['--sample'])
      expect(await exitCodeOf(second.child), second.words()).toBe(0)
      await expect.poll(() => existsSync(`${sample}-lock`), { message: first.words() }).toBe(true)
    } finally {
      first.child.kill('SIGINT')
    }
    expect(await exitCodeOf(first.child), first.words()).toBe(0)
    expect(existsSync(`${sample}-lock`)).toBe(false)
    expect(existsSync(`${sample}-wal`)).toBe(false)
  })
})

test('a file is attached by the computer’s own dialog and opened by its own program; what would start a program is only shown', async () => {
  await withHome((home) =>
    withDesktop(home, [], async (app, page) => {
      const [offer, program, gone] = ['Offer.pdf', 'Offer.pdf.exe', 'Gone.pdf'].map((name) => join(home, name))
      for (const path of [offer, program]) writeFileSync(path as string, '')
      await answerSaveDialog(app, join(home, 'Files.leadbook'))
      await ask(page, 'host', 'host.newWorkbook', { name: 'Files' })
      await ask(page, 'core', 'leads.add', { name: 'Ann Lee' })
      await app.evaluate(({ shell }) => {
        const opened: string[] = []
        shell.openPath = (path) => {
          opened.push(`open ${path}`)
          return Promise.resolve('')
        }
        shell.showItemInFolder = (path) => void opened.push(`show ${path}`)
        Object.assign(shell, { opened })
      })
      for (const path of [offer, program, gone, '']) {
        await app.evaluate(({ dialog }, path) => {
          dialog.showOpenDialog = () => Promise.resolve({ canceled: path === '', filePaths: path === '' ? [] : [path] })
        }, path as string)
        const attached = await ask(page, 'host', 'host.attachFile', { leadId: 1 })
        expect(attached).toMatchObject({ ok: true, value: { isAttached: path !== '' } })
      }
      const lead = await ask(page, 'core', 'leads.get', { lead: 1 })
      expect(lead).toMatchObject({
        value: { attachments: [{ fileName: 'Offer.pdf' }, { fileName: 'Offer.pdf.exe' }, { fileName: 'Gone.pdf' }] },
      })
      expect(JSON.stringify(lead)).not.toContain(home)
      const opening = (attachmentId: number) => ask(page, 'host', 'host.openAttachment', { attachmentId })
      expect(await opening(1)).toMatchObject({ ok: true, value: { isShownInFolder: false } })
      expect(await opening(2)).toMatchObject({ ok: true, value: { isShownInFolder: true } })
      expect(await opening(3)).toMatchObject({ ok: false, error: { code: 'file_missing' } })
      expect(await opening(4)).toMatchObject({ ok: false, error: { code: 'not_found' } })
      const opened = await app.evaluate(({ shell }) => (shell as unknown as { opened: string[] }).opened)
      expect(opened).toEqual([`open ${offer}`, `show ${program}`])
    }),
  )
})
