// npm test [-- STEP… [ARGUMENT…]]: sets up what is missing, runs every check, ends with `N passed, N failed`.
// npm test -- unit tests/unit/domain: only that step; what is no step's name goes to the test runner.
import { steps } from './checks/steps.mjs'
import { ensureInstalled, SetupError } from './setup/install.mjs'
import { endChildrenWithUs, say, secondsSince } from './setup/run.mjs'

endChildrenWithUs()

const names = Object.keys(steps)
const given = process.argv.slice(2)
const firstArgument = given.findIndex((word) => !names.includes(word))
const chosen = firstArgument === -1 ? given : given.slice(0, firstArgument)
const args = firstArgument === -1 ? [] : given.slice(firstArgument)

/** @type {{ name: string, time: string, passed: number, failed: number, skipped?: number, note?: string }[]} */
const rows = []
if (chosen.length === 0 && args.length > 0) {
  say(`No such step: ${args[0]}. Steps: ${names.join(', ')}.`)
  process.exitCode = 2
} else {
  await testAll()
}

async function testAll() {
  const setupAt = performance.now()
  try {
    await ensureInstalled()
    rows.push({ name: 'setup', time: secondsSince(setupAt), passed: 0, failed: 0 })
    for (const [name, start] of Object.entries(steps)) {
      if (chosen.length > 0 && !chosen.includes(name)) continue
      say(`\n── ${name}`)
      const startedAt = performance.now()
      const outcome = await start(args)
      rows.push({ name, time: secondsSince(startedAt), ...outcome })
    }
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    say(error.message)
    rows.push({ name: 'setup', time: secondsSince(setupAt), passed: 0, failed: 1 })
  }
  const passed = rows.reduce((total, row) => total + row.passed, 0)
  const failed = rows.reduce((total, row) => total + row.failed, 0)
  console.log(`\n${table()}\n${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
}

function table() {
  const cells = rows.map(({ name, time, passed, failed, skipped = 0, note = '' }) => {
    return [name, time, String(passed), String(failed), String(skipped), note]
  })
  const lines = [['step', 'time', 'passed', 'failed', 'skipped', ''], ...cells]
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  return lines
    .map((line) =>
      line.map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
    )
    .map((line) => line.trimEnd())
    .join('\n')
}
