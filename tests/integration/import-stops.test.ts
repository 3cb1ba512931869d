import { existsSync, readdirSync, readlinkSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { Core } from '../../electron/core/core.ts'
import { FileSpool, findSpooledFile } from '../../electron/core/file-spool.ts'
import type { LibraryProcess } from '../../electron/core/library-process.ts'
import { createProgressBoard, progressOn } from '../../electron/core/progress-board.ts'
import { startLibraryInNode } from '../../electron/core/start-library-in-node.ts'
import { readIntoRows, tablePlace } from '../../electron/features/import/import.service.ts'
import type { CoreEvent } from '../../shared/contract/events.ts'
import { testDay, withCore, withFolder } from '../support/core.ts'
import { importFile, writeLines } from '../support/import-files.ts'
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

const settings = { currency: 'EUR', country: 'DE', isSample: false }

/** A core worker that dies at the request which a file names. */
function mortalWorker(deaths: string): string {
  return `
    import { readFileSync } from 'node:fs'
    import { parentPort, workerData } from 'node:worker_threads'
    import '${new URL('../../electron/core/worker.ts', import.meta.url)}'
    parentPort.on('message', ({ type }) => {
      if (readFileSync(${JSON.stringify(deaths)}, 'utf8') === workerData.role + ' ' + type) process.exit(1)
    })`
}

/** Runs a test on a core whose workers die at the request that is told: `ROLE TYPE`, '' for none. */
async function withMortals(
  work: (core: Core, place: { folder: string; path: string; dieAt: (request: string) => void }) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const deaths = join(folder, 'deaths')
    const dieAt = (request: string) => writeFileSync(deaths, request)
    dieAt('')
    const worker = join(folder, 'mortal-worker.mjs')
    writeFileSync(worker, mortalWorker(deaths))
    const core = new Core({ workerUrl: pathToFileURL(worker), startLibrary: startLibraryInNode, log: () => undefined })
    const path = join(folder, 'Test.leadbook')
    await core.createWorkbook(path, settings, testDay)
    await work(core, { folder, path, dieAt })
    await core.close()
  })
}

