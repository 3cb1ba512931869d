import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import { backUpForTheDay } from '../../electron/database/backup.ts'
import { connectWriter } from '../../electron/database/connection.ts'
import { currentSchemaVersion } from '../../electron/database/migrations.ts'
import { refusalOfSqliteError } from '../../electron/database/workbook-file.ts'
import type { Refusal } from '../../shared/contract/reply.ts'
import { addDays } from '../../shared/primitives/plain-date.ts'
import { testDay, withFolder, withCore as withOwnCore } from '../support/core.ts'
import { killHard, startProcess } from '../support/processes.ts'
import { readRows } from '../support/rows.ts'
import { sharingBareCore } from '../support/shared-core.ts'

const withCore = sharingBareCore()
const settings = { currency: 'EUR', country: 'DE', isSample: false }

async function makeWorkbook(path: string, leadCount = 3): Promise<void> {
  await withCore(async (core) => {
    await core.createWorkbook(path, settings, testDay)
    for (let i = 0; i < leadCount; i += 1)
      await core.call('leads.add', { name: `Lead ${i}`, notes: 'A note of some length. '.repeat(40) })
  })
}

function withNewWorkbook<T>(work: (core: Core, path: string) => Promise<T>): Promise<T> {
  return withFolder((folder) =>
    withCore(async (core) => {
      const path = join(folder, 'Test.leadbook')
      await core.createWorkbook(path, settings, testDay)
      return work(core, path)
    }),
  )
}

async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  return work.then(
    () => {
      throw new Error('It was expected to be refused')
    },
    (error: Refusal) => error,
  )
}

/** Opens a file that is no good: it must be refused with a code, be named, be left as it was, and the core must go on. */
async function expectRefused(core: Core, path: string, code: string): Promise<void> {
  const before = contentOf(path)
  const refusal = await refusalOf(core.openWorkbook(path, testDay))
  expect(refusal).toMatchObject({ code })
  expect(refusal.message).toContain(basename(path))
  expect(contentOf(path)).toEqual(before)
  for (const beside of ['-wal', '-shm', '-lock']) expect(existsSync(`${path}${beside}`), `${path}${beside}`).toBe(false)
  expect(await core.dispatch('workbook.status', {})).toMatchObject({ ok: false, error: { code: 'no_workbook' } })
}

/** What stands at a path: the checksum of a file, or that there is a folder or nothing. */
function contentOf(path: string): string {
  if (!existsSync(path)) return 'nothing'
  return statSync(path).isDirectory() ? 'a folder' : createHash('sha256').update(readFileSync(path)).digest('hex')
}

