import type { GateCondition } from '../../shared/domain/qualification/gates.ts'
import type { PlainDate } from '../../shared/primitives/plain-date.ts'

/** The places of the app; each is a hash route, so that both hosts serve one page. */
export const routes = {
  today: '/today',
  leads: '/leads',
  lead: '/leads/:id',
  duplicates: '/leads/duplicates',
  trash: '/leads/trash',
  company: '/companies/:id',
  board: '/board',
  playbooks: '/playbooks',
  funnel: '/funnel',
  sheet: '/sheet',
  import: '/import',
  settings: '/settings',
} as const

export type Place = Exclude<keyof typeof routes, 'lead' | 'duplicates' | 'company' | 'trash'>

/** The route of one lead's page; with a day, its temperature is explained as of that day. */
export function leadRoute(leadId: number, temperatureOn?: PlainDate): string {
  const route = `${routes.leads}/${leadId}`
  return temperatureOn === undefined ? route : `${route}?on=${temperatureOn}`
}

/** The route to where a condition of a gate is met on a lead's page. */
export function settleRoute(leadId: number, condition: GateCondition): string {
  return `${leadRoute(leadId)}?settle=${condition}`
}

/** The route of a company's page. */
export function companyRoute(companyId: number): string {
  return `/companies/${companyId}`
}

/** The route where leads stand side by side to be merged. */
export function mergeRoute(leadIds: readonly number[]): string {
  return `${routes.duplicates}?leads=${leadIds.join()}`
}

const PAGES_WITHIN: ReadonlySet<string> = new Set(['lead', 'duplicates', 'company', 'trash'])

/** The place whose index tab is current at a route; a lead's page has its own tab under Leads. */
export function placeOf(route: string): Place | undefined {
  const first = route.split('/')[1]?.split('?')[0]
  // A company is its people: it belongs to Leads.
  if (first === 'companies') return 'leads'
  if (first === undefined || PAGES_WITHIN.has(first)) return undefined
  if (first === undefined || first === 'lead' || first === 'duplicates' || first === 'trash') return undefined
  return Object.hasOwn(routes, first) ? (first as Place) : undefined
}
