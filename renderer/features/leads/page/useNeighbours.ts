import { useEffect, useMemo, useRef } from 'react'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import { useProcedure } from '../../../api/queries.ts'
import { useSession } from '../../../app/session.ts'
import { leadsRequest, useLeadsView } from '../list/leads-view.ts'

/** Where a lead stands in the list it was opened from. */
export interface Neighbours {
  /** From 1; null where the list does not hold the lead, or not any more. */
  place: number | null
  total: number
  previous: LeadId | null
  next: LeadId | null
}

/**
 * The leads before and after one in the list as the seller left it. A lead that has left the list meanwhile, by what was done with it,
 * keeps the neighbours it had, so that working down a list never loses the way.
 */
export function useNeighbours(leadId: LeadId): Neighbours | undefined {
  const search = useLeadsView((view) => view.search)
  const rules = useLeadsView((view) => view.rules)
  const sort = useLeadsView((view) => view.sort)
  const temperatureOn = useLeadsView((view) => view.temperatureOn)
  const shownIds = useSession((session) => session.shownLeads?.ids)
  const request = useMemo(
    () => ({ ...leadsRequest({ search, rules, sort, temperatureOn }, shownIds), leadId }),
    [search, rules, sort, temperatureOn, shownIds, leadId],
  )
  const { data } = useProcedure('leads.neighbours', request)
  const known = useRef<{ leadId: LeadId; found: Neighbours } | undefined>(undefined)
  const found = data === undefined || data.place === null ? undefined : { ...data, place: data.place + 1 }
  useEffect(() => {
    if (found !== undefined) known.current = { leadId, found }
  })
  if (found !== undefined || data === undefined) return found
  const before = known.current
  return before?.leadId === leadId ? { ...before.found, place: null, total: data.total } : { ...data, place: null }
}
