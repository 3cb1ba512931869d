import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from '../setup/browser.mjs'
import { hasDisplay } from '../setup/electron.mjs'
import { isWindows, nodePath, projectEnv, root, sandboxFlags, say } from '../setup/run.mjs'

const PATIENCE_MS = 5000

/**
 * Opens the built app in Electron and waits for its end.
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code
 */
export function openInElectron(program, args) {
  const group = startGroup()
  group.add(spawn(program, [root, ...sandboxFlags, ...args], { cwd: root, env: projectEnv(), stdio: 'inherit' }))
  return group.ended
}

/**
 * Starts the browser host, prints its address, opens it where there is a display, and waits for the end of either.
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code
 */
export async function openInBrowser(args) {
  // The host prints to PDF in the same browser.
  const browser = await findBrowser()
  const host = spawn(nodePath, [join(root, 'electron/browser/main.ts'), ...args], {
    cwd: root,
    env: { ...projectEnv(), ...(browser === undefined ? {} : { LEADBOOK_BROWSER: browser }) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const group = startGroup()
  group.add(host)
  const profile = mkdtempSync(join(tmpdir(), 'leadbook-window-'))
  let words = ''
  let isOpen = false
  host.stdout.setEncoding('utf8').on('data', (piece) => {
    process.stdout.write(piece)
    words += piece
    const address = /http:\/\/127\.0\.0\.1:\d+\S*(?=\s)/.exec(words)?.[0]
    if (address === undefined || isOpen) return
    isOpen = true
    if (hasDisplay()) group.add(openWindow(address, browser, profile))
  })
  const code = await group.ended
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  return code
}

/**
 * A window of its own in a Chromium, whose end ends all; else a tab in the default browser.
 * @param {string} address
 * @param {string | undefined} browser
 * @param {string} profile an empty folder, so that the window belongs to this launch alone
 */
function openWindow(address, browser, profile) {
  if (browser === undefined) {
    const opener = isWindows ? 'explorer.exe' : process.platform === 'darwin' ? 'open' : 'xdg-open'
    spawn(opener, [address], { stdio: 'ignore' }).on('error', () => say('Open the address above in a browser.'))
    return undefined
  }
  const flags = ['--no-first-run', '--no-default-browser-check', '--disable-background-networking']
  return spawn(browser, [`--app=${address}`, `--user-data-dir=${profile}`, ...flags, ...sandboxFlags], {
    stdio: 'ignore',
  })
}

/**
 * Processes that end together: when one of them ends, or somebody presses Ctrl+C, the others are ended, kindly first and
 * after 5 seconds by force. `ended` is the exit code of the first that ended, 0 after Ctrl+C.
 */
function startGroup() {
  /** @type {import('node:child_process').ChildProcess[]} */
  const children = []
  /** @type {(code: number) => void} */
  let finish = () => {}
  const first = new Promise((resolve) => (finish = resolve))
  // Stays to the end: a second Ctrl+C while the others are being ended changes nothing.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => finish(0))

  return {
    /** @param {import('node:child_process').ChildProcess | undefined} child */
    add(child) {
      if (child === undefined) return
      children.push(child)
      child.once('error', (error) => {
        say(`${child.spawnfile} cannot be started: ${error.message}`)
        finish(1)
      })
      child.once('exit', (code) => finish(code ?? 1))
    },
    ended: first.then(async (code) => {
      await Promise.all(children.map(endChild))
      return code
    }),
  }
}

/** @param {import('node:child_process').ChildProcess} child */
function endChild(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return resolve(undefined)
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve(undefined)
    })
    child.kill('SIGTERM')
  })
}