describe('a workbook that cannot be opened is refused by name and left as it was', () => {
  it('where there is none', () =>
    withFolder((folder) =>
      withCore(async (core) => {
        await expectRefused(core, join(folder, 'none.leadbook'), 'workbook_missing')
        await core.createWorkbook(join(folder, 'good.leadbook'), settings, testDay)
        expect(await core.call('workbook.status', {})).toMatchObject({
          name: 'good',
          leadCount: 0,
          today: testDay,
          currency: 'EUR',
          country: 'DE',
          isSample: false,
        })
      }),
    ))

  it('where it is no workbook: a text, a spreadsheet, a folder, an empty file, a database of another program', () =>
    withFolder((folder) =>
      withCore(async (core) => {
        writeFileSync(join(folder, 'text.leadbook'), 'name;mail\n'.repeat(50))
        writeFileSync(join(folder, 'zip.leadbook'), Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(500)]))
        writeFileSync(join(folder, 'empty.leadbook'), '')
        mkdirSync(join(folder, 'folder.leadbook'))
        const other = new Database(join(folder, 'other.leadbook'))
        other.exec("CREATE TABLE lead (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO lead (name) VALUES ('theirs')")
        other.close()
        for (const name of ['text', 'zip', 'empty', 'folder', 'other'])
          await expectRefused(core, join(folder, `${name}.leadbook`), 'workbook_foreign')
      }),
    ))

  it('where a newer Leadbook wrote it', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'newer.leadbook')
      await makeWorkbook(path)
      const raw = new Database(path)
      raw.pragma('user_version = 99')
      raw.pragma('wal_checkpoint(TRUNCATE)')
      raw.close()
      await withCore((core) => expectRefused(core, path, 'workbook_newer'))
    }))

  it('where it is write-protected', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'protected.leadbook')
      await makeWorkbook(path)
      chmodSync(path, 0o444)
      await withCore((core) => expectRefused(core, path, 'workbook_read_only'))
      expect(statSync(path).mode & 0o777).toBe(0o444)
    }))

  it('where it is cut short', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'short.leadbook')
      await makeWorkbook(path)
      truncateSync(path, statSync(path).size - 4096)
      await withCore((core) => expectRefused(core, path, 'workbook_corrupt'))
    }))

  it('where bytes in its middle were overwritten, and no backup of it replaces a good one', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'broken.leadbook')
      await makeWorkbook(path, 30)
      overwriteMiddle(path)
      await withCore((core) => expectRefused(core, path, 'workbook_corrupt'))
      expect(existsSync(`${path}-backups`) ? readdirSync(`${path}-backups`) : []).toEqual([])
    }))

  it('where it is damaged and was never backed up, without sending anyone to a backup', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'short.leadbook')
      await makeWorkbook(path)
      truncateSync(path, statSync(path).size - 4096)
      mkdirSync(`${path}-backups`)
      await withCore(async (core) => {
        expect((await refusalOf(core.openWorkbook(path, testDay))).message).toContain('There is no backup beside it.')
        writeFileSync(join(`${path}-backups`, '2026-11-20.leadbook'), '')
        expect((await refusalOf(core.openWorkbook(path, testDay))).message).toContain(`${path}-backups`)
      })
    }))
})

function overwriteMiddle(path: string): void {
  const { size } = statSync(path)
  overwrite(path, Math.floor(size / 4), Math.floor(size / 2))
}

/** Overwrites the first page of the table of the leads, and nothing else. */
function overwriteLeads(path: string): void {
  const raw = new Database(path, { readonly: true })
  const page = raw.prepare<[], number>("SELECT rootpage FROM sqlite_schema WHERE name = 'lead'").pluck().get() ?? 0
  const pageSize = raw.pragma('page_size', { simple: true }) as number
  raw.close()
  overwrite(path, (page - 1) * pageSize, pageSize)
}

function overwrite(path: string, start: number, length: number): void {
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(length, 0x5a), 0, length, start)
  closeSync(file)
}

describe('a workbook damaged after the day has its backup', () => {
  it('says so, names the folder of its backups and fails its check; the backup opens', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'broken.leadbook')
      await makeWorkbook(path, 30)
      await withCore((core) => core.openWorkbook(path, testDay))
      overwriteLeads(path)
      await withCore(async (core) => {
        await core.openWorkbook(path, testDay)
        const refusal = await refusalOf(core.call('leads.list', { limit: 100 }))
        expect(refusal).toMatchObject({ code: 'workbook_corrupt' })
        expect(refusal.message).toContain(`${path}-backups`)
        expect(await core.call('workbook.check', {})).toMatchObject({ ok: false })
        const [backup = ''] = readdirSync(`${path}-backups`)
        await core.openWorkbook(join(`${path}-backups`, backup), testDay)
        expect((await core.call('leads.list', { limit: 100 })).total).toBe(30)
      })
    }))
})

describe('making a workbook', () => {
  it('never writes over a file', () =>
    withFolder((folder) =>
      withCore(async (core) => {
        const path = join(folder, 'mine.leadbook')
        writeFileSync(path, 'mine')
        expect(await refusalOf(core.createWorkbook(path, settings))).toMatchObject({ code: 'workbook_exists' })
        expect(readFileSync(path, 'utf8')).toBe('mine')
      }),
    ))

  it('leaves nothing where the folder is not there', () =>
    withFolder((folder) =>
      withCore(async (core) => {
        expect(await refusalOf(core.createWorkbook(join(folder, 'no', 'book.leadbook'), settings))).toMatchObject({
          code: 'not_available',
        })
        expect(readdirSync(folder)).toEqual([])
      }),
    ))
})

