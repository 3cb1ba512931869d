/** The places of the app; each is a hash route, so that both hosts serve one page. */
export const routes = {
  today: '/today',
  leads: '/leads',
  lead: '/leads/:id',
  playbooks: '/playbooks',
  funnel: '/funnel',
  sheet: '/sheet',
  import: '/import',
  settings: '/settings',
} as const

export type Place = Exclude<keyof typeof routes, 'lead'>

/** The route of one lead's page. */
export function leadRoute(leadId: number): string {
  return `${routes.leads}/${leadId}`
}

/** The place whose index tab is current at a route; a lead's page has its own tab under Leads. */
export function placeOf(route: string): Place | undefined {
  const first = route.split('/')[1]?.split('?')[0]
  return first !== undefined && first !== 'lead' && Object.hasOwn(routes, first) ? (first as Place) : undefined
}
