import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import type { ListedEntry } from './today-groups.ts'

/** Where the seller is in the list: a lead, and the place it had, for when the lead is gone from the list. */
type Place = { leadId: LeadId; index: number }

interface CurrentEntry {
  current: ListedEntry | undefined
  /** Makes an item the current one, and puts the focus on it. */
  goTo: (leadId: LeadId) => void
  /** Goes so many items down, or up where negative. */
  move: (by: number) => void
  /** The lead that follows the current one now, to go on to once the current one is dealt with. */
  following: () => LeadId | undefined
}

/** The item that keys and the working panel act on. When its lead leaves the list, the one that takes its place is current. */
export function useCurrentEntry(entries: readonly ListedEntry[], list: RefObject<HTMLElement | null>): CurrentEntry {
  const [place, setPlace] = useState<Place | undefined>(undefined)
  const wantsFocus = useRef(false)
  const found = entries.findIndex(({ entry }) => entry.lead.id === place?.leadId)
  const index = found >= 0 ? found : Math.min(place?.index ?? 0, entries.length - 1)
  const current = entries[index]

  useLayoutEffect(() => {
    if (!wantsFocus.current) return
    wantsFocus.current = false
    const item = list.current?.querySelector('[aria-current="true"]')
    item?.querySelector('a')?.focus({ preventScroll: true })
    item?.scrollIntoView({ block: 'nearest' })
  })

  function goTo(leadId: LeadId) {
    const at = entries.findIndex(({ entry }) => entry.lead.id === leadId)
    wantsFocus.current = true
    setPlace({ leadId, index: at >= 0 ? at : index })
  }

  function at(place: number): LeadId | undefined {
    return entries[Math.max(0, Math.min(place, entries.length - 1))]?.entry.lead.id
  }

  return {
    current,
    goTo,
    move: (by) => {
      const leadId = at(index + by)
      if (leadId !== undefined) goTo(leadId)
    },
    following: () => at(index + 1 < entries.length ? index + 1 : index - 1),
  }
}
