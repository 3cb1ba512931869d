import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isWindows, lastLines, nodePath, root, run, say, secondsSince } from './run.mjs'

/** A failure that a person can act on: shown without a stack. */
export class SetupError extends Error {}

/**
 * Packages as in package-lock.json and the Node of the project, installed where they are missing or another version.
 * Throws a SetupError where they cannot be had.
 */
export async function ensureInstalled() {
  if (!isInstalled()) {
    const why = existsSync(join(root, 'node_modules/.package-lock.json')) ? 'package-lock.json changed' : 'first run'
    say(`Installing packages (${why}): npm ci …`)
    const startedAt = performance.now()
    // Without install scripts: the one that is needed runs below, and npm would compile better-sqlite3, which brings
    // its binaries along.
    await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])
    say(`  done in ${secondsSince(startedAt)}`)
  }
  if (!(await isNodeRunning())) {
    say('Installing Node 24 into node_modules …')
    const startedAt = performance.now()
    await npm(['rebuild', 'node', '--no-audit', '--no-fund', '--loglevel=error'])
    if (!(await isNodeRunning())) throw new SetupError(`Node 24 was installed, but ${nodePath} does not run.`)
    say(`  done in ${secondsSince(startedAt)}`)
  }
}

/** Whether node_modules holds what package-lock.json names, in the same versions. Reads two files, starts nothing. */
export function isInstalled() {
  const wanted = packagesOf(join(root, 'package-lock.json'))
  const present = packagesOf(join(root, 'node_modules/.package-lock.json'))
  if (wanted === undefined) throw new SetupError('package-lock.json cannot be read: restore it from git.')
  if (present === undefined) return false
  return Object.entries(wanted).every(([place, entry]) => {
    return place === '' || entry.optional === true || present[place]?.version === entry.version
  })
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }> | undefined}
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

async function isNodeRunning() {
  if (!existsSync(nodePath)) return false
  return (await run(nodePath, ['--version'])).code === 0
}

/** @param {string[]} args */
async function npm(args) {
  // npm started us: the very same one again. By hand (node scripts/start.mjs) it is the one on the PATH.
  const npmScript = process.env.npm_execpath
  const isOwn = npmScript !== undefined && /\.c?js$/.test(npmScript)
  const ended = isOwn
    ? await run(process.execPath, [npmScript, ...args], { env: process.env })
    : await run('npm', args, { env: process.env, shell: isWindows })
  if (ended.code !== 0) {
    throw new SetupError(
      `npm ${args[0]} failed (exit code ${ended.code}). Without the packages nothing runs; check the network and try again.\n${lastLines(ended.output, 12)}`,
    )
  }
}

const memoryFile = join(root, 'node_modules/.leadbook-setup.json')

/**
 * What an earlier set-up noted under this name, as long as package-lock.json is the same.
 * @param {string} name
 * @returns {string | undefined}
 */
export function recall(name) {
  try {
    const memory = JSON.parse(readFileSync(memoryFile, 'utf8'))
    return memory.lock === lockHash() ? memory.notes[name] : undefined
  } catch {
    return undefined
  }
}

/**
 * Notes something for later set-ups with the same package-lock.json; undefined forgets it.
 * @param {string} name
 * @param {string | undefined} note
 */
export function remember(name, note) {
  const lock = lockHash()
  let notes = {}
  try {
    const memory = JSON.parse(readFileSync(memoryFile, 'utf8'))
    if (memory.lock === lock) notes = memory.notes
  } catch {
    // Nothing noted yet.
  }
  mkdirSync(join(root, 'node_modules'), { recursive: true })
  writeFileSync(memoryFile, `${JSON.stringify({ lock, notes: { ...notes, [name]: note } }, null, 2)}\n`)
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}
