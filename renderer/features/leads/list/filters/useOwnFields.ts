import { useQuery } from '@tanstack/react-query'
import { ask } from '../../../../api/client.ts'
import type { OwnField } from './field-names.ts'

/** The seller's own fields; undefined until they are known. */
export function useOwnFields(): readonly OwnField[] | undefined {
  const { data, isError } = useQuery({
    queryKey: ['fields.list', {}],
    queryFn: async () => ((await ask('fields.list' as never, {} as never)) as { fields: OwnField[] }).fields,
  })
  return isError ? none : data
}

const none: readonly OwnField[] = []
