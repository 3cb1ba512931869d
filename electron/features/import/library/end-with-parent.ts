import { Worker } from 'node:worker_threads'

/** Looks every half second whether the process that started this one is there; where numbers of processes are kept, it is asked. */
const watcher = `const { ppid } = process
const isThere = () => {
  try {
    return process.kill(ppid, 0) && process.ppid === ppid
  } catch {
    return false
  }
}
setInterval(() => { if (!isThere()) process.kill(process.pid, 'SIGKILL') }, 500)`

/** Ends this process soon after its parent, even while it is busy: a killed parent says nothing, and a busy process hears nothing. */
export function endWithParent(): void {
  process.once('disconnect', () => process.exit())
  new Worker(watcher, { eval: true }).unref()
}
