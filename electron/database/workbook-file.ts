import { accessSync, closeSync, constants, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import Database from 'better-sqlite3'
import { Refusal } from '../../shared/contract/reply.ts'
import { currentSchemaVersion } from './migrations.ts'

/** Marks a SQLite file as a Leadbook workbook: the bytes "LdBk" at offset 68 of the file. */
const applicationId = 0x4c64426b

/** Makes the empty file of a new workbook, marked as one from its first byte on. */
export function stampWorkbook(path: string): void {
  const raw = new Database(path)
  try {
    raw.pragma(`application_id = ${applicationId}`)
  } finally {
    raw.close()
  }
}

const SQLITE_MAGIC = 'SQLite format 3\0'

export type WorkbookHeader = { schemaVersion: number }

/**
 * Looks at a workbook file before SQLite does and gives its schema version.
 * Refuses with workbook_missing, workbook_foreign, workbook_corrupt, workbook_newer or workbook_read_only; the file is not touched.
 */
export function inspectWorkbookFile(path: string): WorkbookHeader {
  const name = basename(path)
  if (!existsSync(path)) {
    throw new Refusal(
      'workbook_missing',
      `There is no workbook at ${path}. Check the name, or choose the workbook where it is now.`,
    )
  }
  const stat = statSync(path)
  if (!stat.isFile())
    throw new Refusal('workbook_foreign', `${name} is a folder, not a workbook. Choose a file that ends in .leadbook.`)
  const header = Buffer.alloc(100)
  const file = openSync(path, 'r')
  let length: number
  try {
    length = readSync(file, header, 0, 100, 0)
  } finally {
    closeSync(file)
  }
  if (length < 100 || header.toString('latin1', 0, 16) !== SQLITE_MAGIC) {
    throw new Refusal(
      'workbook_foreign',
      `${name} is no Leadbook workbook. Choose a file that Leadbook made, or import this one as a spreadsheet.`,
    )
  }
  if (header.readUInt32BE(68) !== applicationId) {
    throw new Refusal(
      'workbook_foreign',
      `${name} is a database of another program. It was left as it is. Choose a file that Leadbook made.`,
    )
  }
  const schemaVersion = header.readUInt32BE(60)
  if (schemaVersion > currentSchemaVersion) {
    throw new Refusal(
      'workbook_newer',
      `${name} was written by a newer Leadbook (version ${schemaVersion} of the file, this app knows ${currentSchemaVersion}). It was left as it is. Install the newer Leadbook to open it.`,
    )
  }
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
  const pageCount = header.readUInt32BE(28)
  // With a WAL beside it the file may rightly be shorter than its header says.
  if (stat.size < pageSize * pageCount && !existsSync(`${path}-wal`)) throw corruptWorkbook(path, 'it is cut short')
  const isWritable =
    (stat.mode & 0o222) !== 0 && isAccessible(path, constants.W_OK) && isAccessible(dirname(path), constants.W_OK)
  if (!isWritable) {
    throw new Refusal(
      'workbook_read_only',
      `${name} is write-protected, and Leadbook writes down what you do. Take the protection off, or copy the file to a folder of your own and open the copy.`,
    )
  }
  return { schemaVersion }
}

/** The refusal for a damaged workbook, which names the folder of its backups where it holds any. */
export function corruptWorkbook(path: string, what: string): Refusal {
  const nextStep = hasBackups(path)
    ? `Copy a backup out of ${backupFolder(path)} and open that.`
    : 'There is no backup beside it. Open an older copy, from another disk or another computer.'
  return new Refusal('workbook_corrupt', `${basename(path)} is damaged: ${what}. Nothing was changed. ${nextStep}`)
}

/** The folder beside a workbook in which its backups stand. */
export function backupFolder(path: string): string {
  return `${path}-backups`
}

function hasBackups(path: string): boolean {
  return existsSync(backupFolder(path)) && readdirSync(backupFolder(path)).some((name) => name.endsWith('.leadbook'))
}

function isAccessible(path: string, mode: number): boolean {
  try {
    accessSync(path, mode)
    return true
  } catch {
    return false
  }
}

/** Turns SQLite's own errors into refusals that name the workbook and the next step; others pass unchanged. */
export function refusalOfSqliteError(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error
  const name = basename(path)
  const code = error.code
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') {
    return new Refusal(
      'disk_full',
      `The disk that holds ${name} is full. Nothing was changed. Make room and do it again.`,
    )
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return corruptWorkbook(path, 'it cannot be read as a whole')
  if (code.startsWith('SQLITE_READONLY') || code === 'EACCES' || code === 'EROFS' || code === 'EPERM') {
    return new Refusal(
      'workbook_read_only',
      `${name} cannot be written. Nothing was changed. Take the write protection off, or copy it to a folder of your own.`,
    )
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new Refusal(
      'workbook_locked',
      `${name} is in use by another program. Nothing was changed. Close it there and do it again.`,
    )
  }
  if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN')) {
    return new Refusal(
      'not_available',
      `${name} cannot be reached (${code}). Nothing was changed. Check the disk or the connection to it and do it again.`,
    )
  }
  return error
}
