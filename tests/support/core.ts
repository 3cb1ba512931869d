import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Core } from '../../electron/core/core.ts'
import { startLibraryInNode } from '../../electron/core/start-library-in-node.ts'
import { type PlainDate, plainDate } from '../../shared/primitives/plain-date.ts'

/** The day on which tests take place unless they say otherwise: a Tuesday. */
export const testDay = plainDate('2026-03-24')

export type WorkbookOptions = {
  /** The seller's day; {@link testDay} unless told. */
  today?: PlainDate
  currency?: string
  country?: string
  isSample?: boolean
}

export type TestWorkbook = {
  /** The workbook's own folder, removed at the end. */
  folder: string
  path: string
  /** Closes and opens the workbook again, on another day if told. */
  reopen: (today?: PlainDate) => Promise<void>
}

/** Runs a test on a new, empty workbook of its own. Fails where the core met a bug on the way. */
export async function withWorkbook<T>(
  work: (core: Core, workbook: TestWorkbook) => Promise<T>,
  options: WorkbookOptions = {},
): Promise<T> {
  const { today = testDay, currency = 'EUR', country = 'DE', isSample = false } = options
  return withFolder((folder) =>
    withCore(async (core) => {
      const path = join(folder, 'Test.leadbook')
      await core.createWorkbook(path, { currency, country, isSample }, today)
      return work(core, { folder, path, reopen: (day = today) => core.openWorkbook(path, day) })
    }),
  )
}

/** Runs a test on a core that has no workbook open. Fails where the core met a bug on the way. */
export async function withCore<T>(work: (core: Core) => Promise<T>): Promise<T> {
  const bugs: string[] = []
  const core = new Core({
    workerUrl: new URL('../../electron/core/worker.ts', import.meta.url),
    startLibrary: startLibraryInNode,
    log: (text) => bugs.push(text),
  })
  try {
    const value = await work(core)
    if (bugs.length > 0) throw new Error('The core met a bug', { cause: bugs })
    return value
  } catch (error) {
    if (bugs.length > 0) throw new Error(`The core met a bug:\n${bugs.join('\n')}`, { cause: error })
    throw error
  } finally {
    await core.close()
  }
}

/** Runs a test in a folder of its own, removed at the end. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'leadbook-test-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
