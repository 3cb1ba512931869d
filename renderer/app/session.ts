import { create } from 'zustand'
import type { FitRules } from '../../shared/domain/qualification/fit-rules.ts'
import type { GateRules } from '../../shared/domain/qualification/gates.ts'
import type { TemperatureRules } from '../../shared/domain/temperature/temperature-rules.ts'
import type { LeadId } from '../../shared/primitives/ids.ts'

/** The leads behind a figure, and what the figure says of them: "MQL in March 2026, reached SQL". */
export interface ShownLeads {
  ids: readonly LeadId[]
  title: string
}

/** A note that is being written: its text so far, of one that stands already what it was when it was opened, and whether it was changed meanwhile. */
export interface NoteDraft {
  text: string
  was?: string
  isStale?: boolean
}

/** The rules that are changed in Settings. */
export interface EditedRules {
  temperature: TemperatureRules
  fit: FitRules
  gates: GateRules
}

/** Rules that the seller changed and has not saved, and those that were in force when the changing began. */
export interface RulesDraft<Rules> {
  rules: Rules
  from: Rules
}

/** None of a kind that is as it was. */
export type RulesDrafts = { [Kind in keyof EditedRules]?: RulesDraft<EditedRules[Kind]> | undefined }

/**
 * What is only of this launch: the lead opened last, a file dropped before there was a workbook to import it into, the leads that Leads
 * shows alone, notes that were begun, and rules that were changed and not saved.
 */
interface Session {
  lastLead: { id: number; name: string } | undefined
  setLastLead: (lead: { id: number; name: string } | undefined) => void
  waitingFile: File | undefined
  setWaitingFile: (file: File | undefined) => void
  /** Set them and go to Leads; there they are a chip that can be taken off. */
  shownLeads: ShownLeads | undefined
  setShownLeads: (shown: ShownLeads | undefined) => void
  /** By what they are on: `lead 12` for a new note on a lead, `note 7` for one that is written anew. */
  noteDrafts: Readonly<Record<string, NoteDraft | undefined>>
  setNoteDraft: (on: string, draft: NoteDraft | undefined) => void
  rulesDrafts: RulesDrafts
  setRulesDraft: (drafts: RulesDrafts) => void
  /** Another workbook was opened: what was of the last one goes. */
  leaveWorkbook: () => void
}

export const useSession = create<Session>((set) => ({
  lastLead: undefined,
  setLastLead: (lastLead) => set({ lastLead }),
  waitingFile: undefined,
  setWaitingFile: (waitingFile) => set({ waitingFile }),
  shownLeads: undefined,
  setShownLeads: (shownLeads) => set({ shownLeads }),
  noteDrafts: {},
  setNoteDraft: (on, draft) => set(({ noteDrafts }) => ({ noteDrafts: { ...noteDrafts, [on]: draft } })),
  rulesDrafts: {},
  setRulesDraft: (drafts) => set(({ rulesDrafts }) => ({ rulesDrafts: { ...rulesDrafts, ...drafts } })),
  leaveWorkbook: () => set({ lastLead: undefined, noteDrafts: {}, rulesDrafts: {} }),
}))

/** Whether rules were changed in Settings and not saved. */
export function hasRulesDraft({ rulesDrafts }: Session): boolean {
  return Object.values(rulesDrafts).some((draft) => draft !== undefined)
}