describe('a workbook in two hands', () => {
  it('is refused to the second while the first has it, and free at once when the first is killed', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'shared.leadbook')
      await makeWorkbook(path)
      const holder = await startProcess('hold-workbook.ts', [path], 'open')
      try {
        await withCore(async (core) => {
          expect(await refusalOf(core.openWorkbook(path, testDay))).toMatchObject({ code: 'workbook_locked' })
          await killHard(holder)
          await core.openWorkbook(path, testDay)
          expect((await core.call('leads.list', { limit: 10 })).total).toBe(3)
        })
      } finally {
        await killHard(holder)
      }
    }))

  it.skipIf(process.platform === 'win32')('is refused to the second also by another name for the same file', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'shared.leadbook')
      await makeWorkbook(path)
      symlinkSync(path, join(folder, 'link.leadbook'))
      await withCore((first) =>
        withOwnCore(async (second) => {
          await first.openWorkbook(path, testDay)
          expect(await refusalOf(second.openWorkbook(join(folder, 'link.leadbook'), testDay))).toMatchObject({
            code: 'workbook_locked',
          })
          await first.closeWorkbook()
          await second.openWorkbook(join(folder, 'link.leadbook'), testDay)
          expect(await refusalOf(first.openWorkbook(path, testDay))).toMatchObject({ code: 'workbook_locked' })
        }),
      )
      expect(existsSync(`${path}-lock`)).toBe(false)
    }),
  )
})

describe('a process killed in the middle of a transaction', () => {
  it('leaves the workbook as it was before, and it opens', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'killed.leadbook')
      await makeWorkbook(path)
      const before = readRows(path)
      const writer = await startProcess('write-and-hang.ts', [path], 'writing')
      expect(statSync(`${path}-wal`).size).toBeGreaterThan(100_000)
      await killHard(writer)
      await withCore(async (core) => {
        await core.openWorkbook(path, testDay)
        expect(await core.call('workbook.check', {})).toMatchObject({
          ok: true,
          integrity: ['ok'],
          schemaVersion: currentSchemaVersion,
          counts: { leads: 3, companies: 0 },
        })
      })
      expect(readRows(path)).toEqual(before)
    }))
})

describe('a full disk', () => {
  it('is named, and the change leaves nothing behind', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'full.leadbook')
      await makeWorkbook(path)
      const before = readRows(path)
      const { raw } = connectWriter(path)
      try {
        raw.pragma(`max_page_count = ${(raw.pragma('page_count', { simple: true }) as number) + 1}`)
        const write = () => raw.transaction(() => raw.prepare('UPDATE lead SET notes = ?').run('x'.repeat(50_000)))()
        let refused: unknown
        try {
          write()
        } catch (error) {
          refused = refusalOfSqliteError(error, path)
        }
        expect(refused).toMatchObject({ code: 'disk_full' })
      } finally {
        raw.close()
      }
      expect(readRows(path)).toEqual(before)
    }))

  it.skipIf(!canMount())('stops a command half-way without a trace; with room made, it goes on', () =>
    withFolder(async (folder) => {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder])
      try {
        await withCore(async (core) => {
          const path = join(folder, 'full.leadbook')
          await core.createWorkbook(path, settings, testDay)
          const { leadId } = await core.call('leads.add', { name: 'Ann' })
          const before = readRows(path)
          const ballast = join(folder, 'ballast')
          expect(() => writeFileSync(ballast, Buffer.alloc(8 * 1024 * 1024))).toThrow('ENOSPC')
          const edit = () => core.dispatch('leads.edit', { leadId, fields: { notes: 'word '.repeat(19_000) } })
          expect(await edit()).toMatchObject({ ok: false, error: { code: 'disk_full' } })
          expect(readRows(path)).toEqual(before)
          rmSync(ballast)
          expect(await edit()).toMatchObject({ ok: true })
          expect(await core.call('workbook.check', {})).toMatchObject({ ok: true })
        })
      } finally {
        execFileSync('umount', [folder])
      }
    }),
  )
})

