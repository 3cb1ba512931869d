import { findProgram, isRoot, lastLines, run, say, secondsSince } from './run.mjs'

let isListFresh = false

/** Whether this account may install Debian packages. */
export function canInstallPackages() {
  return process.platform === 'linux' && isRoot && findProgram(['apt-get']) !== undefined
}

/**
 * Installs Debian packages. Names of which this release has none are left out.
 * @param {string} what for the person: what they are for
 * @param {readonly string[]} names
 * @returns {Promise<string | undefined>} what went wrong, or undefined
 */
export async function installPackages(what, names) {
  say(`Installing ${what} with apt-get …`)
  const startedAt = performance.now()
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  if (!isListFresh) {
    const updated = await run('apt-get', ['update', '-qq'], { env, limitMs: 180_000 })
    if (updated.code !== 0) return `apt-get update failed: ${lastLines(updated.output, 1)}`
    isListFresh = true
  }
  const known = await run('apt-cache', ['--generate', 'pkgnames'], { env, limitMs: 60_000 })
  const all = new Set(known.output.split('\n'))
  // Debian 13 and later name some libraries …t64.
  const available = names.flatMap((name) => (all.has(`${name}t64`) ? [`${name}t64`] : all.has(name) ? [name] : []))
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...available]
  const installed = await run('apt-get', args, { env, limitMs: 600_000 })
  if (installed.code !== 0) return `apt-get install failed: ${lastLines(installed.output, 1)}`
  say(`  done in ${secondsSince(startedAt)}`)
  return undefined
}
