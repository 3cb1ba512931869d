import { randomBytes } from 'node:crypto'
import type { WorkbookReader, WorkbookTransaction } from '../../database/workbook-schema.ts'

/** What stands in the `setting` table, by key; values are JSON. */
export type WorkbookSettings = {
  /** ISO 4217. */
  currency: string
  /** ISO 3166, two letters: how phone numbers without a country are read. */
  country: string
  isSample: boolean
  sellerName: string
  slotsPerDay: number
}

const defaults: WorkbookSettings = { currency: 'EUR', country: 'DE', isSample: false, sellerName: '', slotsPerDay: 8 }

/** Writes the settings that a workbook is born with. */
export async function writeFirstSettings(
  trx: WorkbookTransaction,
  settings: Pick<WorkbookSettings, 'currency' | 'country' | 'isSample'>,
): Promise<void> {
  await writeSettings(trx, { ...defaults, ...settings })
}

/** Gives the workbook the key that it is told from others by, in files that it exports; one that has a key keeps it. */
export async function keepWorkbookKey(trx: WorkbookTransaction): Promise<void> {
  const key = randomBytes(6).toString('hex')
  await trx
    .insertInto('setting')
    .values({ key: 'workbookKey', value: JSON.stringify(key) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The workbook's settings, with the shipped value for what it does not hold. */
export async function readSettings(db: WorkbookReader): Promise<WorkbookSettings> {
  const rows = await db.selectFrom('setting').select(['key', 'value']).execute()
  const stored = Object.fromEntries(rows.map((row) => [row.key, JSON.parse(row.value)]))
  return { ...defaults, ...stored }
}

/** Writes some settings and leaves the others as they are. */
export async function writeSettings(
  trx: WorkbookTransaction,
  settings: { [Key in keyof WorkbookSettings]?: WorkbookSettings[Key] | undefined },
): Promise<void> {
  const rows = Object.entries(settings).flatMap(([key, value]) =>
    value === undefined ? [] : [{ key, value: JSON.stringify(value) }],
  )
  if (rows.length === 0) return
  await trx
    .insertInto('setting')
    .values(rows)
    .onConflict((conflict) => conflict.column('key').doUpdateSet((update) => ({ value: update.ref('excluded.value') })))
    .execute()
}
