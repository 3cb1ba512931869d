import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Refusal } from '../../shared/contract/reply.ts'

const PATIENCE_MS = 60_000

/** Prints a document that stands alone to PDF, in a Chromium, Chrome or Edge of this computer. Refuses with not_available where there is none. */
export async function printToPdf(html: string): Promise<Uint8Array<ArrayBuffer>> {
  const browser = findChromium()
  if (browser === undefined) {
    throw new Refusal(
      'not_available',
      'There is no Chromium, Chrome or Edge on this computer to make a PDF with. Install one, or name one in LEADBOOK_BROWSER.',
    )
  }
  const folder = await mkdtemp(join(tmpdir(), 'leadbook-print-'))
  try {
    const page = join(folder, 'sheet.html')
    const pdf = join(folder, 'sheet.pdf')
    await writeFile(page, html)
    await runToEnd(browser, [
      '--headless',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-extensions',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--no-default-browser-check',
      '--host-resolver-rules=MAP * ~NOTFOUND',
      // As root Chromium does not start with its sandbox; the page is ours and runs nothing.
      ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${join(folder, 'profile')}`,
      '--no-pdf-header-footer',
      `--print-to-pdf=${pdf}`,
      pathToFileURL(page).href,
    ])
    if (!existsSync(pdf))
      throw new Refusal(
        'not_available',
        `${browser} made no PDF. Try again, or name another browser in LEADBOOK_BROWSER.`,
      )
    return new Uint8Array(await readFile(pdf))
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** A Chromium, Chrome or Edge: the one LEADBOOK_BROWSER names, else one in the usual places; undefined where there is none. */
export function findChromium(): string | undefined {
  const chosen = process.env['LEADBOOK_BROWSER']
  if (chosen !== undefined && existsSync(chosen)) return chosen
  return [...usualPlaces(), ...onSearchPath()].find((path) => existsSync(path))
}

function usualPlaces(): string[] {
  if (process.platform === 'darwin') {
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
      ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => join(folder, `${name}.app/Contents/MacOS/${name}`)),
    )
  }
  if (process.platform === 'win32') {
    const programs = [
      'Google/Chrome/Application/chrome.exe',
      'Chromium/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
    ]
    const folders = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? [])
    return folders.flatMap((folder) => programs.map((program) => join(folder, program)))
  }
  return []
}

function onSearchPath(): string[] {
  if (process.platform === 'win32') return []
  const names = [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'microsoft-edge-stable',
  ]
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

function runToEnd(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    let words = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      words = (words + text).slice(-2000)
    })
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
    const refuse = (why: string) => {
      clearTimeout(timer)
      reject(
        new Refusal('not_available', `${program} cannot print (${why}). Name another browser in LEADBOOK_BROWSER.`),
      )
    }
    child.once('error', (error) => refuse(error.message))
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      if (code === 0) resolve()
      else
        refuse(
          signal === 'SIGKILL' ? 'no PDF within a minute' : (words.trim().split('\n').at(-1) ?? `exit code ${code}`),
        )
    })
  })
}
