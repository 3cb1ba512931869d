import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { PlainDate } from '../../shared/primitives/plain-date.ts'
import { backupFolder, corruptWorkbook } from './workbook-file.ts'

const DAYS_KEPT = 7

/** The day of the newest daily backup of a workbook, or undefined where there is none. */
export function newestBackupDay(path: string): PlainDate | undefined {
  return dailyBackups(path).at(-1)
}

/**
 * Writes a verified copy of the workbook, at most one a day and the last seven of them. Gives its path, or undefined where the day has one.
 * Refuses with workbook_corrupt where the copy does not pass SQLite's integrity check; a failed copy leaves nothing behind.
 */
export function backUpForTheDay(raw: Database.Database, path: string, today: PlainDate): string | undefined {
  const target = join(backupFolder(path), `${today}.leadbook`)
  if (existsSync(target)) return undefined
  copyVerified(raw, path, target)
  for (const day of dailyBackups(path).slice(0, -DAYS_KEPT))
    rmSync(join(backupFolder(path), `${day}.leadbook`), { force: true })
  return target
}

/** Writes a verified copy before a migration, named by the version it still has. One of each version is kept. */
export function backUpBeforeMigration(raw: Database.Database, path: string, schemaVersion: number): string {
  const target = join(backupFolder(path), `before-version-${schemaVersion + 1}.leadbook`)
  rmSync(target, { force: true })
  copyVerified(raw, path, target)
  return target
}

/** The backups of a workbook: the days of the daily ones, oldest first, and how many were made before a new version. */
export function listBackups(path: string): { days: PlainDate[]; versionCount: number } {
  const folder = backupFolder(path)
  const names = existsSync(folder) ? readdirSync(folder) : []
  const versionCount = names.filter((name) => /^before-version-\d+\.leadbook$/.test(name)).length
  return { days: dailyBackups(path), versionCount }
}

function copyVerified(raw: Database.Database, path: string, target: string): void {
  mkdirSync(backupFolder(path), { recursive: true })
  const unfinished = `${target}-unfinished`
  rmSync(unfinished, { force: true })
  try {
    raw.prepare('VACUUM INTO ?').run(unfinished)
    // Of the pages that were read for the copy alone none is wanted again.
    raw.pragma('shrink_memory')
    const copy = new Database(unfinished, { readonly: true })
    let verdict: unknown
    try {
      verdict = copy.pragma('integrity_check(1)', { simple: true })
    } finally {
      copy.close()
    }
    if (verdict !== 'ok') throw corruptWorkbook(path, String(verdict))
    renameSync(unfinished, target)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}

function dailyBackups(path: string): PlainDate[] {
  const folder = backupFolder(path)
  if (!existsSync(folder)) return []
  const days = readdirSync(folder).flatMap((name) => /^(\d{4}-\d{2}-\d{2})\.leadbook$/.exec(name)?.[1] ?? [])
  return days.sort() as PlainDate[]
}
