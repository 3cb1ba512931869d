import { realpathSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { Refusal } from '../../shared/contract/reply.ts'

export type WorkbookLock = { release: () => void }

/**
 * Keeps a workbook for this process until released or until the process ends, however it ends.
 * The lock is the operating system's own, on a side file: an exclusive lock on the workbook would shut out our own reader.
 * Refuses with workbook_locked where another Leadbook holds it.
 */
export function lockWorkbook(path: string): WorkbookLock {
  const sidePath = `${realPathOf(path)}-lock`
  const side = new Database(sidePath, { timeout: 0 })
  try {
    side.pragma('journal_mode = MEMORY')
    side.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    side.close()
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) {
      throw new Refusal(
        'workbook_locked',
        `${basename(path)} is open in another Leadbook. Close it there, then open it again.`,
      )
    }
    throw error
  }
  return {
    release: () => {
      // Removed while still held: on Windows an open file cannot be removed, there the empty side file stays.
      if (process.platform !== 'win32') rmSync(sidePath, { force: true })
      side.close()
    },
  }
}

/** The one path of a file that several links may lead to; a file still to be made has that of its folder. */
function realPathOf(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return inRealFolder(path)
  }
}

function inRealFolder(path: string): string {
  try {
    return join(realpathSync.native(dirname(path)), basename(path))
  } catch {
    // SQLite says what is wrong with a folder that is not there.
    return path
  }
}
