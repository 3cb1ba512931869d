import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the project, without a slash at the end. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

export const isWindows = process.platform === 'win32'
export const isRoot = process.getuid?.() === 0

/** Chromium and Electron refuse to start as root with their sandbox. */
export const sandboxFlags = process.platform === 'linux' && isRoot ? ['--no-sandbox'] : []

/** The Node that everything but scripts/ runs on: better-sqlite3 crashes on Node 20. It exists once set up. */
export const nodePath = join(root, 'node_modules/node/bin', isWindows ? 'node.exe' : 'node')

/**
 * The environment of everything started from here: that Node first, then the tools of the project, and a place where Node keeps
 * the TypeScript that it has read before, which halves the start of the command line.
 */
export function projectEnv() {
  const folders = [join(root, 'node_modules/node/bin'), join(root, 'node_modules/.bin')]
  const path = process.env.PATH ?? process.env.Path ?? ''
  const cache = join(root, 'node_modules/.cache/node')
  const env = { NODE_COMPILE_CACHE: cache, ...process.env, PATH: [...folders, path].join(delimiter) }
  if (process.stderr.isTTY) return env
  return { ...env, FORCE_COLOR: undefined, NO_COLOR: '1' }
}

/**
 * The folder that file names on the command line are meant from: npm itself changes to the project's.
 * @returns {string}
 */
export function personsFolder() {
  const beforeNpm = process.cwd() === root ? process.env.INIT_CWD : undefined
  return beforeNpm ?? process.cwd()
}

/**
 * @typedef {object} Ended
 * @property {number} code exit code; 128 and more where a signal ended it, 127 where it could not be started
 * @property {string} output both streams, unless they went to the terminal
 * @property {boolean} isLate whether the time limit ended it
 */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()
process.on('exit', () => {
  for (const child of running) child.kill('SIGTERM')
})

/** From here on, whoever ends this process ends what it runs; the exit code is the shell's for that signal. */
export function endChildrenWithUs() {
  for (const [signal, code] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])) {
    process.once(signal, () => process.exit(code))
  }
}

/**
 * Runs a program to its end. Never throws.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ show?: boolean, limitMs?: number, env?: NodeJS.ProcessEnv, cwd?: string, shell?: boolean,
 *   onStart?: (child: import('node:child_process').ChildProcess, stop: () => void) => void, ipc?: boolean }} [options]
 *   `show` sends its words to standard error as they come: standard output may be somebody's data
 * @returns {Promise<Ended>}
 */
export function run(program, args, options = {}) {
  return new Promise((resolve) => {
    const output = options.show ? process.stderr : 'pipe'
    const child = spawn(program, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? projectEnv(),
      stdio: ['ignore', output, output, ...(options.ipc ? /** @type {const} */ (['ipc']) : [])],
      shell: options.shell ?? false,
      windowsHide: true,
    })
    running.add(child)
    let text = ''
    let isLate = false
    const stop = () => {
      isLate = true
      child.kill('SIGKILL')
    }
    const timer = options.limitMs === undefined ? undefined : setTimeout(stop, options.limitMs)
    child.stdout?.setEncoding('utf8').on('data', (piece) => (text += piece))
    child.stderr?.setEncoding('utf8').on('data', (piece) => (text += piece))
    child.on('error', (error) => end(127, error.message))
    child.on('close', (code, signal) => end(code ?? (signal === 'SIGINT' ? 130 : 137), ''))
    options.onStart?.(child, stop)

    /**
     * @param {number} code
     * @param {string} message
     */
    function end(code, message) {
      clearTimeout(timer)
      running.delete(child)
      resolve({ code, output: text + message, isLate })
    }
  })
}

/**
 * Runs a tool of the project (its own JavaScript entry) on the project's Node.
 * @param {string} entry path below node_modules
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runTool(entry, args, options) {
  return run(nodePath, [join(root, 'node_modules', entry), ...args], options)
}

/**
 * The first program of these names on the PATH, or undefined.
 * @param {readonly string[]} names
 */
export function findProgram(names) {
  const folders = (process.env.PATH ?? process.env.Path ?? '').split(delimiter).filter((folder) => folder !== '')
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, isWindows ? `${name}.exe` : name)
      if (existsSync(path)) return path
    }
  }
  return undefined
}

/** One line to the person at the terminal. Standard error, so that standard output stays somebody's data. */
export function say(/** @type {string} */ line) {
  process.stderr.write(`${line}\n`)
}

/** @param {number} startedAt milliseconds of performance.now() */
export function secondsSince(startedAt) {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`
}

/**
 * The last lines of a program's words, for a message about its failure.
 * @param {string} output
 * @param {number} [count]
 */
export function lastLines(output, count = 3) {
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '')
  return lines.slice(-count).join('\n')
}
