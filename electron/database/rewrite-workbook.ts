import Database from 'better-sqlite3'

/** Runs work in which whatever is deleted is overwritten in the pages it stood on, and takes it out of the search table for good. */
export async function forgetDeleted<T>(raw: Database.Database, work: () => Promise<T>): Promise<T> {
  const before = raw.pragma('secure_delete', { simple: true }) as number
  raw.pragma('secure_delete = ON')
  try {
    return await work()
  } finally {
    raw.pragma(`secure_delete = ${before}`)
  }
}

/**
 * Writes the whole file anew and empties the WAL: pages keep copies of rows that were changed or moved long before, and only a new file
 * holds none. Gives false where it could not be done, because the disk has no room or somebody reads an older state.
 */
export function rewriteWorkbook(path: string): boolean {
  // A connection of its own: where its temporary copy stands is chosen for a connection, and the one that writes keeps tables in memory.
  const raw = new Database(path, { timeout: 5000 })
  try {
    raw.pragma('temp_store = FILE')
    raw.pragma('cache_size = -16000')
    raw.exec('VACUUM')
    const [checkpoint] = raw.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
    return checkpoint?.busy === 0
  } catch (error) {
    if (error instanceof Database.SqliteError) return false
    throw error
  } finally {
    raw.close()
  }
}
