import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { type CellValue, XlsxStreamWriter } from 'hucre'
import { alternate, type Measurement } from './measurement.ts'

const script = fileURLToPath(new URL('./read-xlsx-once.ts', import.meta.url))

/** Reads a spreadsheet of the rows of a CSV file, whose days and numbers are such in it; the floor streams it through the best library there is. */
export async function benchXlsx(folder: string, csv: string, runs: number): Promise<Measurement[]> {
  const file = join(folder, 'leads.xlsx')
  const rowCount = await writeSpreadsheet(csv, file)
  const memory = { leadbook: 0, hucre: 0 }
  const readWith = (reader: 'leadbook' | 'hucre') => (): number => {
    const answer = execFileSync(process.execPath, [script, file, reader], { encoding: 'utf8' })
    const once = JSON.parse(answer) as { milliseconds: number; rowCount: number; megabytes: number }
    if (once.rowCount !== rowCount) throw new Error(`${reader} read ${once.rowCount} rows of ${rowCount}.`)
    memory[reader] = Math.max(memory[reader], once.megabytes)
    return once.milliseconds
  }
  const measured = await alternate(runs, readWith('leadbook'), readWith('hucre'))
  return [
    {
      name: 'xlsx',
      what: `${rowCount.toLocaleString('en')} × 20 of a spreadsheet to rows, in ${memory.leadbook.toFixed(0)} MB`,
      unit: 'ms',
      ...measured,
      floorIs: `hucre, streaming, in ${memory.hucre.toFixed(0)} MB`,
    },
  ]
}

async function writeSpreadsheet(csv: string, path: string): Promise<number> {
  const rows = parse(readFileSync(csv), { bom: true })
  const writer = new XlsxStreamWriter({ name: 'Leads' })
  for (const cells of rows) writer.addRow(cells.map(valueOf))
  writeFileSync(path, await writer.finish())
  return rows.length
}

function valueOf(text: string): CellValue {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return new Date(`${text}T00:00:00Z`)
  if (/^[1-9]\d{0,8}(?:\.\d+)?$/.test(text)) return Number(text)
  return text
}
