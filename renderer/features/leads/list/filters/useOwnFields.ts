import type { CustomField } from '../../../../../shared/contract/fields.contract.ts'
import { useProcedure } from '../../../../api/queries.ts'

/** The seller's own fields, in their order; undefined until they are known. */
export function useOwnFields(): readonly CustomField[] | undefined {
  return useProcedure('fields.list', {}).data?.fields
}
