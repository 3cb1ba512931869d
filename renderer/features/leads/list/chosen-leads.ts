import type { LeadQuery, LeadSelection } from '../../../../shared/contract/lead-query.contract.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'

/** The leads that are ticked: those named, or all that a query finds but for some. */
export type Chosen =
  | { readonly all: false; readonly ids: ReadonlySet<LeadId> }
  | { readonly all: true; readonly query: LeadQuery; readonly except: ReadonlySet<LeadId> }

export const noneChosen: Chosen = { all: false, ids: new Set() }

export function isChosen(chosen: Chosen, id: LeadId): boolean {
  return chosen.all ? !chosen.except.has(id) : chosen.ids.has(id)
}

/** One lead ticked, or unticked where it was. */
export function toggleChosen(chosen: Chosen, id: LeadId): Chosen {
  const next = new Set(chosen.all ? chosen.except : chosen.ids)
  if (!next.delete(id)) next.add(id)
  return chosen.all ? { ...chosen, except: next } : { all: false, ids: next }
}

/** Leads ticked beside those that are. */
export function addChosen(chosen: Chosen, ids: readonly LeadId[]): Chosen {
  if (!chosen.all) return { all: false, ids: new Set([...chosen.ids, ...ids]) }
  const except = new Set(chosen.except)
  for (const id of ids) except.delete(id)
  return { ...chosen, except }
}

/** How many leads are ticked, where the query finds so many in all. */
export function countChosen(chosen: Chosen, total: number): number {
  return chosen.all ? Math.max(0, total - chosen.except.size) : chosen.ids.size
}

/** The ticked leads as procedures take them; undefined where none is. */
export function selectionOf(chosen: Chosen): LeadSelection | undefined {
  if (!chosen.all) return chosen.ids.size === 0 ? undefined : { ids: [...chosen.ids] }
  return { query: chosen.query, ...(chosen.except.size > 0 && { except: [...chosen.except] }) }
}

/** Whether a query asks for the same leads as another, the order of what is written in them aside. */
export function isSameQuery(one: LeadQuery, other: LeadQuery): boolean {
  return one === other || asText(one) === asText(other)
}

function asText({ search, filter, temperatureOn }: LeadQuery): string {
  return JSON.stringify([search, filter, temperatureOn])
}
