import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { LIBRARY_HEAP_MB, type StartLibrary } from './library-process.ts'

/** Starts the library as a child of Node, for the hosts that run from source. */
export const startLibraryInNode = startInNode(new URL('../features/import/library/main.ts', import.meta.url))

/** Starts a module in the way of the library. */
export function startInNode(module: URL): StartLibrary {
  return (args) => {
    const child = fork(fileURLToPath(module), args, {
      execArgv: [`--max-old-space-size=${LIBRARY_HEAP_MB}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    return {
      onMessage: (listener) => child.on('message', listener),
      // Node aborts where its heap is full.
      onExit: (listener) => {
        child.once('error', () => listener({ isOutOfMemory: false }))
        child.once('exit', (code, signal) => listener({ isOutOfMemory: signal === 'SIGABRT' || code === 134 }))
      },
      memoryBytes: () => (child.pid === undefined ? undefined : residentBytes(child.pid)),
      kill: () => child.kill('SIGKILL'),
    }
  }
}

/** Linux says what a process holds; elsewhere the limit of its heap is all there is. */
function residentBytes(pid: number): number | undefined {
  if (process.platform !== 'linux') return undefined
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
  } catch {
    // It is gone, which its exit tells.
    return undefined
  }
}
