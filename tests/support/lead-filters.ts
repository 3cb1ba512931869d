import type { LeadFilter } from '../../shared/contract/lead-query.contract.ts'
import type { LeadField } from '../../shared/domain/leads/lead-fields.ts'

/** A filter that asks for one of these values of a field. */
export function only(field: LeadField, ...values: string[]): LeadFilter {
  return { all: [[{ field, test: { op: 'anyOf', values } }]] }
}

/** A filter by a field that is yes or no. */
export function yes(field: LeadField): LeadFilter {
  return { all: [[{ field, test: { op: 'yes' } }]] }
}
