// npm run build: the desktop app into out/.
import { ensureBuilt } from './setup/build.mjs'
import { ensureInstalled, SetupError } from './setup/install.mjs'
import { endChildrenWithUs, say } from './setup/run.mjs'

endChildrenWithUs()

try {
  await ensureInstalled()
  await ensureBuilt({ always: true })
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  say(error.message)
  process.exitCode = 1
}
