import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'

const root = join(import.meta.dirname, '../..')

/** Electron's program, as the tests are told of it. */
function electronProgram(): string {
  const program = process.env['LEADBOOK_ELECTRON']
  if (program === undefined || !existsSync(program))
    throw new Error('LEADBOOK_ELECTRON names no Electron: run npm test -- electron')
  return program
}

/** Chromium does not start as root with its sandbox. */
const sandboxSwitches = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** What a launch needs so that it keeps its settings in a folder of its own. */
function launchOptions(home: string, args: readonly string[]) {
  return {
    args: [root, ...sandboxSwitches, `--user-data-dir=${join(home, 'settings')}`, ...args],
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, 'config') } as Record<string, string>,
  }
}

/** Runs a test in a home folder of its own, removed at the end. */
export async function withHome<T>(work: (home: string) => Promise<T>): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), 'leadbook-home-'))
  try {
    return await work(home)
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Launches the built desktop app, driven by Playwright. */
export function launchDesktop(home: string, args: readonly string[]): Promise<ElectronApplication> {
  return _electron.launch({
    executablePath: electronProgram(),
    // The app chooses its own theme.
    colorScheme: null,
    ...launchOptions(home, args),
  })
}

/** Runs a test on the built desktop app, driven by Playwright. */
export async function withDesktop<T>(
  home: string,
  args: readonly string[],
  work: (app: ElectronApplication, page: Page) => Promise<T>,
): Promise<T> {
  const app = await launchDesktop(home, args)
  try {
    return await work(app, await app.firstWindow())
  } finally {
    await app.close()
  }
}

/** Starts the built desktop app as a person does: nothing listens in on it. Its words are collected in `words()`. */
export function startDesktop(home: string, args: readonly string[]): { child: ChildProcess; words: () => string } {
  const options = launchOptions(home, args)
  const child = spawn(electronProgram(), options.args, {
    env: options.env,
    cwd: dirname(home),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let words = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (words += text))
  return { child, words: () => words }
}

/** The exit code of a process that ends by itself. */
export function exitCodeOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)))
}
