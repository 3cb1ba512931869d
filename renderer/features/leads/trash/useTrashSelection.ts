import { t } from '@lingui/core/macro'
import { useMemo, useState } from 'react'
import type { LeadSelection } from '../../../../shared/contract/lead-query.contract.ts'
import type { LeadRow } from '../../../../shared/contract/leads.contract.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import { sayFailed } from '../../../app/undo.tsx'
import type { GridSelection } from '../../../ui/grid/VirtualGrid.tsx'
import { fetchLeadIds } from '../list/useLeadPages.ts'

/** Leads that are in the trash, as a query. */
export const inTrash = { filter: { all: [[{ field: 'isArchived' as const, test: { op: 'yes' as const } }]] } }

/** The trash as a list, by name. */
export const trashRequest = { ...inTrash, sort: { by: 'name' as const, direction: 'ascending' as const } }

/** What is ticked: these leads, or all but these. */
type Ticked = { readonly mode: 'some' | 'allBut'; readonly ids: ReadonlySet<LeadId> }

const NOTHING: Ticked = { mode: 'some', ids: new Set() }

interface TrashSelection {
  count: number
  /** What the ticks come to, for the core. */
  leads: LeadSelection
  /** The one that is ticked, where it is only one. */
  onlyId: LeadId | undefined
  clear: () => void
  selection: GridSelection<LeadRow>
}

/** The leads ticked in the trash. All of them are a query and not 100,000 ids. */
export function useTrashSelection(total: number): TrashSelection {
  const [ticked, setTicked] = useState<Ticked>(NOTHING)
  const [anchor, setAnchor] = useState<number | undefined>(undefined)
  const { mode, ids } = ticked
  const count = mode === 'some' ? ids.size : Math.max(0, total - ids.size)

  const selection = useMemo<GridSelection<LeadRow>>(() => {
    const holds = (id: LeadId) => ids.has(id) === (mode === 'some')
    const tick = async (from: number, to: number) => {
      try {
        const range = await fetchLeadIds(trashRequest, Math.min(from, to), Math.abs(to - from) + 1)
        setTicked((before) => {
          const next = new Set(before.ids)
          for (const id of range) before.mode === 'some' ? next.add(id) : next.delete(id)
          return { ...before, ids: next }
        })
      } catch (error) {
        sayFailed(error)
      }
    }
    const all = () => setTicked({ mode: 'allBut', ids: new Set() })
    return {
      isSelected: (lead) => holds(lead.id),
      onToggle: (lead, index, isRange) => {
        if (isRange && anchor !== undefined) void tick(anchor, index)
        else
          setTicked((before) => {
            const next = new Set(before.ids)
            if (!next.delete(lead.id)) next.add(lead.id)
            return { ...before, ids: next }
          })
        setAnchor(index)
      },
      onRange: (from, to) => void tick(from, to),
      all: count === 0 ? 'none' : count >= total ? 'all' : 'some',
      onToggleAll: () => (count >= total ? setTicked(NOTHING) : all()),
      onSelectAll: all,
      rowLabel: (lead) => t`Select ${lead.name}`,
      allLabel: t`Select all`,
    }
  }, [ids, mode, count, anchor, total])

  const [only] = mode === 'some' && ids.size === 1 ? ids : []
  return {
    count,
    leads: mode === 'some' ? { ids: [...ids] } : { query: inTrash, except: [...ids] },
    onlyId: only,
    clear: () => setTicked(NOTHING),
    selection,
  }
}
