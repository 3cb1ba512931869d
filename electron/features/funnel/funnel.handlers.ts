import type { Funnel } from '../../../shared/contract/funnel.contract.ts'
import {
  type CohortBar,
  type CohortQuestion,
  type CohortRow,
  cohortLeads,
  cohortRows,
} from '../../../shared/domain/funnel/cohorts.ts'
import { shownShare } from '../../../shared/domain/funnel/shares.ts'
import { snapshot, snapshotLeads } from '../../../shared/domain/funnel/stage-history.ts'
import { stages } from '../../../shared/domain/funnel/stages.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { FeatureHandlers } from '../../core/handlers.ts'
import { readCohortLeads, readSources, streamStageArrivals } from './funnel.repository.ts'

export const funnelHandlers: FeatureHandlers<'funnel'> = {
  'funnel.cohort': ({ raw, today }, { period, by }) => {
    const arrivals = [...streamStageArrivals(raw)]
    const factsOf = readCohortLeads(raw, today, by === 'source')
    const rows = cohortRows(arrivals, factsOf, questionOf(period, by, today))
    const counts = snapshot(arrivals, today)
    return {
      conversions: rows.map(conversionOf),
      snapshot: stages.map((stage) => ({ stage, count: counts[stage] })),
      // Whoever is left out of any cohort is left out of the first.
      leftOutCount: rows.reduce((sum, row) => (row.from === 'lead' && row.to === 'mql' ? sum + row.leftOut : sum), 0),
      sources: readSources(raw),
    }
  },
  'funnel.leads': ({ raw, today }, { period, figure }) => {
    if (figure.type === 'snapshot') return { leadIds: snapshotLeads(streamStageArrivals(raw), today, figure.stage) }
    const factsOf = readCohortLeads(raw, today, figure.by === 'source')
    const which: CohortBar['which'] = figure.part === 'lost' ? 'missed' : figure.part
    const bar: CohortBar = { from: figure.from, to: figure.to, group: figure.group ?? null, which }
    return {
      leadIds: cohortLeads(streamStageArrivals(raw), factsOf, questionOf(period, figure.by, today), bar),
    }
  },
}

function questionOf(
  period: { from: PlainDate; to: PlainDate },
  by: 'source' | 'month' | undefined,
  today: PlainDate,
): CohortQuestion {
  return { ...period, reachedBy: today, groupBy: by ?? null, withinDays: null }
}

function conversionOf(row: CohortRow): Funnel['conversions'][number] {
  const { from, to, group, entered, reached, rate, open, usualDays, maturity } = row
  const share = shownShare(reached, entered)
  return {
    from,
    to,
    ...(group === undefined ? {} : { group }),
    entered,
    reached,
    rate,
    open,
    interval: share.kind === 'interval' ? { low: share.low, high: share.high } : null,
    maturity,
    usualDays,
  }
}
