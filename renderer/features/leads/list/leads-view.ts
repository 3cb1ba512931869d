import { create } from 'zustand'
import type { LeadFilter, LeadSort } from '../../../../shared/contract/leads.contract.ts'
import type { Stage } from '../../../../shared/domain/funnel/stages.ts'
import type { Status } from '../../../../shared/domain/leads/status.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import { onEvent } from '../../../api/client.ts'

/** The quick filters, in the order of their tabs. */
export const quickFilters = ['all', 'warm', 'cold', 'hot', 'cooling', 'noNextStep'] as const
export type QuickFilter = (typeof quickFilters)[number]

interface View {
  search: string
  quick: QuickFilter
  stage: Stage | undefined
  status: Status | undefined
  /** Only the parked ones: imported, never touched, nothing planned. */
  isParked: boolean
  /** Undefined: the warmest first, or by name while something is searched. */
  sort: LeadSort | undefined
  /** The place of the row that keys act on. */
  activeIndex: number
}

const untouched: View = {
  search: '',
  quick: 'all',
  stage: undefined,
  status: undefined,
  isParked: false,
  sort: undefined,
  activeIndex: 0,
}

/** How the seller last looked at the leads, so that coming back from one finds the list as it was left. */
export const useLeadsView = create<View & { change: (part: Partial<View>) => void }>((set) => ({
  ...untouched,
  change: (part) => set(part),
}))

/** How far the table is scrolled, in px; no state, because nothing is drawn by it. */
export const leadsScroll = { top: 0 }

// Another workbook is looked at afresh.
onEvent((event) => {
  if (event.type !== 'opened') return
  useLeadsView.setState(untouched)
  leadsScroll.top = 0
})

/** What of the leads is asked for, apart from the page. */
export interface LeadsRequest {
  search?: string
  filter?: LeadFilter
  sort?: LeadSort
}

/** The order shown while none is chosen. */
export function sortShown(view: Pick<View, 'sort' | 'search'>): LeadSort {
  if (view.sort !== undefined) return view.sort
  return view.search.trim() === ''
    ? { by: 'temperature', direction: 'descending' }
    : { by: 'name', direction: 'ascending' }
}

/** The request for what a view shows; `ids` are the leads behind a figure. */
export function leadsRequest(
  view: Pick<View, 'search' | 'quick' | 'stage' | 'status' | 'isParked' | 'sort'>,
  ids: readonly LeadId[] | undefined,
): LeadsRequest {
  const { quick, stage, status, isParked } = view
  const search = view.search.trim()
  const filter: LeadFilter = {
    ...(quick === 'noNextStep' ? { hasNoNextStep: true } : quick !== 'all' && { temperature: quick }),
    ...(stage !== undefined && { stage }),
    ...(status !== undefined && { status }),
    ...(isParked && { isParked }),
    ...(ids !== undefined && { ids: [...ids] }),
  }
  return {
    ...(search !== '' && { search }),
    ...(Object.keys(filter).length > 0 && { filter }),
    sort: sortShown(view),
  }
}

/** Shows the parked leads in Leads, and nothing else that was asked for before. */
export function askForParkedLeads(): void {
  useLeadsView.setState({ ...untouched, isParked: true })
  leadsScroll.top = 0
}
