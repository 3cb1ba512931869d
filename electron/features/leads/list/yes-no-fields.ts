import type { FieldKey } from '../../../../shared/domain/leads/lead-fields.ts'
import { activeLeads } from './active-leads.ts'
import type { Bitmap } from './bitmap.ts'
import type { LeadBook } from './lead-book.ts'
import { NeglectedLeads, OverdueAcceptances, WarmVerdicts } from './looked-at-leads.ts'

const fields = [
  'doNotContact',
  'isArchived',
  'isPinned',
  'hasNoNextStep',
  'isParked',
  'isNeglected',
  'isReady',
  'isCurious',
  'isAcceptanceOverdue',
  'hasReasonToWrite',
] as const
export type YesNoField = (typeof fields)[number]

export function isYesNoField(field: FieldKey): field is YesNoField {
  return (fields as readonly string[]).includes(field)
}

/** The leads of which a built-in field says yes; whether they are pinned, on a day. */
export function yesNoSet(
  book: LeadBook,
  field: YesNoField,
  temperatureOn = book.today,
): { tables: readonly string[]; leads: Bitmap } {
  switch (field) {
    case 'doNotContact':
      return book.set('doNotContact')
    case 'isArchived':
      return book.set('archived')
    case 'isPinned': {
      const { tables, flags } = book.scores(temperatureOn)
      return { tables, leads: flags.pinned }
    }
    // Of the leads that wait for something to be planned, those nobody ever tried are parked.
    case 'hasNoNextStep':
      return { tables: ['lead', 'next_action', 'signal'], leads: waiting(book).and(book.set('tried').leads) }
    case 'isParked':
      return { tables: ['lead', 'next_action', 'signal'], leads: waiting(book).andNot(book.set('tried').leads) }
    case 'isNeglected':
      return book.keep('columns', field, () => new NeglectedLeads(book))
    case 'isReady':
    case 'isCurious': {
      const { tables, ready, curious } = book.keep('columns', 'warmVerdicts', () => new WarmVerdicts(book))
      return { tables, leads: field === 'isReady' ? ready : curious }
    }
    case 'isAcceptanceOverdue':
      return book.keep('columns', field, () => new OverdueAcceptances(book))
    case 'hasReasonToWrite':
      return book.set('reasonToWrite')
  }
}

function waiting(book: LeadBook): Bitmap {
  return activeLeads(book)
    .andNot(book.set('doNotContact').leads)
    .andNot(book.set('archived').leads)
    .andNot(book.set('planned').leads)
}
