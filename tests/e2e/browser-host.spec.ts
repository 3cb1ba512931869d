import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'

const root = join(import.meta.dirname, '../..')

test.beforeEach(() => test.skip(test.info().project.name !== 'chromium', 'The browser host only'))

type Host = { address: string; dataFolder: string; child: ChildProcess; ended: Promise<number | null> }

/** Runs a test on the browser host as a process of its own, and ends it as Ctrl+C does. */
async function withHost<T>(args: readonly string[], work: (host: Host) => Promise<T>): Promise<T> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'leadbook-data-'))
  const program = [join(root, 'electron/browser/main.ts'), '--data', dataFolder, ...args]
  const child = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const firstLine = new Promise<string>((resolve) => {
    child.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.split('\n')[0] ?? ''))
  })
  try {
    const said = await Promise.race([firstLine, ended.then((code) => `ended with ${code}`)])
    expect(said).toMatch(/^Leadbook is at http:\/\/127\.0\.0\.1:\d+\/#secret=[\w-]{43}$/)
    return await work({ address: said.slice('Leadbook is at '.length), dataFolder, child, ended })
  } finally {
    child.kill('SIGINT')
    await ended
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** What went wrong in a page, without being seen on it. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return complaints
}

test('the printed address opens the sample; the secret leaves the address bar, and a reload still knows it', async ({
  page,
}) => {
  await withHost(['--sample'], async ({ address }) => {
    const complaints = complaintsOf(page)
    const elsewhere: string[] = []
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== new URL(address).origin)
        elsewhere.push(request.url())
    })
    await page.goto(address)
    await expect(page.getByText('Sample').first()).toBeVisible()
    expect(page.url()).not.toContain('secret')
    await page.reload()
    await expect(page.getByText('Sample').first()).toBeVisible()
    expect(await page.context().cookies()).toEqual([])
    expect(elsewhere).toEqual([])
    expect(complaints).toEqual([])
  })
})

test('a change made in one page is seen in another', async ({ browser }) => {
  await withHost([], async ({ address }) => {
    const [first, second] = await Promise.all([browser.newPage(), browser.newPage()])
    await Promise.all([first.goto(address), second.goto(address)])
    await first.evaluate(async (address) => {
      const headers = { 'x-leadbook-secret': address.split('secret=')[1] ?? '', 'content-type': 'application/json' }
      await fetch('/api/host', { method: 'POST', headers, body: '["host.newWorkbook", {"name": "Seen"}]' })
    }, address)
    await expect(second.getByText('Seen').first()).toBeVisible()
    await Promise.all([first.close(), second.close()])
  })
})

test('Ctrl+C ends it with exit code 0 and the workbook closed, though a page still listens', async ({ page }) => {
  test.skip(process.platform === 'win32', 'Signals')
  await withHost(['--sample'], async ({ address, dataFolder, child, ended }) => {
    await page.goto(address)
    await expect(page.getByText('Sample').first()).toBeVisible()
    const sample = join(dataFolder, '.sample/Sample.leadbook')
    expect(existsSync(`${sample}-lock`)).toBe(true)
    child.kill('SIGINT')
    expect(await ended).toBe(0)
    expect([existsSync(sample), existsSync(`${sample}-lock`), existsSync(`${sample}-wal`)]).toEqual([
      true,
      false,
      false,
    ])
  })
})

test('a workbook that cannot be opened at launch is said on the first screen', async ({ page }) => {
  await withHost(['--workbook', 'gone.leadbook'], async ({ address }) => {
    await page.goto(address)
    await expect(page.getByRole('alert')).toContainText('gone.leadbook')
  })
})
