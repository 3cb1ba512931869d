import { create } from 'zustand'
import type { BoardRequest } from '../../../../shared/contract/board.contract.ts'
import type { Stage } from '../../../../shared/domain/funnel/stages.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { onEvent } from '../../../api/client.ts'

/** The card that keys act on: its lead and where it stood last, by which it is found again once the column has changed. */
export interface ActiveCard {
  stage: Stage
  index: number
  leadId: LeadId | undefined
}

interface View {
  search: string
  withResting: boolean
  /** The day that temperatures are of; undefined: today. */
  temperatureOn: PlainDate | undefined
  active: ActiveCard
}

const untouched: View = {
  search: '',
  withResting: false,
  temperatureOn: undefined,
  active: { stage: 'lead', index: 0, leadId: undefined },
}

/** Where the board begins, as with the answer to something else. */
export const firstCard: ActiveCard = untouched.active

/** How the seller last looked at the board, so that coming back from a lead finds it as it was left. */
export const useBoardView = create<View & { change: (part: Partial<View>) => void }>((set) => ({
  ...untouched,
  change: (part) => set(part),
}))

// Another workbook is looked at afresh.
onEvent((event) => {
  if (event.type === 'opened') useBoardView.setState(untouched)
})

/** What is asked of the core for a view. */
export function boardRequest({ search, withResting, temperatureOn }: Omit<View, 'active'>): BoardRequest {
  const typed = search.trim()
  return {
    ...(typed !== '' && { search: typed }),
    ...(withResting && { withResting }),
    ...(temperatureOn !== undefined && { temperatureOn }),
  }
}
