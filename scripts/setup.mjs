// npm run setup [-- --retry]: everything that `npm start` and `npm test` would set up, ahead of time.
// --retry tries downloads again that failed before.
import { ensureBrowser } from './setup/browser.mjs'
import { ensureDisplay, ensureElectron } from './setup/electron.mjs'
import { ensureInstalled, SetupError } from './setup/install.mjs'
import { endChildrenWithUs, say } from './setup/run.mjs'

endChildrenWithUs()

const retry = process.argv.includes('--retry')
try {
  await ensureInstalled()
  const electron = await ensureElectron({ retry })
  if (electron === undefined) say('npm start opens the workbook in a browser instead; tests in Electron are left out.')
  else await ensureDisplay()
  const browser = await ensureBrowser({ retry })
  say(`Packages: installed. Electron: ${electron ?? 'none'}. Browser: ${browser ?? 'none'}.`)
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  say(error.message)
  process.exitCode = 1
}
