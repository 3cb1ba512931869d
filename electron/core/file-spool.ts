import { randomUUID } from 'node:crypto'
import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Refusal } from '../../shared/contract/reply.ts'

const MAX_BYTES = 1024 ** 3
/** Files kept: the last one, and the one before, which may still be written. */
const KEPT_COUNT = 2
const FILE_ID_LENGTH = 36
const EXPORT_ENDING = '.export'
const PIECE_BYTES = 4 * 1024 * 1024

/**
 * Files on their way in: pieces from the screen, or a copy of a file that the host chose. The latest two are kept, with the rows
 * read from them, in one folder a launch that is removed at its end.
 */
export class FileSpool {
  readonly folder: string
  private readonly open = new Map<string, { fileName: string; byteCount: number }>()
  private kept: readonly string[] = []
  /** Files on their way out, the oldest first. */
  private readonly exports = new Map<string, { fileName: string; byteCount: number }>()

  /** Makes the folder of this launch within `place`, and clears away what launches left there that were killed. */
  constructor(place: string) {
    clearDeadSpools(place)
    this.folder = join(place, `leadbook-spool-${process.pid}-${randomUUID()}`)
    // What leads are like is nobody else's on this computer.
    mkdirSync(this.folder, { recursive: true, mode: 0o700 })
  }

  begin(fileName: string): string {
    const fileId = this.newFileId()
    this.open.set(fileId, { fileName, byteCount: 0 })
    writing(fileName, () => writeFileSync(this.pathOf(fileId), ''))
    return fileId
  }

  /** Appends a piece. Refuses with file_missing for an unknown file and file_hostile beyond 1 GiB. */
  async append(fileId: string, bytes: Uint8Array): Promise<void> {
    const file = this.open.get(fileId)
    if (!file) throw missingFile()
    file.byteCount += bytes.byteLength
    if (file.byteCount > MAX_BYTES) {
      this.open.delete(fileId)
      await rm(this.pathOf(fileId), { force: true })
      throw new Refusal('file_hostile', `${file.fileName} is larger than 1 GB. Split it and import the parts.`)
    }
    const handle = await open(this.pathOf(fileId), 'a')
    try {
      await handle.appendFile(bytes)
    } catch (error) {
      throw refusalOfCopy(error, file.fileName)
    } finally {
      await handle.close()
    }
  }

  end(fileId: string): { fileId: string; byteCount: number } {
    const file = this.open.get(fileId)
    if (!file) throw missingFile()
    this.open.delete(fileId)
    writing(file.fileName, () => writeFileSync(`${this.pathOf(fileId)}.name`, file.fileName))
    return { fileId, byteCount: file.byteCount }
  }

  /** Takes a file of this computer in, as a copy, so that what is planned is what is written even if it is edited meanwhile. */
  take(path: string): string {
    const fileName = basename(path)
    if (!existsSync(path)) throw new Refusal('file_missing', `There is no file ${path}. Check the name and try again.`)
    const stat = statSync(path)
    if (!stat.isFile())
      throw new Refusal(
        'file_not_a_table',
        `${fileName} is ${stat.isDirectory() ? 'a folder' : 'a device, no file'}. Choose a spreadsheet.`,
      )
    if (stat.size > MAX_BYTES)
      throw new Refusal('file_hostile', `${fileName} is larger than 1 GB. Split it and import the parts.`)
    const fileId = this.newFileId()
    writing(fileName, () => {
      copyFileSync(path, this.pathOf(fileId), constants.COPYFILE_FICLONE)
      writeFileSync(`${this.pathOf(fileId)}.name`, fileName)
    })
    return fileId
  }

  /** Keeps a file that a worker wrote, to be fetched; of those before, the latest alone stays. */
  keepExport(exportId: string, fileName: string, byteCount: number): void {
    this.exports.set(exportId, { fileName, byteCount })
    for (const oldest of this.exports.keys()) {
      if (this.exports.size <= KEPT_COUNT) break
      this.exports.delete(oldest)
      rmSync(exportPath(this.folder, oldest), { force: true })
    }
  }

  /** A file that was exported. Refuses with file_missing for any other id. */
  findExport(exportId: string): { path: string; fileName: string; byteCount: number } {
    const found = this.exports.get(exportId)
    if (found === undefined)
      throw new Refusal('file_missing', 'That export is no longer here. Export the leads once more.')
    return { path: exportPath(this.folder, exportId), ...found }
  }

  /** A piece of a file that was exported; `next` is null after the last. */
  async readExport(exportId: string, offset: number): Promise<{ bytes: Uint8Array; next: number | null }> {
    const { path, byteCount } = this.findExport(exportId)
    const bytes = new Uint8Array(Math.max(0, Math.min(PIECE_BYTES, byteCount - offset)))
    const handle = await open(path, 'r')
    try {
      await handle.read(bytes, 0, bytes.length, offset)
    } finally {
      await handle.close()
    }
    const end = offset + bytes.length
    return { bytes, next: end < byteCount ? end : null }
  }

  discardAll(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** Makes room for a file: what is neither of it nor of the one before is removed. */
  private newFileId(): string {
    const fileId = randomUUID()
    this.kept = [...this.kept, fileId].slice(-KEPT_COUNT)
    for (const openId of this.open.keys()) if (!this.kept.includes(openId)) this.open.delete(openId)
    for (const name of readdirSync(this.folder)) {
      if (name.endsWith(EXPORT_ENDING) || this.kept.includes(name.slice(0, FILE_ID_LENGTH))) continue
      try {
        rmSync(join(this.folder, name), { force: true })
      } catch {
        // Windows removes no file that somebody looks into, a virus scanner for one; the next file tries again.
      }
    }
    return fileId
  }

  private pathOf(fileId: string): string {
    return join(this.folder, fileId)
  }
}

function clearDeadSpools(place: string): void {
  for (const name of existsSync(place) ? readdirSync(place) : []) {
    const processId = Number(/^leadbook-spool-(\d+)-[0-9a-f-]{36}$/.exec(name)?.[1])
    if (processId > 0 && !isRunning(processId)) rmSync(join(place, name), { recursive: true, force: true })
  }
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0)
  } catch (error) {
    // Somebody else's process answers EPERM: it runs.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** A place for a file that a worker writes, to go out. */
export function newExport(folder: string): { exportId: string; path: string } {
  const exportId = randomUUID()
  return { exportId, path: exportPath(folder, exportId) }
}

function exportPath(folder: string, exportId: string): string {
  return join(folder, `${exportId}${EXPORT_ENDING}`)
}

/** Where a spooled file stands, as a worker asks. Refuses with file_missing. */
export function findSpooledFile(folder: string, fileId: string): { path: string; fileName: string } {
  const path = join(folder, fileId)
  if (!/^[0-9a-f-]{36}$/.test(fileId) || !existsSync(`${path}.name`)) throw missingFile()
  return { path, fileName: readFileSync(`${path}.name`, 'utf8') }
}

function writing(fileName: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    throw refusalOfCopy(error, fileName)
  }
}

function refusalOfCopy(error: unknown, fileName: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  if (code === 'ENOSPC')
    return new Refusal('disk_full', `The disk is full: ${fileName} cannot be copied in. Make room and import it again.`)
  if (code === undefined) return error
  return new Refusal(
    'not_available',
    `${fileName} cannot be read (${code}). Check that you may read it, or import a copy of it.`,
  )
}

function missingFile(): Refusal {
  return new Refusal('file_missing', 'That file is no longer here. Choose it again.')
}
