import { writeFileSync } from 'node:fs'
import { endWithParent } from '../../electron/features/import/library/end-with-parent.ts'

/** Behaves as a library that meets a hostile file, for the one who watches it: `pretend-library.ts HOW SPOOL`. */
const [how, spoolPath] = process.argv.slice(2)
writeFileSync(`${spoolPath}.rows`, 'half a table')
const kind = how?.split('/').at(-1)
if (kind !== 'orphan') process.send?.({ type: 'progress', rowCount: process.pid, bytesDone: 0 })
switch (kind) {
  case 'hang':
    // Busy without end, and deaf.
    for (;;) Math.sqrt(2)
  case 'orphan':
    endWithParent()
    // The thread that looks takes a moment to start.
    setTimeout(() => {
      process.send?.({ type: 'progress', rowCount: process.pid, bytesDone: 0 })
      for (;;) Math.sqrt(2)
    }, 500)
    break
  case 'deaf':
    process.on('SIGTERM', () => undefined)
    setInterval(() => undefined, 1000)
    break
  case 'hog': {
    const held: Buffer[] = []
    setInterval(() => held.push(Buffer.alloc(32 * 1024 * 1024, 1)), 5)
    break
  }
  case 'heap': {
    const held: string[][] = []
    for (;;) held.push(Array.from({ length: 10_000 }, (_, index) => `${index} ${held.length}`))
  }
  case 'crash':
    process.kill(process.pid, 'SIGSEGV')
    break
  case 'throw':
    throw new Error('A bug')
  case 'lie':
    process.send?.({ type: 'done', ok: false, code: 'constructor', message: '<b>' })
    setInterval(() => undefined, 1000)
    break
  default:
    process.exit(0)
}
