import { afterAll, beforeAll } from 'vitest'
import { type LendCore, runCommandLine } from '../../electron/cli/run.ts'
import { Core } from '../../electron/core/core.ts'
import { startLibraryInNode } from '../../electron/core/start-library-in-node.ts'

export type CommandEnded = { code: number; out: string; err: string }

/**
 * Gives what runs a command line in this process, on one core for all commands of a file: its workers start once. The workbook is
 * closed after each command, as it is by the end of a process.
 */
export function sharingCommandLine(): (...args: string[]) => Promise<CommandEnded> {
  let core: Core
  let logOfCommand: (text: string) => void
  beforeAll(() => {
    core = new Core({
      workerUrl: new URL('../../electron/core/worker.ts', import.meta.url),
      startLibrary: startLibraryInNode,
      log: (text) => logOfCommand(text),
    })
  })
  afterAll(() => core.close())
  const lendCore: LendCore = async (use, log) => {
    logOfCommand = log
    try {
      return await use(core)
    } finally {
      await core.closeWorkbook()
    }
  }
  return async (...args) => {
    let [out, err] = ['', '']
    const code = await runCommandLine(args, { out: (text) => (out += text), err: (text) => (err += text) }, lendCore)
    return { code, out, err }
  }
}
