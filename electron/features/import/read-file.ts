import { rmSync } from 'node:fs'
import { type FailureCode, Refusal } from '../../../shared/contract/reply.ts'
import type { Progress } from '../../core/context.ts'
import { withFileBytes } from './readers/byte-source.ts'
import { type ReadRefusalCode, UnreadableFile } from './readers/read-refusal.ts'
import { readRows } from './readers/read-table.ts'
import { hasSpooledTable, RowSpoolWriter } from './row-spool.ts'
import { type ReadChoices, tablePlace } from './table-place.ts'

const failureCodes: Record<ReadRefusalCode, FailureCode> = {
  encrypted: 'file_encrypted',
  corrupt: 'file_corrupt',
  hostile: 'file_hostile',
  too_big: 'file_hostile',
  not_a_table: 'file_not_a_table',
  unsupported: 'file_unsupported',
}

/**
 * Reads a spooled file into rows beside it, unless that was done. Refuses with file_* or disk_full and a message that names the file, or cancelled.
 * Throws NeedsLibrary for a file that the spreadsheet library must read, in a process of its own.
 */
export function readIntoRows(
  file: { readonly path: string; readonly fileName: string },
  choices: ReadChoices,
  progress: Progress,
): void {
  const place = tablePlace(file.path, choices)
  if (hasSpooledTable(place)) return
  withFileBytes(file.path, (bytes) => {
    const tell = (rowCount: number, bytesDone: number): void => {
      progress.report('reading', bytesDone, bytes.size, rowCount)
      progress.stopIfCancelled()
    }
    tell(0, 0)
    let writer: RowSpoolWriter | undefined
    try {
      writer = new RowSpoolWriter(place, tell)
      writer.finish(readRows(bytes, choices, writer))
    } catch (error) {
      writer?.abandon()
      for (const part of ['rows', 'index', 'facts.part']) rmSync(`${place}.${part}`, { force: true })
      throw refusalOfReading(error, file.fileName)
    }
  })
}

/** A file that cannot be read, or a disk that is full, as the refusal that the seller sees; anything else as it is. */
export function refusalOfReading(error: unknown, fileName: string): unknown {
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
    return new Refusal(
      'disk_full',
      `The disk is full: the rows of ${fileName} cannot be written down. Make room and import it again.`,
    )
  if (!(error instanceof UnreadableFile)) return error
  const { code, message } = error.toRefusal(fileName)
  return new Refusal(failureCodes[code], message)
}
