import { randomUUID } from 'node:crypto'
import { copyFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Refusal } from '../../shared/contract/reply.ts'

/** Writes a file for the seller, whole or not at all: what stood there before stays until the new one is complete. Refuses with disk_full or not_available. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await putInPlace(path, (unfinished) => writeFile(unfinished, bytes))
}

/** {@link writeWhole} of a file that is on this computer already. */
export async function copyWhole(from: string, path: string): Promise<void> {
  await putInPlace(path, (unfinished) => copyFile(from, unfinished))
}

async function putInPlace(path: string, write: (unfinished: string) => Promise<void>): Promise<void> {
  const unfinished = join(dirname(path), `.${basename(path)}.${randomUUID().slice(0, 8)}`)
  try {
    await write(unfinished)
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    if (code === 'ENOSPC') {
      throw new Refusal('disk_full', `The disk is full: ${basename(path)} was not written. Make room and do it again.`)
    }
    throw new Refusal(
      'not_available',
      `${path} cannot be written (${code}). Check that the folder exists and may be written, or choose another.`,
    )
  }
}
