import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { canInstallPackages, installPackages } from './debian.mjs'
import { recall, remember } from './install.mjs'
import { findProgram, isWindows, lastLines, nodePath, root, run, runTool, say, secondsSince } from './run.mjs'

/**
 * A Chromium, Chrome or Edge of this machine: LEADBOOK_BROWSER, else in the usual places, else the one Playwright has
 * installed before. Undefined where there is none.
 * @returns {Promise<string | undefined>}
 */
export async function findBrowser() {
  const chosen = process.env.LEADBOOK_BROWSER
  if (chosen !== undefined && chosen !== '') {
    if (existsSync(chosen)) return chosen
    say(`LEADBOOK_BROWSER is ${chosen}, which does not exist: looking in the usual places.`)
  }
  return usualPlaces().find((path) => existsSync(path)) ?? findProgram(linuxNames) ?? (await playwrightBrowser())
}

/**
 * A browser for the tests, installed where there is none: Playwright's, else Debian's. Undefined, and said, where none
 * can be had.
 * @param {{ retry?: boolean }} [options] `retry`: also where Playwright's could not be downloaded before
 * @returns {Promise<string | undefined>}
 */
export async function ensureBrowser(options = {}) {
  const found = await findBrowser()
  if (found !== undefined) return found
  const failedBefore = options.retry ? undefined : recall('browser')
  const whyNot = failedBefore ?? (await downloadBrowser())
  if (whyNot === undefined) return playwrightBrowser()
  remember('browser', whyNot)
  say(`Playwright's Chromium cannot be had: ${whyNot}.`)
  if (canInstallPackages()) {
    const problem = await installPackages('Chromium for the tests', ['chromium', 'fonts-liberation'])
    if (problem === undefined) return findProgram(linuxNames)
    say(problem)
  }
  say(
    'No browser for the tests: install Chromium, Chrome or Edge, or name one in LEADBOOK_BROWSER. The tests in a browser fail without.',
  )
  return undefined
}

const linuxNames = isWindows
  ? []
  : ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable']

function usualPlaces() {
  if (process.platform === 'darwin') {
    const names = ['Google Chrome', 'Chromium', 'Microsoft Edge']
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
      names.map((name) => join(folder, `${name}.app/Contents/MacOS/${name}`)),
    )
  }
  if (isWindows) {
    const folders = [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA]
    const programs = [
      'Google/Chrome/Application/chrome.exe',
      'Chromium/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
    ]
    return folders.flatMap((folder) => (folder ? programs.map((program) => join(folder, program)) : []))
  }
  return []
}

async function playwrightBrowser() {
  if (!existsSync(nodePath)) return undefined
  const question = "process.stdout.write(require('@playwright/test').chromium.executablePath())"
  const answer = await run(nodePath, ['-e', question], { cwd: root })
  return answer.code === 0 && existsSync(answer.output) ? answer.output : undefined
}

/** @returns {Promise<string | undefined>} what went wrong, or undefined */
async function downloadBrowser() {
  say("Downloading Playwright's Chromium for the tests …")
  const startedAt = performance.now()
  const ended = await runTool('@playwright/test/cli.js', ['install', 'chromium'], {
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000', ...process.env },
    limitMs: 600_000,
  })
  if (ended.code === 0) {
    say(`  done in ${secondsSince(startedAt)}`)
    return undefined
  }
  if (ended.isLate) return 'no download within 10 minutes'
  return (
    ended.output
      .split('\n')
      .find((line) => /^Error: (?!Download failure)/.test(line))
      ?.slice('Error: '.length) ?? lastLines(ended.output, 1)
  )
}
