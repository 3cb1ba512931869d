import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { canInstallPackages, installPackages } from './debian.mjs'
import { recall, remember } from './install.mjs'
import { findProgram, lastLines, nodePath, root, run, sandboxFlags, say, secondsSince } from './run.mjs'

const ANSWER_LIMIT_MS = 25_000
const DOWNLOAD_LIMIT_MS = 900_000

const programInFolder =
  process.platform === 'darwin'
    ? 'Electron.app/Contents/MacOS/Electron'
    : process.platform === 'win32'
      ? 'electron.exe'
      : 'electron'

/**
 * Electron's program, downloaded where it is missing: tried once for a package-lock.json, with a short wait for the
 * first answer. Undefined where it cannot be had or does not run; the reason is said.
 * @param {{ retry?: boolean }} [options] `retry`: also where it could not be downloaded before
 * @returns {Promise<string | undefined>}
 */
export async function ensureElectron(options = {}) {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (folder !== undefined && folder !== '') {
    const program = join(folder, programInFolder)
    if (existsSync(program)) return runningOrSaid(program)
    say(`ELECTRON_OVERRIDE_DIST_PATH is ${folder}, where no Electron is: trying the usual one.`)
  }
  const program = join(root, 'node_modules/electron/dist', programInFolder)
  if (isDownloaded(program)) return runningOrSaid(program)
  const before = options.retry ? undefined : recall('electron')
  const problem = before ?? (await download())
  if (problem === undefined) return runningOrSaid(program)
  remember('electron', problem)
  const again = before === undefined ? '' : ' (tried before; npm run setup -- --retry tries again)'
  say(`Electron's runtime cannot be had: ${problem}${again}.`)
  return undefined
}

/** @param {string} program */
function isDownloaded(program) {
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')).version
    const present = readFileSync(join(root, 'node_modules/electron/dist/version'), 'utf8').replace(/^v/, '').trim()
    return present === wanted && existsSync(program) && existsSync(join(root, 'node_modules/electron/path.txt'))
  } catch {
    return false
  }
}

/** @returns {Promise<string | undefined>} what went wrong, or undefined */
async function download() {
  say("Downloading Electron's runtime …")
  const startedAt = performance.now()
  // Tells of the first answer, so that a machine without access waits seconds, and a slow one as long as it takes.
  const tellOfAnswer = `const ask = globalThis.fetch
    globalThis.fetch = (...of) => ask(...of).then(
      (answer) => { process.send({}); return answer },
      (error) => { process.send({ problem: error.cause?.message ?? error.message }); throw error })`
  const args = [
    '--import',
    `data:text/javascript,${encodeURIComponent(tellOfAnswer)}`,
    join(root, 'node_modules/electron/install.js'),
  ]
  let hasAnswered = false
  let problem = ''
  const ended = await run(nodePath, args, {
    ipc: true,
    limitMs: DOWNLOAD_LIMIT_MS,
    onStart: (child, stop) => {
      const timer = setTimeout(stop, ANSWER_LIMIT_MS)
      child.on('message', (/** @type {{ problem?: string }} */ message) => {
        hasAnswered = true
        problem = message.problem ?? ''
        clearTimeout(timer)
      })
      child.on('close', () => clearTimeout(timer))
    },
  })
  if (ended.code === 0) {
    say(`  done in ${secondsSince(startedAt)}`)
    return undefined
  }
  if (ended.isLate)
    return hasAnswered ? 'the download took over 15 minutes' : `no answer within ${ANSWER_LIMIT_MS / 1000} seconds`
  return problem || (ended.output.split('\n').find((line) => /Error/.test(line)) ?? lastLines(ended.output, 1))
}

/**
 * The program, its shared libraries installed where they are missing and may be; undefined, and said, where it does not run.
 * @param {string} program
 */
async function runningOrSaid(program) {
  const first = await run(program, ['--version', ...sandboxFlags], { limitMs: 20_000 })
  if (first.code === 0) return program
  if (canInstallPackages() && /shared libraries/.test(first.output)) {
    const problem = await installPackages("Electron's libraries", electronLibraries)
    if (problem !== undefined) say(problem)
    if ((await run(program, ['--version', ...sandboxFlags], { limitMs: 20_000 })).code === 0) return program
  }
  say(`Electron does not run here (${program}): ${lastLines(first.output, 1)}`)
  return undefined
}

// biome-ignore format: a list to read
const electronLibraries = [
  'libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libatspi2.0-0', 'libnotify4', 'libxtst6', 'libdrm2',
  'libxkbcommon0', 'fonts-liberation', 'dbus',
]

/** Whether a window can be opened from here. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true
  return Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY)
}

/**
 * What to put before a command so that its windows have a display: nothing where there is one, xvfb-run where there is
 * none. Undefined, and said, where neither can be had.
 * @returns {Promise<string[] | undefined>}
 */
export async function ensureDisplay() {
  if (hasDisplay()) return []
  if (findProgram(['xvfb-run']) === undefined && canInstallPackages()) {
    const problem = await installPackages('a display for the tests', ['xvfb', 'xauth'])
    if (problem !== undefined) say(problem)
  }
  const xvfbRun = findProgram(['xvfb-run'])
  if (xvfbRun !== undefined) return [xvfbRun, '--auto-servernum', '--server-args=-screen 0 1600x1200x24']
  say('No display, and no xvfb-run to make one: nothing can be opened in Electron here.')
  return undefined
}
