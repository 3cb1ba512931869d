import type Database from 'better-sqlite3'
import { type FitRules, shippedFitRules } from '../../../shared/domain/qualification/fit-rules.ts'
import { type GateRules, shippedGateRules } from '../../../shared/domain/qualification/gates.ts'
import { prepared } from '../../database/prepared.ts'
import { findRules } from '../../database/rules-in-force.ts'

/** The fit checklist in force. */
export function fitRules(raw: Database.Database): FitRules {
  return findRules(raw, 'fit') ?? shippedFitRules
}

/** The gates in force. */
export function gateRules(raw: Database.Database): GateRules {
  return findRules(raw, 'gates') ?? shippedGateRules
}

/** An id that no criterion of any version of the checklist ever had, nor any answer names. */
export function nextCriterionId(raw: Database.Database): number {
  const highest = prepared<[], number>(
    raw,
    `SELECT max(
       coalesce((SELECT max(criterion.value ->> 'id') FROM rules, json_each(rules.definition, '$.criteria') AS criterion WHERE subject = 'fit' AND definition IS NOT NULL), 0),
       coalesce((SELECT max(CAST(substr(question, 5) AS INTEGER)) FROM answer WHERE question LIKE 'fit:%'), 0))`,
  )
    .pluck()
    .get()
  return Math.max(highest ?? 0, ...shippedFitRules.criteria.map(({ id }) => id)) + 1
}
