import { create } from 'zustand'

/** What is only of this launch: the lead opened last, and a file dropped before there was a workbook to import it into. */
interface Session {
  lastLead: { id: number; name: string } | undefined
  setLastLead: (lead: { id: number; name: string } | undefined) => void
  waitingFile: File | undefined
  setWaitingFile: (file: File | undefined) => void
}

export const useSession = create<Session>((set) => ({
  lastLead: undefined,
  setLastLead: (lastLead) => set({ lastLead }),
  waitingFile: undefined,
  setWaitingFile: (waitingFile) => set({ waitingFile }),
}))
