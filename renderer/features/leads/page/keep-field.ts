import { t } from '@lingui/core/macro'
import type { WrittenAddress } from '../../../../shared/contract/lead-page.contract.ts'
import { changedMeanwhileSchema, type LeadFields } from '../../../../shared/contract/leads.contract.ts'
import type { EditableKey } from '../../../../shared/domain/leads/lead-fields.ts'
import type { ChangeSetId, LeadId } from '../../../../shared/primitives/ids.ts'
import { ask } from '../../../api/client.ts'
import { FailureError } from '../../../api/failure-error.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import { sayNameEmptied } from '../list/cells/write-cells.ts'
import type { Kept } from './InPlace.tsx'

/** A lead as its change is told: by id and name. */
export interface NamedLead {
  id: LeadId
  name: string
}

/** Writes one field of a lead as typed. */
export async function keepCell(lead: NamedLead, field: EditableKey, text: string, was: string): Promise<Kept> {
  try {
    const report = await ask('leads.editCells', { cells: [{ leadId: lead.id, field, text, was }], how: 'edited' })
    const [conflict] = report.conflicts
    if (conflict !== undefined) return { outcome: 'conflict', holds: conflict.text }
    const [refused] = report.refused
    if (refused !== undefined) return { outcome: 'refused', message: refused.message }
    if (field === 'name' && text.trim() === '') sayNameEmptied(lead, report)
    else sayChanged(t`Changed ${lead.name}`, report.changeSet)
    return { outcome: 'kept', remark: report.marked[0]?.message }
  } catch (error) {
    return refusedBy(error)
  }
}

/** The lists of a lead that are written whole. */
export type ListField = 'emails' | 'phones' | 'links'

/** What came of writing a list: of a conflict, the list as it stands there by now. */
export type ListKept = Kept | { outcome: 'stale'; holds: readonly string[] }

/** Writes a list of a lead, where it still is what the seller saw. */
export async function keepList(
  lead: NamedLead,
  field: ListField,
  list: readonly string[],
  was: readonly string[],
): Promise<ListKept> {
  const written = (texts: readonly string[]): LeadFields => ({ [field]: [...texts] })
  try {
    const { changeSet } = await ask('leads.edit', { leadId: lead.id, fields: written(list), was: written(was) })
    sayKept(lead, changeSet)
    return { outcome: 'kept' }
  } catch (error) {
    const holds = heldMeanwhile(error)
    return Array.isArray(holds) ? { outcome: 'stale', holds: holds.map(String) } : refusedBy(error)
  }
}

/** Writes all addresses of a lead, where they still are what the seller saw. */
export async function keepAddresses(
  lead: NamedLead,
  addresses: readonly WrittenAddress[],
  was: readonly WrittenAddress[],
): Promise<Exclude<Kept, { outcome: 'asked' }> | { outcome: 'stale' }> {
  try {
    const { changeSet } = await ask('leads.setAddresses', {
      leadId: lead.id,
      addresses: addresses.map(partsOf),
      was: was.map(partsOf),
    })
    sayKept(lead, changeSet)
    return { outcome: 'kept' }
  } catch (error) {
    return heldMeanwhile(error) === undefined ? refusedBy(error) : { outcome: 'stale' }
  }
}

/** The parts of an address alone: the id that the page knows it by is not written. */
function partsOf({ street, postalCode, city, region, country }: WrittenAddress): WrittenAddress {
  return { street, postalCode, city, region, country }
}

function sayKept(lead: NamedLead, changeSet: ChangeSetId | null) {
  sayChanged(t`Changed ${lead.name}`, changeSet)
}

/** What stands in the field by now, where writing was refused because it had changed; else undefined. */
export function heldMeanwhile(error: unknown): unknown {
  if (!(error instanceof FailureError) || error.code !== 'changed_meanwhile') return undefined
  return changedMeanwhileSchema.safeParse(error.details).data?.holds
}

function refusedBy(error: unknown): { outcome: 'refused'; message: string } {
  if (error instanceof FailureError && (error.code === 'invalid_input' || error.code === 'not_possible'))
    return { outcome: 'refused', message: error.message }
  sayFailed(error)
  return { outcome: 'refused', message: t`Not written.` }
}
