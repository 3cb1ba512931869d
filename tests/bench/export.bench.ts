import { statSync } from 'node:fs'
import { memoryUsage } from 'node:process'
import Database from 'better-sqlite3'
import type { FieldKey } from '../../shared/domain/leads/lead-fields.ts'
import type { PlainDate } from '../../shared/primitives/plain-date.ts'
import { coreWithOpen } from './import.bench.ts'
import { type Measurement, percentiles, timed } from './measurement.ts'

const columns: FieldKey[] = [
  'name',
  'company',
  'jobTitle',
  'email',
  'phone',
  'link',
  'street',
  'postalCode',
  'city',
  'country',
  'source',
  'tag',
  'stage',
  'status',
  'temperature',
  'score',
  'value',
  'cameInOn',
  'lastTouchOn',
  'notes',
]
const LOOK_EVERY_MS = 20

/** Exports every lead with 20 fields; the floor reads the leads with their e-mails, phones and tags from the file and does nothing with them. */
export async function benchExport(workbook: string, today: PlainDate, runs: number): Promise<Measurement[]> {
  const measurements: Measurement[] = []
  for (const format of ['csv', 'xlsx'] as const) {
    const [ours, theirs]: [number[], number[]] = [[], []]
    let [peak, byteCount, leadCount] = [0, 0, 0]
    for (let run = 0; run < runs; run += 1) {
      theirs.push(await timed(() => readBare(workbook)))
      const core = await coreWithOpen(workbook, today)
      try {
        const before = memoryUsage.rss()
        const looking = setInterval(() => {
          peak = Math.max(peak, memoryUsage.rss() - before)
        }, LOOK_EVERY_MS)
        const taken = await timed(async () => {
          const made = await core.call('leads.export', { query: {}, columns, format })
          byteCount = statSync(core.findExport(made.exportId).path).size
          leadCount = made.leadCount
        })
        clearInterval(looking)
        ours.push(taken)
      } finally {
        await core.close()
      }
    }
    measurements.push({
      name: `export ${format}`,
      what: `${leadCount.toLocaleString('en')} leads × 20 fields into ${(byteCount / 1e6).toFixed(1)} MB, a worker's start included; the process grew by ${(peak / 1e6).toFixed(0)} MB`,
      unit: 'ms',
      leadbook: percentiles(ours),
      floor: percentiles(theirs),
      floorIs: 'reading the same rows, one statement a table',
    })
  }
  return measurements
}

function readBare(workbook: string): void {
  const raw = new Database(workbook, { readonly: true })
  try {
    for (const sql of [
      'SELECT lead.*, company.name FROM lead LEFT JOIN company ON company.id = company_id ORDER BY lead.name_key, lead.id',
      'SELECT lead_id, address FROM email ORDER BY lead_id',
      'SELECT lead_id, raw FROM phone ORDER BY lead_id',
      'SELECT lead_id, name FROM lead_tag JOIN tag ON tag.id = tag_id ORDER BY lead_id',
    ])
      for (const _ of raw.prepare(sql).raw().iterate()) continue
  } finally {
    raw.close()
  }
}
