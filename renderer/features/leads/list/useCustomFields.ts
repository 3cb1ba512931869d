import type { CustomField } from '../../../../shared/contract/fields.contract.ts'
import { useProcedure } from '../../../api/queries.ts'

const none: readonly CustomField[] = []

/** The seller's own fields in their order; none until they are known. */
export function useCustomFields(): readonly CustomField[] {
  const { data } = useProcedure('fields.list', {}, { keepsPrevious: true })
  return data?.fields ?? none
}
