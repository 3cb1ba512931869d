// node scripts/complete-lock.mjs, after a change of dependencies: writes into package-lock.json the optional
// packages of other platforms that the registry at hand did not serve. npm leaves them out silently, and then
// `npm ci` refuses the lock file on every machine. Such entries carry no checksum; npm adds it where it can.
import { readFileSync, writeFileSync } from 'node:fs'

const PLATFORMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const PROCESSORS = ['wasm32', 'arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64']

const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8'))

/** @type {string[]} */
const added = []
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (versionFoundFrom(place, name) === version || !/^\d/.test(version)) continue
    const words = name.slice(name.lastIndexOf('/') + 1).split(/[-.]/)
    const os = PLATFORMS.find((platform) => words.includes(platform))
    const cpu = PROCESSORS.find((processor) => words.includes(processor))
    if (!cpu || (!os && cpu !== 'wasm32')) {
      console.error(
        `${name}@${version}: its platform cannot be read from its name. Left out; run npm install where it is served.`,
      )
      process.exitCode = 1
      continue
    }
    const isDev = entry.dev === true ? { dev: true } : {}
    const home = lock.packages[`node_modules/${name}`] ? `${place}/node_modules/${name}` : `node_modules/${name}`
    lock.packages[home] = { version, cpu: [cpu], ...isDev, optional: true, ...(os ? { os: [os] } : {}) }
    added.push(name)
  }
}

const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'))
lock.packages = Object.fromEntries(sorted)
if (added.length > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(added.length === 0 ? 'The lock file is complete.' : `Added ${added.length}: ${added.join(', ')}.`)

/**
 * The version npm would find from there, in its own node_modules or in one further up; undefined where there is none.
 * @param {string} place
 * @param {string} name
 * @returns {string | undefined}
 */
function versionFoundFrom(place, name) {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const entry = lock.packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]
    if (entry) return entry.version
    if (folder === '') return undefined
  }
}
