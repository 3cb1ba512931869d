import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ensureBrowser } from '../setup/browser.mjs'
import { ensureBuilt } from '../setup/build.mjs'
import { ensureDisplay, ensureElectron } from '../setup/electron.mjs'
import { SetupError } from '../setup/install.mjs'
import { nodePath, projectEnv, root, run, runTool, say } from '../setup/run.mjs'

/**
 * What a step came to. `note` says in a few words what the figures do not.
 * @typedef {{ passed: number, failed: number, skipped?: number, note?: string }} Outcome
 */

/** Sides of the code, each with a tsconfig.json of its own, so that each sees only the types it has at run time. */
const sides = ['.', 'shared', 'electron', 'renderer', 'tests', 'scripts']

/**
 * The steps of `npm test` by name, in their order. Each says what it finds and returns its counts.
 * @type {Record<string, (args: readonly string[]) => Promise<Outcome>>}
 */
export const steps = { types, lint, unit, integration, build, chromium, electron }

/** One check for each side. */
async function types() {
  const outcomes = []
  for (const side of sides) {
    const args = ['-p', join(root, side, 'tsconfig.json'), '--pretty', 'false']
    outcomes.push(
      toldIfFailed(`types of ${side === '.' ? 'the configuration' : side}`, await runTool('typescript/bin/tsc', args)),
    )
  }
  return sum(outcomes)
}

/** Code (oxlint), format and folder rules (biome), dead code (knip), texts for translation (lingui): one check each. */
async function lint() {
  return sum([
    toldIfFailed('oxlint', await runTool('oxlint/bin/oxlint', ['--type-aware'])),
    toldIfFailed('biome', await runTool('@biomejs/biome/bin/biome', ['check', '--error-on-warnings'])),
    toldIfFailed('knip', await runTool('knip/bin/knip.js', ['--no-progress'])),
    await languages(),
  ])
}

/** Whether the catalogues hold the texts of the screens, as `npm run languages` would write them. Leaves them as they are. */
async function languages() {
  const folder = join(root, 'resources/languages')
  const before = readCatalogues(folder)
  const ended = await runTool('@lingui/cli/dist/lingui.js', ['extract', '--clean'])
  const after = readCatalogues(folder)
  for (const name of after.keys()) if (!before.has(name)) rmSync(join(folder, name))
  for (const [name, text] of before) if (after.get(name) !== text) writeFileSync(join(folder, name), text)
  if (ended.code !== 0) return toldIfFailed('lingui', ended)
  const stale = [...after].filter(([name, text]) => before.get(name) !== text).map(([name]) => name)
  if (stale.length === 0) return { passed: 1, failed: 0 }
  say(
    `Texts of the screens are missing in resources/languages/${stale.join(', ')}, or no longer used: npm run languages.`,
  )
  return { passed: 0, failed: 1 }
}

/** @param {string} folder */
function readCatalogues(folder) {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.po')) : []
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}

/** @param {readonly string[]} args */
function unit(args) {
  return vitest('unit', args)
}

/**
 * The core, the hosts and the command line on real files; some print to PDF, which takes a browser.
 * @param {readonly string[]} args
 */
async function integration(args) {
  const program = await ensureBrowser()
  return vitest('integration', args, program === undefined ? {} : { LEADBOOK_BROWSER: program })
}

/**
 * @param {string} project
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<Outcome>}
 */
function vitest(project, args, env = {}) {
  return withReport(async (report) => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const ended = await runTool('vitest/vitest.mjs', ['run', `--project=${project}`, ...reporters, ...args], {
      show: true,
      env: { ...projectEnv(), ...env },
    })
    return {
      ended,
      count: ({ numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped }) => ({
        passed,
        failed,
        skipped,
      }),
    }
  })
}

async function build() {
  try {
    await ensureBuilt()
    return { passed: 1, failed: 0 }
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    say(error.message)
    return { passed: 0, failed: 1 }
  }
}

/**
 * The journeys in Chromium, Chrome or Edge.
 * @param {readonly string[]} args
 */
async function chromium(args) {
  const program = await ensureBrowser()
  if (program === undefined) return { passed: 0, failed: 1, note: 'no browser' }
  return playwright('chromium', args, { LEADBOOK_BROWSER: program }, [])
}

/**
 * The journeys in Electron; left out, and said, where there is no runtime or no display for it.
 * @param {readonly string[]} args
 * @returns {Promise<Outcome>}
 */
async function electron(args) {
  const program = await ensureElectron()
  const display = program === undefined ? undefined : await ensureDisplay()
  if (program === undefined || display === undefined)
    return { passed: 0, failed: 0, note: 'left out: no Electron here' }
  const folder = process.platform === 'darwin' ? join(dirname(program), '../../..') : dirname(program)
  return playwright('electron', args, { LEADBOOK_ELECTRON: program, ELECTRON_OVERRIDE_DIST_PATH: folder }, display)
}

/**
 * @param {string} project
 * @param {readonly string[]} args
 * @param {Record<string, string>} env
 * @param {readonly string[]} display what goes before the command
 * @returns {Promise<Outcome>}
 */
function playwright(project, args, env, display) {
  return withReport(async (report) => {
    const tool = [nodePath, join(root, 'node_modules/@playwright/test/cli.js'), 'test', `--project=${project}`]
    const [program = nodePath, ...rest] = [...display, ...tool, '--reporter=list,json', ...args]
    const ended = await run(program, rest, {
      show: true,
      env: { ...projectEnv(), ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    })
    return {
      ended,
      count: ({ stats }) => {
        if (stats.flaky > 0) console.log(`${stats.flaky} flaky: failed once, then passed. Each is a bug to find.`)
        return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }
      },
    }
  })
}

/**
 * Runs a test runner that writes a JSON report, and reads its counts. A runner that fails without a failed test (a file
 * that does not load, no report at all) counts as one failed.
 * @param {(report: string) => Promise<{ ended: import('../setup/run.mjs').Ended, count: (report: any) => Outcome }>} start
 * @returns {Promise<Outcome>}
 */
async function withReport(start) {
  const folder = mkdtempSync(join(tmpdir(), 'leadbook-test-'))
  try {
    const report = join(folder, 'report.json')
    const { ended, count } = await start(report)
    const outcome = existsSync(report) ? count(JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 0 }
    if (ended.code === 0 || outcome.failed > 0) return outcome
    return { ...outcome, failed: 1, note: `the runner ended with ${ended.code}` }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * @param {string} what
 * @param {import('../setup/run.mjs').Ended} ended
 * @returns {Outcome}
 */
function toldIfFailed(what, ended) {
  if (ended.code === 0) return { passed: 1, failed: 0 }
  say(`${ended.output.trim()}\n${what}: failed (exit code ${ended.code}).`)
  return { passed: 0, failed: 1 }
}

/** @param {readonly Outcome[]} outcomes */
function sum(outcomes) {
  return {
    passed: outcomes.reduce((total, { passed }) => total + passed, 0),
    failed: outcomes.reduce((total, { failed }) => total + failed, 0),
  }
}
