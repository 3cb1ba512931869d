import { join } from 'node:path'
import { app, utilityProcess } from 'electron'
import { LIBRARY_HEAP_MB, type StartLibrary } from '../core/library-process.ts'

/** Starts the spreadsheet library in a utility process of Electron. */
export const startLibrary: StartLibrary = (args) => {
  const child = utilityProcess.fork(join(import.meta.dirname, 'library.js'), [...args], {
    serviceName: 'Leadbook spreadsheets',
    stdio: 'ignore',
    // Not heeded everywhere: `memoryBytes` is what bounds it.
    execArgv: [`--max-old-space-size=${LIBRARY_HEAP_MB}`],
    env: {},
  })
  let isKilled = false
  const kill = (): void => {
    isKilled = true
    // Its own kill asks politely, which a busy process does not hear. Before it runs it has no number.
    if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
  }
  child.once('spawn', () => {
    if (isKilled) kill()
  })
  return {
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', () => listener({ isOutOfMemory: false })),
    memoryBytes: () => {
      const metric = app.getAppMetrics().find(({ pid }) => pid === child.pid)
      return metric === undefined ? undefined : metric.memory.workingSetSize * 1024
    },
    kill,
  }
}
