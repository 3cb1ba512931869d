import { spawn } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeOds, writeXlsx as writeWithHucre } from 'hucre'
import { describe, expect, test, vi } from 'vitest'
import {
  type LibraryRequest,
  type LibraryWatch,
  readWithLibrary,
  type StartLibrary,
} from '../../../electron/core/library-process.ts'
import { startInNode, startLibraryInNode } from '../../../electron/core/start-library-in-node.ts'
import { UnreadableFile } from '../../../electron/features/import/readers/read-refusal.ts'
import { openSpooledGrid } from '../../../electron/features/import/row-spool.ts'
import type { ReadFacts } from '../../../shared/domain/import/table.ts'
import { withFolder } from '../../support/core.ts'
import { killHard } from '../../support/processes.ts'
import { hasSharedData, sharedData } from '../../support/shared-data.ts'
import { writeZip, xlsxParts } from '../../support/write-xlsx.ts'

const pretend = startInNode(new URL('../../support/pretend-library.ts', import.meta.url))

type LibrarySheet = { rows: string[][]; numbers: number[]; facts: ReadFacts }

/** What the library's process makes of a file. */
function readFile(file: Uint8Array | string, sheet?: string): Promise<LibrarySheet> {
  return withFolder(async (folder) => {
    const path = typeof file === 'string' ? file : join(folder, 'file')
    if (typeof file !== 'string') writeFileSync(path, file)
    const spoolPath = join(folder, 'spool')
    await readWithLibrary(startLibraryInNode, { path, spoolPath, sheet })
    const { grid, close } = openSpooledGrid(spoolPath)
    const { rows, ...facts } = grid
    const table = {
      rows: Array.from(rows, (cells) => [...cells]),
      numbers: Array.from({ length: rows.count }, (_, index) => rows.numberAt(index)),
      facts,
    }
    close()
    return table
  })
}

async function refusalOf(work: Promise<unknown>): Promise<UnreadableFile> {
  const refusal: unknown = await work.then(
    () => new Error('It was read.'),
    (error: unknown) => error,
  )
  if (!(refusal instanceof UnreadableFile)) throw refusal
  expect(refusal.message).toMatch(/^“\{file\}” .*\.$/)
  return refusal
}

describe('a process that reads', () => {
  test('an ODS gives its rows, days, booleans and numbers as our own reader gives them', async () => {
    const day = new Date(Date.UTC(2026, 2, 14))
    const sheet = await readFile(
      await writeOds({
        sheets: [
          { name: 'Empty', rows: [] },
          { name: 'Leads', rows: [['name', 'since', 'paid'], [null], ['Zoë', day, true], ['#N/A', day, 12.5]] },
        ],
      }),
    )
    expect(sheet.rows).toEqual([
      ['name', 'since', 'paid'],
      ['Zoë', '2026-03-14', 'TRUE'],
      ['', '2026-03-14', '12.5'],
    ])
    expect(sheet.numbers).toEqual([1, 3, 4])
    expect(sheet.facts.blankRowCount).toBe(1)
    expect(sheet.facts.dialect.sheet).toBe('Leads')
    expect(sheet.facts.notes).toEqual([
      { spreadsheetDayCount: 0, errorCount: 1 },
      { spreadsheetDayCount: 2, errorCount: 0 },
      { spreadsheetDayCount: 0, errorCount: 0 },
    ])
  })

  test('an XLSX that is odd gives zeros of number formats, hidden sheets and merged cells', async () => {
    const file = await writeWithHucre({
      sheets: [
        { name: 'Secret', rows: [['x']], hidden: true },
        {
          name: 'Leads',
          rows: [
            ['name', 'post code', null],
            ['Ann', 1067, 3],
          ],
          cells: new Map([['1,1', { style: { numFmt: '00000' } }]]),
          merges: [{ startRow: 0, startCol: 1, endRow: 0, endCol: 2 }],
        },
      ],
    })
    const sheet = await readFile(file)
    expect(sheet.rows).toEqual([
      ['name', 'post code'],
      ['Ann', '01067', '3'],
    ])
    expect(sheet.facts.dialect.sheets).toEqual([
      { name: 'Secret', isHidden: true },
      { name: 'Leads', isHidden: false },
    ])
    expect(sheet.facts.merges).toEqual([{ row: 1, firstColumn: 1, lastColumn: 2 }])
    expect((await readFile(file, 'Secret')).rows).toEqual([['x']])
    const refusal = await refusalOf(readFile(file, 'Nope'))
    expect(refusal.message).toContain('“Secret”, “Leads”')
  })

  test.each([
    ['text', Buffer.from('no spreadsheet at all'), 'corrupt'],
    ['a cut archive', writeZip(xlsxParts([{ name: 'Leads', xml: '' }])).subarray(0, 300), 'corrupt'],
  ])('%s is refused', async (_, file, code) => {
    expect((await refusalOf(readFile(file))).code).toBe(code)
  })

  test('a workbook without a filled cell is refused', async () => {
    const file = await writeWithHucre({ sheets: [{ name: 'Leads', rows: [[null, ' ']] }] })
    expect((await refusalOf(readFile(file))).code).toBe('not_a_table')
  })
})

