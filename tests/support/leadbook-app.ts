import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { exitCodeOf, launchDesktop } from './desktop.ts'

const root = join(import.meta.dirname, '../..')

/** A running Leadbook, whichever its host. */
export type LeadbookApp = {
  page: Page
  /** What the page wrote down as errors, so far. */
  errors: readonly string[]
  /** The bytes of the file that an act on the page saves and then names: a download, or a file where the computer's dialog said. */
  savedFile: (act: () => Promise<string>) => Promise<Buffer>
  /** Ends it as the seller does. Nothing happens the second time. */
  close: () => Promise<void>
}

/** The folder of a home in which both hosts keep the workbooks that a journey makes. */
export function bookFolder(home: string): string {
  return join(home, 'books')
}

/** Starts the browser host from source on the books of a home and opens its page in a context of its own. */
export async function openInBrowser(browser: Browser, home: string, args: readonly string[]): Promise<LeadbookApp> {
  const program = [join(root, 'electron/browser/main.ts'), '--data', bookFolder(home), '--port', '0', ...args]
  const host = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'pipe'] })
  const address = await printedAddress(host)
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: null })
  const page = await context.newPage()
  const errors = watchErrors(page)
  await page.goto(address)
  return {
    page,
    errors,
    savedFile: async (act) => {
      const downloading = page.waitForEvent('download')
      const name = await act()
      const download = await downloading
      if (download.suggestedFilename() !== name) throw new Error(`${download.suggestedFilename()} came, not ${name}`)
      return readFileSync(await download.path())
    },
    close: once(async () => {
      await context.close()
      host.kill('SIGINT')
      const code = await exitCodeOf(host)
      if (code !== 0) throw new Error(`The browser host ended with ${code}`)
    }),
  }
}

/** Launches the built desktop app on a home. Its save dialogs are answered with the name they propose, in the folder of the books. */
export async function openOnDesktop(home: string, args: readonly string[]): Promise<LeadbookApp> {
  const folder = bookFolder(home)
  mkdirSync(folder, { recursive: true })
  const app = await launchDesktop(home, args)
  const page = await app.firstWindow()
  const errors = watchErrors(page)
  await app.evaluate(({ dialog }, folder) => {
    dialog.showSaveDialog = (...given: unknown[]) => {
      const { defaultPath = '' } = given.at(-1) as Electron.SaveDialogOptions
      return Promise.resolve({ canceled: false, filePath: `${folder}/${defaultPath.split(/[\\/]/).at(-1)}` })
    }
  }, folder)
  return {
    page,
    errors,
    savedFile: async (act) => readFileSync(join(folder, await act())),
    close: once(() => app.close()),
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => (done ??= work())
}

function watchErrors(page: Page): string[] {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message))
  page.on('console', (message) => {
    // The frame of the sheet runs no scripts, and so none of Playwright's recorder.
    if (message.type() !== 'error' || message.text().startsWith("Blocked script execution in 'about:srcdoc'")) return
    errors.push(message.text())
  })
  return errors
}

/** The address that the browser host prints when it answers. */
function printedAddress(host: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let words = ''
    for (const stream of [host.stdout, host.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        words += text
        const address = /Leadbook is at (\S+)/.exec(words)?.[1]
        if (address !== undefined) resolve(address)
      })
    }
    host.once('exit', (code) => reject(new Error(`The browser host ended with ${code}: ${words}`)))
  })
}
