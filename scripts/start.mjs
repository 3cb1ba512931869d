// npm start [-- [--workbook FILE] [--sample] [--browser]]: sets up and builds what is missing, then opens Leadbook: in
// Electron, or in a browser of this machine where its runtime or a display is missing. Ctrl+C ends it.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './setup/build.mjs'
import { ensureElectron, hasDisplay } from './setup/electron.mjs'
import { ensureInstalled, SetupError } from './setup/install.mjs'
import { personsFolder, say } from './setup/run.mjs'
import { openInBrowser, openInElectron } from './start/open.mjs'

const options = readOptions()
if (options === undefined) {
  say('npm start [-- [--workbook FILE] [--sample] [--browser]]')
  process.exitCode = 2
} else {
  try {
    process.exitCode = await start(options)
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    say(error.message)
    process.exitCode = 1
  }
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: { workbook: { type: 'string' }, sample: { type: 'boolean' }, browser: { type: 'boolean' } },
    })
    return values
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    return undefined
  }
}

/** @param {{ workbook?: string, sample?: boolean, browser?: boolean }} wanted */
async function start(wanted) {
  const args = [
    ...(wanted.workbook === undefined ? [] : ['--workbook', resolve(personsFolder(), wanted.workbook)]),
    ...(wanted.sample ? ['--sample'] : []),
  ]
  await ensureInstalled()
  const electron = await electronFor(wanted)
  await ensureBuilt()
  return electron === undefined ? openInBrowser(args) : openInElectron(electron, args)
}

/** @param {{ browser?: boolean }} wanted */
async function electronFor(wanted) {
  if (wanted.browser) return undefined
  if (!hasDisplay()) {
    say('No display here: Leadbook is served to a browser instead.')
    return undefined
  }
  const electron = await ensureElectron()
  if (electron === undefined) say('Leadbook opens in a browser instead.')
  return electron
}
