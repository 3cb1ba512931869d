import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Folder of third-party files to check against, or undefined where there is none. */
export const sharedData = process.env['LEADBOOK_SHARED_DATA']

export function hasSharedData(): boolean {
  return sharedData !== undefined && existsSync(sharedData)
}

export function sharedFile(path: string): Buffer {
  return readFileSync(join(sharedData ?? '', path))
}

/** Paths of the third-party files below a folder; none where there are none at all. */
export function sharedFilesIn(folder: string, extension: string): string[] {
  if (!hasSharedData()) return []
  return readdirSync(join(sharedData ?? '', folder), { recursive: true })
    .map((name) => `${folder}/${String(name)}`)
    .filter((name) => name.endsWith(extension))
}
