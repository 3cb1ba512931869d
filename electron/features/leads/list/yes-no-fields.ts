import type { FieldKey } from '../../../../shared/domain/leads/lead-fields.ts'
import { Bitmap } from './bitmap.ts'
import type { LeadBook } from './lead-book.ts'

const fields = ['doNotContact', 'isArchived', 'isPinned', 'hasNoNextStep', 'isParked'] as const
export type YesNoField = (typeof fields)[number]

export function isYesNoField(field: FieldKey): field is YesNoField {
  return (fields as readonly string[]).includes(field)
}

/** The leads of which a built-in field says yes. */
export function yesNoSet(book: LeadBook, field: YesNoField): { tables: readonly string[]; leads: Bitmap } {
  switch (field) {
    case 'doNotContact':
      return book.set('doNotContact')
    case 'isArchived':
      return book.set('archived')
    case 'isPinned': {
      const { tables, flags } = book.scores()
      return { tables, leads: flags.pinned }
    }
    // Of the leads that wait for something to be planned, those nobody ever tried are parked.
    case 'hasNoNextStep':
      return { tables: ['lead', 'next_action', 'signal'], leads: waiting(book).and(book.set('tried').leads) }
    case 'isParked':
      return { tables: ['lead', 'next_action', 'signal'], leads: waiting(book).andNot(book.set('tried').leads) }
  }
}

function waiting(book: LeadBook): Bitmap {
  return activeLeads(book)
    .andNot(book.set('doNotContact').leads)
    .andNot(book.set('archived').leads)
    .andNot(book.set('planned').leads)
}

/** Leads whose status is active, a rest that is over included. */
export function activeLeads(book: LeadBook): Bitmap {
  const { codes, lists } = book.texts('status')
  const isActive = lists.map(({ values }) => values[0] === 'active')
  const active = new Bitmap(book.size)
  for (let slot = 0; slot < codes.length; slot += 1)
    if (isActive[codes[slot] as number] === true) active.set(slot, true)
  return active
}
