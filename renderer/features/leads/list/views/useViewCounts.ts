import { useIsFetching } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { LeadQuery } from '../../../../../shared/contract/lead-query.contract.ts'
import { canAsk, type KindOfCustom } from '../../../../../shared/domain/leads/filter-rules.ts'
import { useProcedure } from '../../../../api/queries.ts'
import type { KnownView } from './useKnownViews.ts'
import type { OpenedDefinition } from './view-definition.ts'

/** As many queries as one call takes. */
const MOST_COUNTED = 100

/**
 * How many leads each view finds, by its key; undefined until they are counted. They are asked for together once the list has its rows,
 * so that counting never keeps the list waiting. A view with a rule that cannot be asked has none.
 */
export function useViewCounts(
  views: readonly KnownView[] | undefined,
  kindOfCustom: KindOfCustom,
): ReadonlyMap<string, number> | undefined {
  const isListBusy = useIsFetching({ queryKey: ['leads.list'] }) > 0
  const counted = useMemo(() => countable(views ?? [], kindOfCustom), [views, kindOfCustom])
  const { data } = useProcedure(
    'leads.counts',
    { of: counted.map(({ query }) => query) },
    { isEnabled: counted.length > 0 && !isListBusy },
  )
  return useMemo(() => data && new Map(counted.map(({ key }, at) => [key, data.counts[at] ?? 0])), [data, counted])
}

function countable(views: readonly KnownView[], kindOfCustom: KindOfCustom): { key: string; query: LeadQuery }[] {
  return views
    .flatMap(({ key, definition }) =>
      definition?.rules.every((group) => group.every((rule) => canAsk(rule, kindOfCustom))) === true
        ? [{ key, query: queryOf(definition) }]
        : [],
    )
    .slice(0, MOST_COUNTED)
}

function queryOf({ search, rules, temperatureOn }: OpenedDefinition): LeadQuery {
  return {
    ...(search !== undefined && { search }),
    ...(temperatureOn !== undefined && { temperatureOn }),
    ...(rules.length > 0 && { filter: { all: rules.map((group) => [...group]) } }),
  }
}
