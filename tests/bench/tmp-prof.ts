import Database from 'better-sqlite3'
import { previewRules } from '../../electron/features/temperature/rule-versions.ts'
import { assessAll, temperatureRules } from '../../electron/features/temperature/temperature.service.ts'
import { listLeads } from '../../electron/features/leads/list/lead-list.ts'
import { plainDate } from '../../shared/primitives/plain-date.ts'
const today = plainDate('2026-11-24')
const raw = new Database('/tmp/bench-rules/B.leadbook', { readonly: true })
raw.pragma('cache_size = -16000')
const rules = temperatureRules(raw)
const t = (n: string, f: () => any) => { const c = process.cpuUsage(); const s = performance.now(); const r = f(); const e = process.cpuUsage(c); console.log(n.padEnd(40), (performance.now() - s).toFixed(0).padStart(5), 'cpu', ((e.user + e.system) / 1000).toFixed(0).padStart(5)); return r }
const progress = { report: () => {}, stopIfCancelled: () => {} }
if (process.argv[2] === 'list') t('list', () => listLeads({ raw, today }, { sort: { by: 'score', direction: 'descending' }, limit: 60 } as any))
else for (let i = 0; i < 10; i++) { t('preview', () => previewRules({ raw, today, progress }, { rules: { ...rules, warmFrom: 21 + i }, limit: 50 })); t('recount', () => assessAll(raw, today, rules)) }
