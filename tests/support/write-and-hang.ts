import { connectWriter } from '../../electron/database/connection.ts'

/** A process of its own that stops in the middle of a large transaction: `node write-and-hang.ts PATH`. Says `writing`, then waits to be killed. */
const [path] = process.argv.slice(2)
if (path === undefined) throw new Error('Give the path of a workbook')
const { raw } = connectWriter(path)
// A small cache makes SQLite write pages of the unfinished transaction into the file's WAL.
raw.pragma('cache_size = 10')
raw.exec('BEGIN')
raw.exec("UPDATE lead SET name = 'Overwritten', search_text = 'overwritten'")
const insert = raw.prepare("INSERT INTO company (name, name_key, created_at) VALUES (?, ?, '')")
for (let i = 0; i < 20_000; i += 1) insert.run(`Company ${i}`, `company ${i}`)
process.stdout.write('writing\n')
setInterval(() => undefined, 60_000)
