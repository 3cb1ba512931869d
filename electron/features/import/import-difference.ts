import type Database from 'better-sqlite3'
import type { ImportDifference } from '../../../shared/contract/import.contract.ts'
import { KeyTable } from '../../../shared/domain/import/key-table.ts'
import type { Sha1Digests } from './row-hash.ts'

type LastImport = { file_name: string; imported_at: string; checksum: string; digests: Buffer }

/**
 * What a file says otherwise than the last import of the very same file, else of one of its shape, that was not undone; null where there
 * was none. Rows are compared cell for cell, repeated ones as often as they stand there.
 */
export function findDifference(
  raw: Database.Database,
  headerKey: string | null,
  checksum: string,
  digests: Sha1Digests,
): ImportDifference | null {
  const last = raw
    .prepare<[string, string, string], LastImport>(
      `SELECT file_name, imported_at, checksum, digests FROM import JOIN change_set ON change_set.id = import.change_set_id
       WHERE digests IS NOT NULL AND change_set.state != 'undone' AND (checksum = ? OR (header_key != '' AND header_key = ?))
       ORDER BY checksum = ? DESC, import.id DESC LIMIT 1`,
    )
    .get(checksum, headerKey ?? '', checksum)
  if (last === undefined) return null
  const before = new Uint32Array(new Uint8Array(last.digests).buffer)
  const now = new Uint32Array(new Uint8Array(digests.all).buffer)
  const sameRows = countShared(before, now)
  return {
    fileName: last.file_name,
    importedAt: last.imported_at,
    isSameFile: last.checksum === checksum,
    sameRows,
    newRows: now.length / 4 - sameRows,
    goneRows: before.length / 4 - sameRows,
  }
}

function countShared(before: Uint32Array, now: Uint32Array): number {
  const table = new KeyTable(before.length / 4)
  const left: number[] = []
  for (let at = 0; at < before.length; at += 4) {
    const number = table.findOrSetBits(before[at] as number, before[at + 1] as number, left.length)
    if (number === -1) left.push(1)
    else left[number] = (left[number] as number) + 1
  }
  let shared = 0
  const unknown = left.length
  for (let at = 0; at < now.length; at += 4) {
    const number = table.findOrSetBits(now[at] as number, now[at + 1] as number, unknown)
    if (number === -1 || number === unknown || left[number] === 0) continue
    left[number] = (left[number] as number) - 1
    shared += 1
  }
  return shared
}
