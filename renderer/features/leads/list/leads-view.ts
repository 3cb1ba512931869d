import { create } from 'zustand'
import type { LeadFilter, LeadQuery, LeadRule, LeadSort } from '../../../../shared/contract/lead-query.contract.ts'
import type { FieldKey } from '../../../../shared/domain/leads/lead-fields.ts'
import type { RuleGroups } from '../../../../shared/domain/leads/lead-rule.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { onEvent } from '../../../api/client.ts'

/** A column of the table: a field, or the code of the next action. */
export type ColumnKey = 'code' | FieldKey

/** A column where the seller put it; without a width it has its own. */
export interface ColumnPlace {
  key: ColumnKey
  width?: number | undefined
}

/** The columns of a table that nobody has changed; on a wide screen some more. */
export const usualColumns: readonly ColumnPlace[] = [
  { key: 'code' },
  { key: 'name' },
  { key: 'company' },
  { key: 'temperature' },
  { key: 'fit' },
  { key: 'stage' },
  { key: 'nextAction' },
  { key: 'nextActionOn' },
  { key: 'lastTouchOn' },
  { key: 'value' },
]

export interface LeadsView {
  /** `all`, the slug of a view that ships, or `saved:` and the id of a saved one. */
  view: string
  search: string
  /** Groups that all are to be met, each by any of its rules. */
  rules: RuleGroups
  /** Rules that cannot be asked any more, because their field was deleted or became another kind: shown, and left out of the request. */
  lost: readonly LeadRule[]
  /** Undefined: the warmest first, or the best few while something is searched. */
  sort: LeadSort | undefined
  /** The day that temperature, score, interests and tags by hand are of; undefined: today. */
  temperatureOn: PlainDate | undefined
  /** Undefined: the usual ones, more of them on a wide screen. */
  columns: readonly ColumnPlace[] | undefined
  density: 'dense' | 'roomy'
  /** The place of the row and the column of the cell that keys act on. */
  activeIndex: number
  activeColumn: ColumnKey
}

const untouched: LeadsView = {
  view: 'all',
  search: '',
  rules: [],
  lost: [],
  sort: undefined,
  temperatureOn: undefined,
  columns: undefined,
  density: 'dense',
  activeIndex: 0,
  activeColumn: 'name',
}

/** How the seller last looked at the leads, so that coming back from one finds the list as it was left. */
export const useLeadsView = create<LeadsView & { change: (part: Partial<LeadsView>) => void }>((set) => ({
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

/** What of the leads is asked for, apart from the page and the fields of its rows. */
export interface LeadsRequest {
  search?: string
  filter?: LeadFilter
  temperatureOn?: PlainDate
  sort?: LeadSort
}

/** Which leads a request finds, whatever their order. */
export function queryOf({ search, filter, temperatureOn }: LeadsRequest): LeadQuery {
  return {
    ...(search !== undefined && { search }),
    ...(filter !== undefined && { filter }),
    ...(temperatureOn !== undefined && { temperatureOn }),
  }
}

/** The order shown while none is chosen; undefined for a search, which begins with the best few. */
export function sortShown(view: Pick<LeadsView, 'sort' | 'search'>): LeadSort | undefined {
  if (view.sort !== undefined) return view.sort
  return view.search.trim() === '' ? { by: 'temperature', direction: 'descending' } : undefined
}

/** The request for what a view shows; `ids` are the leads behind a figure. */
export function leadsRequest(
  view: Pick<LeadsView, 'search' | 'rules' | 'sort' | 'temperatureOn'>,
  ids: readonly LeadId[] | undefined,
): LeadsRequest {
  const search = view.search.trim()
  const sort = sortShown(view)
  const filter: LeadFilter = {
    ...(view.rules.length > 0 && { all: view.rules.map((group) => [...group]) }),
    ...(ids !== undefined && { ids: [...ids] }),
  }
  return {
    ...(search !== '' && { search }),
    ...(Object.keys(filter).length > 0 && { filter }),
    ...(view.temperatureOn !== undefined && { temperatureOn: view.temperatureOn }),
    ...(sort !== undefined && { sort }),
  }
}

/** Shows the parked leads in Leads, and nothing else that was asked for before. */
export function askForParkedLeads(): void {
  useLeadsView.setState({ ...untouched, rules: [[{ field: 'isParked', test: { op: 'yes' } }]] })
  leadsScroll.top = 0
}
