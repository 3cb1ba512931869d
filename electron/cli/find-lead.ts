import { Refusal } from '../../shared/contract/reply.ts'
import type { LeadId } from '../../shared/primitives/ids.ts'
import type { Core } from '../core/core.ts'

const NAMED_AT_MOST = 5

/** The lead that an id, a code, an e-mail address or a name names. Refuses with not_found where none is, with not_possible where several have the name. */
export async function findLead(core: Core, named: string): Promise<LeadId> {
  try {
    return (await core.call('leads.get', { lead: named })).lead.id
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'not_found')) throw error
  }
  const { leads, total } = await core.call('leads.list', {
    filter: { all: [[{ field: 'name', test: { op: 'is', text: named } }]] },
    limit: NAMED_AT_MOST,
  })
  const written = leads.filter(({ name }) => name === named)
  const [found, another] = written.length > 0 ? written : leads
  if (found === undefined)
    throw new Refusal(
      'not_found',
      `There is no lead ${JSON.stringify(named)}. Give its id, its code, its e-mail address or its whole name.`,
    )
  if (another !== undefined)
    throw new Refusal(
      'not_possible',
      `${total} leads are called ${named}. Give the id of one: ${leads.map(({ id, company }) => (company === null ? `${id}` : `${id} (${company})`)).join(', ')}.`,
    )
  return found.id
}
