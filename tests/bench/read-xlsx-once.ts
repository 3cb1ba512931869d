import { readFileSync } from 'node:fs'
import { streamXlsxRows } from 'hucre'
import { withFileBytes } from '../../electron/features/import/readers/byte-source.ts'
import { readXlsx } from '../../electron/features/import/readers/read-xlsx.ts'

/** A process of its own that reads a spreadsheet to rows once: `read-xlsx-once.ts FILE leadbook|hucre`. Says how long and in how much memory. */
const [file, reader] = process.argv.slice(2)
if (file === undefined) throw new Error('Give the path of a spreadsheet')
let rowCount = 0
const startedAt = performance.now()
if (reader === 'leadbook') {
  const add = (): void => {
    rowCount += 1
  }
  withFileBytes(file, (bytes) => readXlsx(bytes, {}, { add, tell: () => undefined }))
} else {
  for await (const row of streamXlsxRows(readFileSync(file))) rowCount += Number(row.values.length > 0)
}
const milliseconds = performance.now() - startedAt
process.stdout.write(JSON.stringify({ milliseconds, rowCount, megabytes: process.resourceUsage().maxRSS / 1024 }))
