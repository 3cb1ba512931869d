import { plural, t } from '@lingui/core/macro'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { LeadRow } from '../../../../shared/contract/leads.contract.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import { sayFailed } from '../../../app/undo.tsx'
import type { GridSelection } from '../../../ui/grid/VirtualGrid.tsx'
import type { NamedLeads } from '../LeadDialogs.tsx'
import {
  addChosen,
  type Chosen,
  countChosen,
  isChosen,
  isSameQuery,
  noneChosen,
  selectionOf,
  toggleChosen,
} from './chosen-leads.ts'
import { type LeadsRequest, queryOf } from './leads-view.ts'
import { fetchLeadIds } from './useLeadPages.ts'

export interface ChosenLeads {
  chosen: Chosen
  count: number
  /** The ticked leads, called "4 leads"; undefined where none is ticked. */
  named: NamedLeads | undefined
  /** The lead with which the rows ticked last by Shift and a move begin; undefined where others were ticked since. */
  rangeAnchor: () => LeadId | undefined
  clear: () => void
  selection: GridSelection<LeadRow>
}

/**
 * The leads ticked in the table, known by id: a list that changes keeps them, and so does another filter. Where all are ticked they are
 * known by what was asked for, and another question begins with none.
 */
export function useChosenLeads(
  request: LeadsRequest,
  total: number,
  getRow: (index: number) => LeadRow | undefined,
): ChosenLeads {
  const [chosen, setChosen] = useState<Chosen>(noneChosen)
  const [anchor, setAnchor] = useState<number | undefined>(undefined)
  const query = useMemo(() => queryOf(request), [request])
  if (chosen.all && !isSameQuery(chosen.query, query)) setChosen(noneChosen)

  /** What was ticked before the keys began to tick a range, and which range was asked for last. */
  const range = useRef<{ anchor: number; lead?: LeadId | undefined; base: Chosen; asked: number }>({
    anchor: -1,
    base: noneChosen,
    asked: 0,
  })
  const latest = useRef({ chosen, getRow, request })
  latest.current = { chosen, getRow, request }

  const clear = useCallback(() => {
    range.current.anchor = -1
    setChosen(noneChosen)
    setAnchor(undefined)
  }, [])

  const selection = useMemo<GridSelection<LeadRow>>(() => {
    async function addRange(base: Chosen, from: number, to: number) {
      const [first, last] = [Math.min(from, to), Math.max(from, to)]
      range.current.asked += 1
      const { asked } = range.current
      try {
        const ids = await idsBetween(latest.current, first, last)
        if (asked === range.current.asked) setChosen(addChosen(base, ids))
      } catch (error) {
        sayFailed(error)
      }
    }
    const count = countChosen(chosen, total)
    const chooseAll = () => {
      range.current.anchor = -1
      setChosen({ all: true, query, except: new Set() })
    }
    return {
      isSelected: (lead) => isChosen(chosen, lead.id),
      onToggle: (lead, index, isRange) => {
        range.current.anchor = -1
        range.current.asked += 1
        if (isRange && anchor !== undefined) void addRange(chosen, anchor, index)
        else setChosen(toggleChosen(chosen, lead.id))
        setAnchor(index)
      },
      onRange: (from, to) => {
        if (range.current.anchor !== from)
          range.current = { ...range.current, anchor: from, lead: latest.current.getRow(from)?.id, base: chosen }
        setAnchor(from)
        void addRange(range.current.base, from, to)
      },
      all: count === 0 ? 'none' : count >= total ? 'all' : 'some',
      onToggleAll: () => {
        if (count >= total) clear()
        else chooseAll()
      },
      onSelectAll: chooseAll,
      rowLabel,
      allLabel: t`Select all`,
    }
  }, [chosen, anchor, total, query, clear])

  const count = countChosen(chosen, total)
  const named = useMemo<NamedLeads | undefined>(() => {
    const leads = selectionOf(chosen)
    if (leads === undefined || count === 0) return undefined
    return { leads, count, name: plural(count, { one: '# lead', other: '# leads' }) }
  }, [chosen, count])
  const rangeAnchor = useCallback(() => (range.current.anchor < 0 ? undefined : range.current.lead), [])
  return useMemo(
    () => ({ chosen, count, named, rangeAnchor, clear, selection }),
    [chosen, count, named, rangeAnchor, clear, selection],
  )
}

function rowLabel(lead: LeadRow): string {
  return t`Select ${lead.name}`
}

/** The ids of the rows from one place to another, both included: those at hand at once, else they are asked for. */
async function idsBetween(
  list: { getRow: (index: number) => LeadRow | undefined; request: LeadsRequest },
  first: number,
  last: number,
): Promise<LeadId[]> {
  const ids: LeadId[] = []
  for (let index = first; index <= last; index += 1) {
    const row = list.getRow(index)
    if (row === undefined) return fetchLeadIds(list.request, first, last - first + 1)
    ids.push(row.id)
  }
  return ids
}