function eventOf(core: Core, type: CoreEvent['type']): Promise<void> {
  return new Promise((resolve) => {
    const stop = core.onEvent((event) => {
      if (event.type !== type) return
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

  test('of one procedure is not meant for what another does or waits for', async () => {
    await inWorkbook(async (core, { folder }) => {
      const fileId = core.takeFile(writeLines(folder, 'long.csv', linesOf(40_000)))
      const planning = phaseOf(core, 'planning')
      const plan = core.dispatch('import.plan', { fileId, choices: {} })
      await planning
      const exporting = core.dispatch('leads.export', {
        query: {},
        columns: ['name'],
        format: 'csv',
      })
      const commit = core.dispatch('import.commit', { fileId, choices: {} })
      await core.call('job.cancel', { procedure: 'import.plan' })
      expect(await plan).toMatchObject(cancelled)
      expect([(await exporting).ok, (await commit).ok]).toEqual([true, true])
      expect(await core.dispatch('job.cancel', { procedure: 'import.all' })).toMatchObject({
        ok: false,
        error: { code: 'invalid_input' },
      })
    })
  })

  test('of a file that is read for two stops for the one it is meant for', async () => {
    await inWorkbook(async (core, { folder }) => {
      const fileId = core.takeFile(writeLines(folder, 'long.csv', linesOf(100_000)))
      const reading = phaseOf(core, 'reading', 1)
      const rows = core.dispatch('import.rows', { fileId, choices: {}, offset: 0, limit: 1 })
      await reading
      const plan = core.dispatch('import.plan', { fileId, choices: {} })
      await core.call('job.cancel', { procedure: 'import.rows' })
      expect(await rows).toMatchObject(cancelled)
      expect(await plan).toMatchObject({ ok: true, value: { counts: { rows: 100_000 } } })
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

  test('reaches each file that the library reads', async () => {
    await withFolder(async (folder) => {
      let startedCount = 0
      let allStarted: () => void = () => undefined
      const started = new Promise<void>((resolve) => {
        allStarted = resolve
      })
      const startLibrary = (): LibraryProcess => {
        const listeners: ((end: { isOutOfMemory: boolean }) => void)[] = []
        startedCount += 1
        if (startedCount === 2) allStarted()
        return {
          onMessage: () => undefined,
          onExit: (listener) => listeners.push(listener),
          memoryBytes: () => undefined,
          kill: () => {
            for (const listener of listeners) listener({ isOutOfMemory: false })
          },
        }
      }
      const workerUrl = new URL('../../electron/core/worker.ts', import.meta.url)
      const core = new Core({ workerUrl, startLibrary, log: () => undefined })
      await core.createWorkbook(join(folder, 'Test.leadbook'), settings, testDay)
      const plans = ['one.xls', 'two.xls'].map(async (name) => {
        const file = join(folder, name)
        writeFileSync(
          file,
          Buffer.concat([
            Buffer.from('d0cf11e0a1b11ae1', 'hex'),
            Buffer.alloc(504),
            Buffer.from('Workbook', 'utf16le'),
          ]),
        )
        return core.dispatch('import.plan', { fileId: core.takeFile(file), choices: {} })
      })
      await started
      await core.call('job.cancel', {})
      expect(await Promise.all(plans)).toMatchObject([cancelled, cancelled])
      await core.close()
    })
  })
})

describe('closing a workbook', () => {
  test('stops the plan that runs, and lets go of the file', async () => {
    await inWorkbook(async (core, { folder, path }) => {
      const fileId = core.takeFile(writeLines(folder, 'long.csv', linesOf(40_000)))
      const planning = phaseOf(core, 'planning')
      const plan = core.dispatch('import.plan', { fileId, choices: {} })
      await planning
      await core.closeWorkbook()
      expect(await plan).toMatchObject(cancelled)
      expect(existsSync(`${path}-wal`)).toBe(false)
    })
  })

  test.each(['with', 'without'])(
    'for another writes nothing of a file that is still being read into that one, %s a look before',
    async (look) => {
      await withFolder(async (folder) => {
        await withCore(async (core) => {
          await core.createWorkbook(join(folder, 'One.leadbook'), settings, testDay)
          if (look === 'with') {
            const seen = core.takeFile(writeLines(folder, 'seen.csv', ['Name', 'Ann Lee']))
            await core.call('import.plan', { fileId: seen, choices: {} })
          }
          const fileId = core.takeFile(writeLines(folder, 'long.csv', linesOf(100_000)))
          const reading = phaseOf(core, 'reading')
          const commit = core.dispatch('import.commit', { fileId, choices: {} })
          await reading
          await core.createWorkbook(join(folder, 'Two.leadbook'), settings, testDay)
          expect(await commit).toMatchObject({ ok: false, error: { code: 'no_workbook' } })
          expect((await core.call('leads.list', { limit: 1 })).total).toBe(0)
        })
      })
    },
  )
})

describe('a worker that dies', () => {
  test.each(['writer', 'reader'])('as %s is started again on the same workbook', async (role) => {
    await withMortals(async (core, { path, dieAt }) => {
      dieAt(`${role} run`)
      const restarted = eventOf(core, 'restarted')
      const [name, input] = role === 'writer' ? ['leads.add', { name: 'Ann' }] : ['leads.list', { limit: 1 }]
      expect(await core.dispatch(name, input)).toMatchObject({ ok: false, error: { code: 'internal' } })
      await restarted
      dieAt('')
      expect(core.workbookPath).toBe(path)
      await core.call('leads.add', { name: 'Bob' })
      expect((await core.call('leads.list', { limit: 1 })).total).toBe(1)
    })
  })

  test.each(['close', 'open'])(
    'as importer at the %s of a workbook keeps none from being closed and the next from being opened',
    async (type) => {
      await withMortals(async (core, { folder, path, dieAt }) => {
        const fileId = core.takeFile(writeLines(folder, 'seen.csv', ['Name', 'Ann Lee']))
        await core.call('import.plan', { fileId, choices: {} })
        dieAt(`importer ${type}`)
        const next = join(folder, 'Next.leadbook')
        await core.createWorkbook(next, settings, testDay)
        dieAt('')
        expect(core.workbookPath).toBe(next)
        expect(existsSync(`${path}-wal`)).toBe(false)
        expect((await core.call('import.plan', { fileId, choices: {} })).counts.created).toBe(1)
      })
    },
  )
})

test('an importer that could not open the workbook is started afresh by the next plan', async () => {
  await withFolder(async (folder) => {
    await withCore(async (core) => {
      const path = join(folder, 'Test.leadbook')
      await core.createWorkbook(path, settings, testDay)
      const sheet = writeLines(folder, 'seen.csv', ['Name', 'Ann Lee'])
      const fileId = core.takeFile(sheet)
      renameSync(path, `${path}.away`)
      expect(await core.dispatch('import.plan', { fileId, choices: {} })).toMatchObject({
        error: { code: 'workbook_missing' },
      })
      renameSync(`${path}.away`, path)
      expect((await core.call('import.plan', { fileId, choices: {} })).counts.created).toBe(1)
      await importFile(core, sheet)
    })
  })
})

describe('what an import leaves behind', () => {
  const openSpoolFiles = (): string[] =>
    readdirSync('/proc/self/fd')
      .map((name) => {
        try {
          return readlinkSync(`/proc/self/fd/${name}`)
        } catch {
          return ''
        }
      })
      .filter((target) => target.includes(`leadbook-spool-${process.pid}-`))

  test.skipIf(!existsSync('/proc/self/fd'))('is no open file once it is written or the workbook closed', async () => {
    await inWorkbook(async (core, { folder, reopen }) => {
      const fileId = core.takeFile(writeLines(folder, 'seen.csv', ['Name', 'Ann Lee']))
      await core.call('import.plan', { fileId, choices: {} })
      expect(openSpoolFiles()).toHaveLength(1)
      await reopen()
      expect(openSpoolFiles()).toEqual([])
      await core.call('import.plan', { fileId, choices: {} })
      await core.call('import.commit', { fileId, choices: {} })
      // The importer answers in turn.
      await core.call('leads.findDuplicates', { limit: 1 })
      expect(openSpoolFiles()).toEqual([])
    })
  })

  test('is the last file and the one before, with the rows read from them, and nothing of those before', async () => {
    await withFolder(async (place) => {
      const spool = new FileSpool(place)
      const file = writeLines(place, 'some.csv', ['Name', 'Ann Lee'])
      const begun = spool.begin('first.csv')
      const fileIds = [1, 2, 3].map(() => {
        const fileId = spool.take(file)
        for (const choices of [{}, { delimiter: ';' }])
          readIntoRows(findSpooledFile(spool.folder, fileId), choices, progressOn(createProgressBoard()))
        return fileId
      })
      const left = new Set(readdirSync(spool.folder).map((name) => name.slice(0, 36)))
      expect([...left].sort()).toEqual(fileIds.slice(1).sort())
      await expect(spool.append(begun, new Uint8Array(1))).rejects.toMatchObject({ code: 'file_missing' })
    })
  })
})

test.skipIf(!existsSync('/dev/full')).each(['rows', 'index', 'facts.part'])(
  'a disk that is full when the %s of a file are written is told by its name, and nothing of them stays',
  async (part) => {
    await withFolder(async (place) => {
      const spool = new FileSpool(place)
      const file = findSpooledFile(spool.folder, spool.take(writeLines(place, 'some.csv', ['Name', 'Ann Lee'])))
      symlinkSync('/dev/full', `${tablePlace(file.path, {})}.${part}`)
      const reading = () => readIntoRows(file, {}, progressOn(createProgressBoard()))
      expect(reading).toThrow(
        expect.objectContaining({ code: 'disk_full', message: expect.stringContaining('some.csv') }),
      )
      expect(readdirSync(spool.folder)).toHaveLength(2)
      expect(reading).not.toThrow()
    })
  },
)
