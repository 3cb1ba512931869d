import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Core } from '../../electron/core/core.ts'
import type { LeadSelection } from '../../shared/contract/lead-query.contract.ts'
import type { PlainDate } from '../../shared/primitives/plain-date.ts'
import { coreWithOpen } from './import.bench.ts'
import { type Measurement, timed } from './measurement.ts'

const everyone: LeadSelection = { query: {}, except: [] }

const acts: Record<string, (core: Core) => Promise<unknown>> = {
  'add a tag': (core) => core.call('leads.editMany', { leads: everyone, field: 'tag', how: 'add', text: 'Bench' }),
  'set a source': (core) =>
    core.call('leads.editMany', { leads: everyone, field: 'source', how: 'set', text: 'Bench' }),
  'set a company': (core) =>
    core.call('leads.editMany', { leads: everyone, field: 'company', how: 'set', text: 'Bench & Co' }),
  'set a value': (core) => core.call('leads.editMany', { leads: everyone, field: 'value', how: 'set', text: '1234' }),
  'set a stage': (core) => core.call('leads.setStage', { leads: everyone, stage: 'mql', note: 'Bench' }),
  archive: (core) => core.call('leads.archive', { leads: everyone }),
}

/** Acts on all leads of a copy of the workbook at `workbook` at once, and takes each act back. */
export async function benchBulk(folder: string, workbook: string, today: PlainDate): Promise<Measurement[]> {
  const path = join(folder, 'Bulk.leadbook')
  copyFileSync(workbook, path)
  const core = await coreWithOpen(path, today)
  const measurements: Measurement[] = []
  const tell = (name: string, what: string, milliseconds: number) =>
    measurements.push({
      name,
      what,
      unit: 'ms',
      leadbook: { p50: milliseconds, p95: milliseconds },
      floor: null,
      floorIs: '',
    })
  try {
    const { total } = await core.call('leads.list', { limit: 1 })
    const count = `${total.toLocaleString('en')} leads in one change`
    for (const [name, act] of Object.entries(acts)) {
      tell(`bulk ${name}`, count, await timed(() => act(core)))
      tell(`undo ${name}`, 'that change taken back whole', await timed(() => core.call('journal.undo', {})))
    }
  } finally {
    await core.close()
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
    rmSync(`${path}-backups`, { recursive: true, force: true })
  }
  return measurements
}
