import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Folder of third-party files to check against, or undefined where there is none. */
export const sharedData = process.env['LEADBOOK_SHARED_DATA']

export function hasSharedData(): boolean {
  return sharedData !== undefined && existsSync(sharedData)
}

export function sharedFile(path: string): Buffer {
  return readFileSync(join(sharedData ?? '', path))
}