/** Whether this process may make a small disk of its own, which only root can. */
function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  try {
    execFileSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe('backups', () => {
  it('are made once a day, of which the last seven are kept, and each opens and holds the leads', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'book.leadbook')
      await makeWorkbook(path)
      const { raw } = connectWriter(path)
      const days = Array.from({ length: 9 }, (_, i) => addDays(testDay, i))
      for (const day of days) {
        expect(backUpForTheDay(raw, path, day)).toBe(join(`${path}-backups`, `${day}.leadbook`))
        expect(backUpForTheDay(raw, path, day)).toBeUndefined()
      }
      raw.close()
      expect(readdirSync(`${path}-backups`).sort()).toEqual(days.slice(2).map((day) => `${day}.leadbook`))
      const restored = join(folder, 'restored.leadbook')
      copyFileSync(join(`${path}-backups`, `${days.at(-1)}.leadbook`), restored)
      expect(readRows(restored)).toEqual(readRows(path))
      await withCore(async (core) => {
        await core.openWorkbook(restored, testDay)
        expect(await core.call('workbook.check', {})).toMatchObject({ ok: true, counts: { leads: 3 } })
      })
    }))

  it('are not kept where the copy cannot be trusted', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'book.leadbook')
      await makeWorkbook(path)
      const { raw } = connectWriter(path)
      // The copy takes over what stands in the tables of the search as it is: damage there passes through it.
      raw.unsafeMode(true)
      raw.exec("UPDATE lead_search_data SET block = x'00112233' WHERE id > 10")
      raw.close()
      const broken = connectWriter(path).raw
      expect(() => backUpForTheDay(broken, path, testDay)).toThrow(/damaged/)
      broken.close()
      expect(readdirSync(`${path}-backups`)).toEqual([])
    }))

  it('are made on opening, and the status tells the day', () =>
    withNewWorkbook(async (core, path) => {
      expect((await core.call('workbook.status', {})).backedUpOn).toBeNull()
      await core.openWorkbook(path, testDay)
      const [backup] = readdirSync(`${path}-backups`)
      expect((await core.call('workbook.status', {})).backedUpOn).toBe(backup?.replace('.leadbook', ''))
    }))
})

describe('the check of a workbook', () => {
  it('takes nothing for damage that was written after it last looked', () =>
    withNewWorkbook(async (core) => {
      for (let turn = 0; turn < 2; turn += 1) {
        for (let i = 0; i < 20; i += 1) {
          await core.call('leads.add', { name: `Ann ${i}` })
          await core.call('journal.undo', {})
          await core.call('journal.redo', {})
        }
        expect(await core.call('workbook.check', {})).toMatchObject({ ok: true, integrity: ['ok'] })
      }
    }))

  it('finds rows that point to none, and words that the search has and no lead', () =>
    withNewWorkbook(async (core, path) => {
      await core.call('leads.add', { name: 'Ann' })
      expect(await core.call('workbook.check', {})).toMatchObject({ ok: true, integrity: ['ok'] })
      const raw = new Database(path)
      raw.pragma('foreign_keys = OFF')
      raw.exec(
        "INSERT INTO link (lead_id, url) VALUES (77, 'x'); DROP TRIGGER lead_search_update; UPDATE lead SET search_text = 'bea'",
      )
      raw.close()
      const { ok, integrity } = await core.call('workbook.check', {})
      expect(ok).toBe(false)
      expect(integrity).toEqual([
        'Row 1 of link points to no lead.',
        'The search finds other leads for “ann” than have it.',
        'The search finds other leads for “bea” than have it.',
      ])
    }))
})

it('closed while it is being opened, at whatever moment, a workbook is left as one file', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'Leads.leadbook')
    await makeWorkbook(path, 1)
    for (const moment of [0, 2, 5, 10]) {
      await withOwnCore(async (core) => {
        const opening = core.openWorkbook(path, testDay).catch((error: unknown) => error)
        // The writer locks first and has it open by and by, the reader follows.
        while (!existsSync(`${path}-lock`)) await wait(1)
        await wait(moment)
        await core.close()
        await opening
      })
      for (const beside of ['-wal', '-shm', '-lock']) expect(existsSync(`${path}${beside}`), beside).toBe(false)
    }
  }))
