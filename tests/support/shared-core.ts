import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { Core } from '../../electron/core/core.ts'
import { startLibraryInNode } from '../../electron/core/start-library-in-node.ts'
import { type TestWorkbook, testDay, type WorkbookOptions, withFolder } from './core.ts'

/**
 * Gives what runs a test on a core that has no workbook open, as `withCore` does, on one core for all tests of a file: its workers start
 * once. A test fails where the core met a bug on the way.
 */
export function sharingBareCore() {
  const bugs: string[] = []
  let core: Core
  beforeAll(() => {
    core = new Core({
      workerUrl: new URL('../../electron/core/worker.ts', import.meta.url),
      startLibrary: startLibraryInNode,
      log: (text) => bugs.push(text),
    })
  })
  afterAll(() => core.close())
  return async <T>(work: (core: Core) => Promise<T>): Promise<T> => {
    bugs.length = 0
    try {
      const value = await work(core)
      await core.closeWorkbook()
      expect(bugs, 'The core met a bug').toEqual([])
      return value
    } catch (error) {
      await core.closeWorkbook()
      throw bugs.length === 0 ? error : new Error(`The core met a bug:\n${bugs.join('\n')}`, { cause: error })
    }
  }
}

/** {@link sharingBareCore} with a new, empty workbook for each test, as `withWorkbook` gives it. */
export function sharingCore() {
  const withCore = sharingBareCore()
  return async <T>(
    work: (core: Core, workbook: TestWorkbook) => Promise<T>,
    { today = testDay, currency = 'EUR', country = 'DE', isSample = false }: WorkbookOptions = {},
  ): Promise<T> =>
    withFolder((folder) =>
      withCore(async (core) => {
        const path = join(folder, 'Test.leadbook')
        await core.createWorkbook(path, { currency, country, isSample }, today)
        return work(core, { folder, path, reopen: (day = today) => core.openWorkbook(path, day) })
      }),
    )
}
