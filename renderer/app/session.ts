import { create } from 'zustand'
import type { LeadId } from '../../shared/primitives/ids.ts'

/** The leads behind a figure, and what the figure says of them: "MQL in March 2026, reached SQL". */
export interface ShownLeads {
  ids: readonly LeadId[]
  title: string
}

/** What is only of this launch: the lead opened last, a file dropped before there was a workbook to import it into, and the leads that Leads shows alone. */
interface Session {
  lastLead: { id: number; name: string } | undefined
  setLastLead: (lead: { id: number; name: string } | undefined) => void
  waitingFile: File | undefined
  setWaitingFile: (file: File | undefined) => void
  /** Set them and go to Leads; there they are a chip that can be taken off. */
  shownLeads: ShownLeads | undefined
  setShownLeads: (shown: ShownLeads | undefined) => void
}

export const useSession = create<Session>((set) => ({
  lastLead: undefined,
  setLastLead: (lastLead) => set({ lastLead }),
  waitingFile: undefined,
  setWaitingFile: (waitingFile) => set({ waitingFile }),
  shownLeads: undefined,
  setShownLeads: (shownLeads) => set({ shownLeads }),
}))