describe('a process that misbehaves ends in a refusal and leaves nothing running', () => {
  test.each([
    ['hang', { ms: 700 }, 'hostile'],
    ['deaf', { ms: 700 }, 'hostile'],
    ['hog', { memoryBytes: 200 * 1024 * 1024 }, 'hostile'],
    ['heap', {}, 'hostile'],
    ['crash', {}, 'corrupt'],
    ['throw', {}, 'corrupt'],
    ['lie', {}, 'corrupt'],
    ['quiet', {}, 'corrupt'],
  ])('%s', async (how, limits, code) => {
    // Only Linux says what a process holds.
    if (how === 'hog' && process.platform !== 'linux') return
    const { refusal } = await watched(how, { limits })
    expect(refusal).toBeInstanceOf(UnreadableFile)
    expect((refusal as UnreadableFile).code).toBe(code)
  })

  test('a file of honest size that takes too much is too big, not hostile', async () => {
    const { refusal } = await watched('hang', { limits: { ms: 300 } }, 2_000_000)
    expect((refusal as UnreadableFile).code).toBe('too_big')
  })

  test('a file beyond the size that is read is refused before anything starts', async () => {
    const { startCount, refusal } = await watched('hang', { limits: { fileBytes: 10 } }, 11)
    expect((refusal as UnreadableFile).code).toBe('too_big')
    expect(startCount).toBe(0)
  })

  test('one whose parent is killed ends, though it is busy', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'orphan')
      writeFileSync(path, 'x')
      let said = ''
      const parent = spawn(process.execPath, [
        fileURLToPath(new URL('../../support/start-library.ts', import.meta.url)),
        path,
      ])
      parent.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString()
      })
      const library = await vi.waitUntil(() => Number(/^library (\d+)$/m.exec(said)?.[1] ?? 0), { timeout: 60_000 })
      expect(isRunning(library)).toBe(true)
      await killHard(parent)
      await vi.waitUntil(() => !isRunning(library), { timeout: 60_000 })
    })
  })

  test('one that the seller stops, at once', async () => {
    const stop = new AbortController()
    const onProgress = (): void => stop.abort(new Error('stopped'))
    const { refusal } = await watched('hang', { signal: stop.signal, onProgress })
    expect(String(refusal)).toContain('stopped')
    await expect(watched('hang', { signal: stop.signal })).resolves.toMatchObject({ startCount: 0 })
  })
})

/** Watches a pretended library. Its number is known once it told its first progress. */
async function watched(how: string, watch: LibraryWatch, fileBytes = 1): Promise<Watched> {
  return withFolder(async (folder) => {
    const seen = { pid: 0, startCount: 0, exitCount: 0 }
    const path = join(folder, how)
    writeFileSync(path, Buffer.alloc(fileBytes))
    const request: LibraryRequest = { path, spoolPath: join(folder, 'spool') }
    const start: StartLibrary = (args) => {
      seen.startCount += 1
      const library = pretend(args)
      library.onExit(() => {
        seen.exitCount += 1
      })
      return library
    }
    const onProgress = (rowCount: number, bytesDone: number): void => {
      seen.pid = rowCount
      watch.onProgress?.(rowCount, bytesDone)
    }
    const refusal: unknown = await readWithLibrary(start, request, { ...watch, onProgress }).catch(
      (error: unknown) => error,
    )
    expect(seen.exitCount).toBe(seen.startCount)
    if (seen.pid !== 0) expect(isRunning(seen.pid)).toBe(false)
    expect(readdirSync(folder)).toEqual([how])
    return { startCount: seen.startCount, refusal }
  })
}

type Watched = { startCount: number; refusal: unknown }

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe.skipIf(!hasSharedData())('the old spreadsheets of other programs', () => {
  const shared = (name: string): string => join(sharedData ?? '', 'sheets', name)

  test('any_sheets.xls has a sheet to see and two hidden ones; its chart is no sheet', async () => {
    const { rows, facts } = await readFile(shared('any_sheets.xls'))
    expect(rows.slice(0, 3)).toEqual([
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ])
    expect(facts.dialect.sheets).toEqual([
      { name: 'Visible', isHidden: false },
      { name: 'Hidden', isHidden: true },
      { name: 'VeryHidden', isHidden: true },
    ])
  })

  test('date.xls has two days and a span of 255 hours', async () => {
    const { rows, facts } = await readFile(shared('date.xls'))
    expect(rows).toEqual([
      ['2021-01-01', '15'],
      ['2021-01-02', '16'],
      ['255:10', '17'],
    ])
    expect(facts.notes[0]?.spreadsheetDayCount).toBe(2)
  })

  test('merge_cells.xls tells what is merged over columns', async () => {
    expect((await readFile(shared('merge_cells.xls'))).facts.merges).toEqual([
      { row: 1, firstColumn: 0, lastColumn: 1 },
      { row: 2, firstColumn: 1, lastColumn: 3 },
    ])
  })

  test.each(['too_small.xls', 'issue_594_dos.ods', 'pass_protected.ods', 'issue252.xlsx'])(
    '%s ends in a refusal',
    async (name) => {
      expect(existsSync(shared(name))).toBe(true)
      expect(['corrupt', 'hostile']).toContain((await refusalOf(readFile(shared(name)))).code)
    },
  )

  test('pass_protected.xlsx is behind a password', async () => {
    expect((await refusalOf(readFile(shared('pass_protected.xlsx')))).code).toBe('encrypted')
  })
})
