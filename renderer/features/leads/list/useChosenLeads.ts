import { t } from '@lingui/core/macro'
import { useCallback, useMemo, useState } from 'react'
import type { LeadRow } from '../../../../shared/contract/leads.contract.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import { sayFailed } from '../../../app/undo.tsx'
import type { GridSelection } from '../../../ui/grid/VirtualGrid.tsx'
import type { LeadsRequest } from './leads-view.ts'
import { fetchLeadIds } from './useLeadPages.ts'

interface ChosenLeads {
  ids: ReadonlySet<LeadId>
  clear: () => void
  selection: GridSelection<LeadRow>
}

/** The leads ticked in the table, known by id: a list that changes keeps them, and so does another filter. */
export function useChosenLeads(request: LeadsRequest, total: number): ChosenLeads {
  const [ids, setIds] = useState<ReadonlySet<LeadId>>(new Set())
  const [anchor, setAnchor] = useState<number | undefined>(undefined)

  const clear = useCallback(() => {
    setIds(new Set())
    setAnchor(undefined)
  }, [])

  const selection = useMemo<GridSelection<LeadRow>>(() => {
    const add = async (from: number, count: number) => {
      try {
        const more = await fetchLeadIds(request, from, count)
        setIds((before) => new Set([...before, ...more]))
      } catch (error) {
        sayFailed(error)
      }
    }
    return {
      isSelected: (lead) => ids.has(lead.id),
      onToggle: (lead, index, isRange) => {
        if (isRange && anchor !== undefined) {
          void add(Math.min(anchor, index), Math.abs(index - anchor) + 1)
        } else {
          setIds((before) => {
            const next = new Set(before)
            if (!next.delete(lead.id)) next.add(lead.id)
            return next
          })
        }
        setAnchor(index)
      },
      all: ids.size === 0 ? 'none' : ids.size >= total ? 'all' : 'some',
      onToggleAll: () => {
        if (ids.size >= total) clear()
        else void add(0, total)
      },
      rowLabel: (lead) => t`Select ${lead.name}`,
      allLabel: t`Select all`,
    }
  }, [ids, anchor, total, request, clear])

  return { ids, clear, selection }
}
