import { Bitmap } from './bitmap.ts'
import type { LeadBook } from './lead-book.ts'

/** Leads whose status is active, a rest that is over included. */
export function activeLeads(book: LeadBook): Bitmap {
  const { codes, lists } = book.texts('status')
  const isActive = lists.map(({ values }) => values[0] === 'active')
  const active = new Bitmap(book.size)
  for (let slot = 0; slot < codes.length; slot += 1)
    if (isActive[codes[slot] as number] === true) active.set(slot, true)
  return active
}
