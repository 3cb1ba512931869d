import { neglectOf } from '../../../../shared/domain/follow-ups/neglect.ts'
import { noDaysOff } from '../../../../shared/domain/follow-ups/working-days.ts'
import { warmChecklist } from '../../../../shared/domain/qualification/checklists.ts'
import { dayFromNumber, type PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { readAcceptDays, readQualificationFacts } from '../../qualification/qualification.service.ts'
import { activeLeads } from './active-leads.ts'
import { Bitmap } from './bitmap.ts'
import type { Kept } from './columns.ts'
import type { LeadBook } from './lead-book.ts'

/** So many leads are looked at together. */
const LEADS_A_LOOK = 5000

/** The warm leads that are ready, and those that are curious: each is looked at by the checklist itself. */
export class WarmVerdicts implements Kept {
  readonly tables = ['lead', 'signal', 'hand_tag', 'answer', 'next_action', 'rules']
  readonly ready: Bitmap
  readonly curious: Bitmap
  private readonly book: LeadBook

  constructor(book: LeadBook) {
    this.book = book
    this.ready = new Bitmap(book.size)
    this.curious = new Bitmap(book.size)
    const warm = this.warmLeads()
    const slots = Array.from({ length: book.size }, (_, slot) => slot).filter((slot) => warm.has(slot))
    for (let from = 0; from < slots.length; from += LEADS_A_LOOK) this.look(slots.slice(from, from + LEADS_A_LOOK))
  }

  get byteLength(): number {
    return this.ready.byteLength + this.curious.byteLength
  }

  update(slots: readonly number[]): void {
    const warm = this.warmLeads()
    for (const slot of slots) {
      this.ready.set(slot, false)
      this.curious.set(slot, false)
    }
    this.look(slots.filter((slot) => warm.has(slot)))
  }

  private warmLeads(): Bitmap {
    return activeLeads(this.book).and(this.book.scores().flags.warm)
  }

  private look(slots: readonly number[]): void {
    const facts = readQualificationFacts(
      this.book,
      slots.map((slot) => this.book.idAt(slot)),
    )
    for (const slot of slots) {
      const known = facts.get(this.book.idAt(slot))
      if (known === undefined) continue
      const { verdict } = warmChecklist(known)
      this.ready.set(slot, verdict === 'ready')
      this.curious.set(slot, verdict === 'curious')
    }
  }
}

/** The leads at MQL that were to be accepted or returned before today. */
export class OverdueAcceptances implements Kept {
  readonly tables = ['lead', 'stage_event', 'signal', 'hand_tag', 'rules']
  readonly leads: Bitmap
  private readonly book: LeadBook

  constructor(book: LeadBook) {
    this.book = book
    this.leads = new Bitmap(book.size)
    this.update(Array.from({ length: book.size }, (_, slot) => slot))
  }

  get byteLength(): number {
    return this.leads.byteLength
  }

  update(slots: readonly number[]): void {
    const { book } = this
    const { codes, lists } = book.texts('stage')
    const active = activeLeads(book)
    for (const slot of slots) this.leads.set(slot, false)
    const waiting = slots.filter((slot) => active.has(slot) && lists[codes[slot] as number]?.values[0] === 'mql')
    for (let from = 0; from < waiting.length; from += LEADS_A_LOOK) {
      const looked = waiting.slice(from, from + LEADS_A_LOOK)
      const dueDays = readAcceptDays(
        book,
        looked.map((slot) => book.idAt(slot)),
      )
      for (const slot of looked) this.leads.set(slot, (dueDays.get(book.idAt(slot)) ?? book.today) < book.today)
    }
  }
}

/** The leads that are neglected, by the rule for one lead. Those that may not be contacted, or are in the trash, are left alone. */
export class NeglectedLeads implements Kept {
  readonly tables = ['lead', 'signal', 'hand_tag', 'next_action', 'run', 'playbook', 'rules']
  readonly leads: Bitmap
  private readonly book: LeadBook

  constructor(book: LeadBook) {
    this.book = book
    this.leads = new Bitmap(book.size)
    this.look(Array.from({ length: book.size }, (_, slot) => slot))
  }

  get byteLength(): number {
    return this.leads.byteLength
  }

  update(slots: readonly number[]): void {
    this.look(slots)
  }

  private look(slots: readonly number[]): void {
    const { book } = this
    // Of many leads there are few days, and to write one takes longer than the rest.
    const days = new Map<number, PlainDate | null>()
    const dayAt = (number: number): PlainDate | null => {
      let day = days.get(number)
      if (day === undefined) {
        day = Number.isNaN(number) ? null : dayFromNumber(number)
        days.set(number, day)
      }
      return day
    }
    const reachable = activeLeads(book).andNot(book.set('doNotContact').leads).andNot(book.set('archived').leads)
    const { flags } = book.scores()
    const signalled = book.set('signalled').leads
    const playbooks = book.texts('playbook')
    const [nextActionOn, lastTouchOn, cameInOn] = (['nextActionOn', 'lastTouchOn', 'cameInOn'] as const).map(
      (field) => {
        const { numbers } = book.numbers(field)
        return (slot: number) => dayAt(numbers[slot] as number)
      },
    ) as [DayAt, DayAt, DayAt]
    for (const slot of slots) {
      const neglect =
        reachable.has(slot) &&
        neglectOf(
          {
            status: 'active',
            temperature: flags.warm.has(slot) ? 'warm' : 'cold',
            // Only who never gave a signal may be parked, and so is cold by computation, pinned as it may be.
            computed: 'cold',
            isHot: flags.hot.has(slot),
            isCooling: flags.cooling.has(slot),
            hasSignal: signalled.has(slot),
            isInPlaybook: playbooks.codes[slot] !== 0,
            nextActionOn: nextActionOn(slot),
            lastTouchOn: lastTouchOn(slot),
            cameInOn: cameInOn(slot) as PlainDate,
          },
          book.today,
          noDaysOff,
        )
      this.leads.set(slot, neglect !== false && neglect !== null)
    }
  }
}

type DayAt = (slot: number) => PlainDate | null
