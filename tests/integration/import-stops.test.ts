import { describe, expect, test } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import type { CoreEvent } from '../../shared/contract/events.ts'
import { writeLines } from '../support/import-files.ts'
import { readRows } from '../support/rows.ts'
import { sharingCore } from '../support/shared-core.ts'

const inWorkbook = sharingCore()

const cancelled = { ok: false, error: { code: 'cancelled' } }

function linesOf(rows: number): string[] {
  return [
    'Name,Company,E-mail',
    ...Array.from({ length: rows }, (_, row) => `Lead ${row},Company ${row},lead${row}@long.example`),
  ]
}

/** Waits until a phase was told. */
function phaseOf(core: Core, phase: Extract<CoreEvent, { type: 'progress' }>['phase'], least = 0): Promise<void> {
  return new Promise((resolve) => {
    const stop = core.onEvent((event) => {
      if (event.type !== 'progress' || event.phase !== phase || event.done < least) return
      stop()
      resolve()
    })
  })
}

describe('a stop', () => {
  test('is meant for the import that waits for a plan', async () => {
    await inWorkbook(async (core, { folder, path }) => {
      const before = readRows(path)
      const fileId = core.takeFile(writeLines(folder, 'long.csv', linesOf(40_000)))
      const planning = phaseOf(core, 'planning')
      const plan = core.dispatch('import.plan', { fileId, choices: {} })
      await planning
      const commit = core.dispatch('import.commit', { fileId, choices: {} })
      await core.call('job.cancel', {})
      expect(await plan).toMatchObject(cancelled)
      expect(await commit).toMatchObject(cancelled)
      expect(readRows(path)).toEqual(before)
    })
  })

  test('is meant for the import that waits for its turn, however short', async () => {
    await inWorkbook(async (core, { folder }) => {
      const long = core.takeFile(writeLines(folder, 'long.csv', linesOf(20_000)))
      const short = core.takeFile(writeLines(folder, 'short.csv', ['Name', 'Ann Lee']))
      await core.call('import.plan', { fileId: short, choices: {} })
      const writing = phaseOf(core, 'writing', 1)
      const first = core.dispatch('import.commit', { fileId: long, choices: {} })
      await writing
      const second = core.dispatch('import.commit', { fileId: short, choices: {} })
      // The second is with the writer once the importer answered what was asked after it.
      await core.call('import.rows', { fileId: short, choices: {}, offset: 0, limit: 1 })
      await core.call('job.cancel', {})
      expect(await first).toMatchObject(cancelled)
      expect(await second).toMatchObject(cancelled)
    })
  })

  test('of an import is not taken back by a command that is given before the writer looks', async () => {
    await inWorkbook(async (core, { folder, path }) => {
      const before = readRows(path)
      const fileId = core.takeFile(writeLines(folder, 'long.csv', linesOf(40_000)))
      const writing = phaseOf(core, 'writing', 1)
      const commit = core.dispatch('import.commit', { fileId, choices: {} })
      await writing
      void core.call('job.cancel', {})
      const redoing = core.dispatch('journal.redo', {})
      expect(await commit).toMatchObject(cancelled)
      await redoing
      expect(readRows(path)).toEqual(before)
    })
  })

  test('is not meant for what is asked for afterwards, of the same file too', async () => {
    await inWorkbook(async (core, { folder }) => {
      const fileId = core.takeFile(writeLines(folder, 'long.csv', linesOf(200_000)))
      const reading = phaseOf(core, 'reading', 1)
      const stopped = core.dispatch('import.plan', { fileId, choices: { headerRow: null } })
      await reading
      void core.call('job.cancel', {})
      const wanted = core.call('import.plan', { fileId, choices: {} })
      expect(await stopped).toMatchObject(cancelled)
      expect((await wanted).counts.rows).toBe(200_000)
    })
  })
})
