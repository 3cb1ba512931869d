import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled, SetupError } from './install.mjs'
import { nodePath, personsFolder, projectEnv, root, say } from './run.mjs'

/**
 * Installs what is missing, then runs a TypeScript entry of the project on its Node, in the folder the person is in, and
 * ends as it ends: same streams, same exit code.
 * @param {readonly [entry: string, ...args: string[]]} args
 */
export async function runOnNode(args) {
  try {
    await ensureInstalled()
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    say(error.message)
    process.exitCode = 1
    return
  }
  const [entry, ...rest] = args
  const child = spawn(nodePath, [join(root, entry), ...rest], {
    cwd: personsFolder(),
    env: projectEnv(),
    stdio: 'inherit',
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    say(`${nodePath} cannot be started: ${error.message}`)
    process.exitCode = 1
  })
  child.on('close', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1)
  })
}
