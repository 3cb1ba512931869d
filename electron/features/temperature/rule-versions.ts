import type Database from 'better-sqlite3'
import type { InputOf, OutputOf } from '../../../shared/contract/index.ts'
import { coldAssessment } from '../../../shared/domain/temperature/assess.ts'
import { defaultTemperatureRules, type TemperatureRules } from '../../../shared/domain/temperature/temperature-rules.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { QueryContext } from '../../core/context.ts'
import { findRules } from '../../database/rules-in-force.ts'
import { assessAllUnderBoth, temperatureRules } from './temperature.service.ts'

/** The rules in force and every version that was in force before, the latest first. */
export function readRuleVersions(raw: Database.Database): OutputOf<'temperature.rules'> {
  const [, ...before] = raw
    .prepare<[], { madeAt: string; definition: string | null }>(
      "SELECT made_at AS madeAt, definition FROM rules WHERE subject = 'temperature' ORDER BY id DESC",
    )
    .all()
  return {
    rules: temperatureRules(raw),
    shipped: defaultTemperatureRules,
    isShipped: findRules(raw, 'temperature') === null,
    versions: before.map(({ madeAt, definition }) => ({
      madeAt,
      rules: definition === null ? defaultTemperatureRules : (JSON.parse(definition) as TemperatureRules),
    })),
  }
}

type PreviewContext = Pick<QueryContext, 'raw' | 'today' | 'progress'>
type RulesPreview = OutputOf<'temperature.previewRules'>

/** The preview looked at last, by the connection it was made on: its leads are asked for page by page. */
const keptPreviews = new WeakMap<Database.Database, { key: string; preview: RulesPreview }>()

/** What other rules would compute today for the leads that are in no trash; the page goes by name. */
export function previewRules(
  context: PreviewContext,
  { rules, limit, offset = 0 }: InputOf<'temperature.previewRules'>,
): RulesPreview {
  const { raw, today } = context
  const key = JSON.stringify([raw.pragma('data_version', { simple: true }), today, rules])
  let kept = keptPreviews.get(raw)
  if (kept?.key !== key) {
    kept = { key, preview: raw.transaction(() => makePreview(context, rules))() }
    keptPreviews.set(raw, kept)
  }
  return { ...kept.preview, leads: kept.preview.leads.slice(offset, offset + limit) }
}

/** The whole of a preview: all leads that change. */
function makePreview({ raw, today, progress }: PreviewContext, rules: TemperatureRules): RulesPreview {
  const [before, after] = assessAllUnderBoth(raw, today, [temperatureRules(raw), rules], (share) => {
    progress.report('reading', Math.round(share * 100), 100)
    progress.stopIfCancelled()
  })
  const changed: LeadId[] = []
  for (const leadId of new Set([...before.keys(), ...after.keys()]))
    if ((before.get(leadId) ?? coldAssessment).computed !== (after.get(leadId) ?? coldAssessment).computed)
      changed.push(leadId)
  const ordered = raw
    .prepare<[string], { leadId: LeadId; name: string }>(
      `SELECT lead.id AS leadId, lead.name FROM json_each(?) AS wanted CROSS JOIN lead ON lead.id = wanted.value
       WHERE archived_on IS NULL ORDER BY name_key, lead.id`,
    )
    .all(JSON.stringify(changed))
  const counts = new Map<string, RulesPreview['counts'][number]>()
  const leads = ordered.map(({ leadId, name }) => {
    const [was, would] = [before.get(leadId) ?? coldAssessment, after.get(leadId) ?? coldAssessment]
    const key = `${was.computed}/${would.computed}`
    const count = counts.get(key) ?? { before: was.computed, after: would.computed, leads: 0 }
    count.leads += 1
    counts.set(key, count)
    return {
      leadId,
      name,
      before: was.computed,
      after: would.computed,
      scoreBefore: was.score,
      scoreAfter: would.score,
    }
  })
  return {
    changed: leads.length,
    counts: [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, count]) => count),
    leads,
  }
}
