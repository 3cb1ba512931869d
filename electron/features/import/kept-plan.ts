import type Database from 'better-sqlite3'
import type { PlannedImport } from './planned-import.ts'

type KeptPlan = { readonly key: string; readonly planned: PlannedImport }

/** The plan looked at last, by the connection it was made on: its rows are asked for page by page. */
const keptPlans = new WeakMap<Database.Database, KeptPlan>()

/** The plan that was kept under the key, if it was the last. */
export function findKeptPlan(raw: Database.Database, key: string): PlannedImport | undefined {
  const kept = keptPlans.get(raw)
  return kept?.key === key ? kept.planned : undefined
}

/** Keeps a plan until {@link forgetPlan}. */
export function keepPlan(raw: Database.Database, key: string, planned: PlannedImport): void {
  forgetPlan(raw)
  keptPlans.set(raw, { key, planned })
}

/** Lets go of the plan that was kept, and of its file. */
export function forgetPlan(raw: Database.Database): void {
  const kept = keptPlans.get(raw)
  keptPlans.delete(raw)
  kept?.planned.close()
}
