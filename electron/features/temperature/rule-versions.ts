import type Database from 'better-sqlite3'
import type { InputOf, OutputOf } from '../../../shared/contract/index.ts'
import { coldAssessment } from '../../../shared/domain/temperature/assess.ts'
import { defaultTemperatureRules, type TemperatureRules } from '../../../shared/domain/temperature/temperature-rules.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { QueryContext } from '../../core/context.ts'
import { prepared } from '../../database/prepared.ts'
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
/** All leads that change, in the order of their names, which are read a page at a time. */
type WholePreview = Pick<RulesPreview, 'counts'> & { leads: Omit<RulesPreview['leads'][number], 'name'>[] }

/** The preview looked at last, by the connection it was made on: its leads are asked for page by page. */
const keptPreviews = new WeakMap<Database.Database, { key: string; preview: WholePreview }>()
/** So long a preview is kept for its next page; one that nobody leafs through any more is let go of. */
const KEPT_MS = 120_000
const endings = new WeakMap<Database.Database, NodeJS.Timeout>()

function keepPreview(raw: Database.Database, kept: { key: string; preview: WholePreview }): void {
  clearTimeout(endings.get(raw))
  keptPreviews.set(raw, kept)
  endings.set(raw, setTimeout(() => keptPreviews.delete(raw), KEPT_MS).unref())
}

/** What other rules would compute today for the leads that are in no trash and not tagged by hand; the page goes by name. */
export function previewRules(
  context: PreviewContext,
  { rules, limit, offset = 0 }: InputOf<'temperature.previewRules'>,
): RulesPreview {
  const { raw, today } = context
  return raw.transaction(() => {
    const key = JSON.stringify([raw.pragma('data_version', { simple: true }), today, rules])
    let kept = keptPreviews.get(raw)
    if (kept?.key !== key) {
      keptPreviews.delete(raw)
      kept = { key, preview: makePreview(context, rules) }
    }
    keepPreview(raw, kept)
    const { counts, leads } = kept.preview
    const nameOf = prepared<[LeadId], string>(raw, 'SELECT name FROM lead WHERE id = ?').pluck()
    return {
      changed: leads.length,
      counts,
      leads: leads.slice(offset, offset + limit).map((lead) => ({ ...lead, name: nameOf.get(lead.leadId) ?? '' })),
    }
  })()
}

function makePreview({ raw, today, progress }: PreviewContext, rules: TemperatureRules): WholePreview {
  const [before, after] = assessAllUnderBoth(raw, today, [temperatureRules(raw), rules], (share) => {
    progress.report('reading', Math.round(share * 100), 100)
    progress.stopIfCancelled()
  })
  // Both sides of NOT IN come from an index alone: to look into the rows takes ten times as long.
  const inOrder = raw
    .prepare<[], string>(
      `SELECT json_group_array(id) FROM (SELECT id FROM lead
       WHERE id NOT IN (SELECT id FROM lead WHERE archived_on IS NOT NULL) ORDER BY name_key, id)`,
    )
    .pluck()
    .get()
  const counts = new Map<string, RulesPreview['counts'][number]>()
  const leads: WholePreview['leads'] = []
  for (const leadId of JSON.parse(inOrder ?? '[]') as LeadId[]) {
    const [was, would] = [before.get(leadId) ?? coldAssessment, after.get(leadId) ?? coldAssessment]
    // What the seller tagged by hand stays as tagged.
    if (was.computed === would.computed || was.isPinned) continue
    const key = `${was.computed}/${would.computed}`
    const count = counts.get(key) ?? { before: was.computed, after: would.computed, leads: 0 }
    count.leads += 1
    counts.set(key, count)
    leads.push({
      leadId,
      before: was.computed,
      after: would.computed,
      scoreBefore: was.score,
      scoreAfter: would.score,
    })
  }
  return { counts: [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, count]) => count), leads }
}
