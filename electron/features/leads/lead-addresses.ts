import type { WrittenAddress } from '../../../shared/contract/lead-page.contract.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import { idsIn } from '../../database/ids-in.ts'
import type { WorkbookTransaction } from '../../database/workbook-schema.ts'
import { changedMeanwhile } from './changed-meanwhile.ts'

/**
 * Writes all addresses of a lead in their order: rows that are there are written anew, those beyond go. Blank addresses are left out.
 * Refuses with changed_meanwhile where the lead's addresses are not those in `was`.
 */
export async function writeAddresses(
  trx: WorkbookTransaction,
  leadId: LeadId,
  addresses: readonly WrittenAddress[],
  was: readonly WrittenAddress[] | undefined,
): Promise<void> {
  const there = await trx
    .selectFrom('address')
    .select(['id', 'street', 'postal_code as postalCode', 'city', 'region', 'country'])
    .where('lead_id', '=', leadId)
    .orderBy('id')
    .execute()
  const holds = there.map(partsOf)
  if (was !== undefined && JSON.stringify(was.map(partsOf)) !== JSON.stringify(holds))
    throw changedMeanwhile('addresses', holds)
  const wanted = addresses.map(partsOf).filter((address) => Object.values(address).some((part) => part !== null))
  for (const [place, { postalCode, ...rest }] of wanted.entries()) {
    const columns = { ...rest, postal_code: postalCode }
    const row = there[place]
    if (row === undefined)
      await trx
        .insertInto('address')
        .values({ lead_id: leadId, ...columns })
        .execute()
    else await trx.updateTable('address').set(columns).where('id', '=', row.id).execute()
  }
  const gone = there.slice(wanted.length).map(({ id }) => id)
  if (gone.length > 0) await trx.deleteFrom('address').where('id', 'in', idsIn(gone)).execute()
}

function partsOf({ street, postalCode, city, region, country }: WrittenAddress): WrittenAddress {
  return {
    street: street || null,
    postalCode: postalCode || null,
    city: city || null,
    region: region || null,
    country: country || null,
  }
}
