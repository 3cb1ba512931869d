import type { ViewDefinition } from '../../../../../shared/contract/views.contract.ts'
import { type KindOfCustom, kindOfField, partRules } from '../../../../../shared/domain/leads/filter-rules.ts'
import type { LeadSort, RuleGroups } from '../../../../../shared/domain/leads/lead-rule.ts'
import type { PlainDate } from '../../../../../shared/primitives/plain-date.ts'
import type { ColumnPlace, LeadsView } from '../leads-view.ts'

/** What a view sets when it is opened. Those that ship leave the density as the seller has it. */
export interface OpenedDefinition {
  search?: string | undefined
  rules: RuleGroups
  sort?: LeadSort | undefined
  temperatureOn?: PlainDate | undefined
  columns?: readonly ColumnPlace[] | undefined
  density?: LeadsView['density'] | undefined
}

type Shown = Pick<LeadsView, 'search' | 'rules' | 'sort' | 'temperatureOn' | 'columns' | 'density'>

/** What is shown, as a definition to save. */
export function definitionOf({ search, rules, sort, temperatureOn, columns, density }: Shown): ViewDefinition {
  return {
    ...(search.trim() !== '' && { search: search.trim() }),
    rules: rules.map((group) => [...group]),
    ...(sort !== undefined && { sort }),
    ...(temperatureOn !== undefined && { temperatureOn }),
    ...(columns !== undefined && {
      columns: columns.map(({ key, width }) => ({ key, ...(width !== undefined && { width }) })),
    }),
    density,
  }
}

/** What the list shows once a view is opened; rules that cannot be asked any more are kept apart, an order by such a field is left out. */
export function openedView(key: string, definition: OpenedDefinition, kindOfCustom: KindOfCustom): Partial<LeadsView> {
  const { asked, lost } = partRules(definition.rules, kindOfCustom)
  const { sort, temperatureOn, columns, density } = definition
  return {
    view: key,
    search: definition.search ?? '',
    rules: asked,
    lost,
    sort: sort !== undefined && kindOfField(sort.by, kindOfCustom) !== undefined ? sort : undefined,
    temperatureOn,
    columns,
    ...(density !== undefined && { density }),
    activeIndex: 0,
  }
}

/** Whether what is shown is no more what the view shows by itself. */
export function isViewChanged(shown: Shown, definition: OpenedDefinition): boolean {
  const own = definitionOf({ ...shown, ...withAll(definition, shown.density) })
  return canonical(definitionOf(shown)) !== canonical(own)
}

function withAll(definition: OpenedDefinition, density: LeadsView['density']): Shown {
  return {
    search: definition.search ?? '',
    rules: definition.rules,
    sort: definition.sort,
    temperatureOn: definition.temperatureOn,
    columns: definition.columns,
    density: definition.density ?? density,
  }
}

/** The same text for equal values, whichever order their keys were written in. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )
}
