import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { SetupError } from './install.mjs'
import { root, runTool, say, secondsSince } from './run.mjs'

const stampFile = join(root, 'out/sources.sha256')
const results = [
  'out/main/main.js',
  'out/main/worker.js',
  'out/main/library.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
]

/**
 * Builds the desktop app into out/, where it is missing or older than its sources. Throws a SetupError where it cannot.
 * @param {{ always?: boolean }} [options]
 */
export async function ensureBuilt(options = {}) {
  const sources = hashOfSources()
  const isThere = results.every((file) => existsSync(join(root, file)))
  if (!options.always && isThere && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sources) return
  say('Building the app …')
  const startedAt = performance.now()
  const ended = await runTool('electron-vite/bin/electron-vite.js', ['build', '--logLevel', 'warn'])
  const words = stripVTControlCharacters(ended.output).trim()
  if (ended.code !== 0) throw new SetupError(`The build failed.\n${words}`)
  const missing = results.filter((file) => !existsSync(join(root, file)))
  if (missing.length > 0) throw new SetupError(`The build left out ${missing.join(', ')}.\n${words}`)
  if (words !== '') say(words)
  writeFileSync(stampFile, sources)
  say(`  done in ${secondsSince(startedAt)}`)
}

/** Changes with every file that goes into the build. */
function hashOfSources() {
  const hash = createHash('sha256')
  for (const file of ['electron.vite.config.ts', 'lingui.config.ts', 'package.json', 'package-lock.json']) add(file)
  for (const folder of ['electron', 'renderer', 'resources', 'shared']) addFolder(folder)
  return hash.digest('hex')

  /** @param {string} folder */
  function addFolder(folder) {
    if (!existsSync(join(root, folder))) return
    const entries = readdirSync(join(root, folder), { withFileTypes: true })
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) addFolder(path)
      else add(path)
    }
  }

  /** @param {string} file */
  function add(file) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
}
