import type { I18n } from '@lingui/core'
import type { WhyNow } from '../../shared/contract/follow-ups.contract.ts'
import type { LeadRow } from '../../shared/contract/leads.contract.ts'
import type { Sheet, SheetSection } from '../../shared/contract/sheet.contract.ts'
import type { Outcome } from '../../shared/domain/follow-ups/channel.ts'
import type { Stage } from '../../shared/domain/funnel/stages.ts'
import { outcomeLetters } from '../../shared/domain/sheet/outcome-letters.ts'
import { assertNever } from '../../shared/primitives/assert-never.ts'
import { addDays, type PlainDate } from '../../shared/primitives/plain-date.ts'

type Entry = SheetSection['entries'][number]

/** What the sheet says, in the language of `i18n` and with the days of `locale`. No macros: it runs where nothing is compiled. */
export class SheetWords {
  private readonly i18n: Pick<I18n, '_'>
  private readonly locale: string

  constructor(i18n: Pick<I18n, '_'>, locale: string) {
    this.i18n = i18n
    this.locale = locale
  }

  week(sheet: Sheet): string {
    const { i18n } = this
    return i18n._({
      id: 'sheet.week',
      message: 'Week {week}',
      values: { week: this.number(Number(sheet.week.slice(6))) },
    })
  }

  /** "Monday 23 to Friday 27 March 2026", to Sunday where the weekend holds something. */
  days(sheet: Sheet): string {
    const { i18n } = this
    const firstOn = sheet.mondayOn
    const lastOn = sheet.sections.reduce(
      (last, section) => (section.on !== null && section.on > last ? section.on : last),
      addDays(firstOn, 4),
    )
    const isOneMonth = firstOn.slice(0, 7) === lastOn.slice(0, 7)
    const first = isOneMonth
      ? this.weekdayAndNumber(firstOn)
      : this.format(firstOn, { weekday: 'long', day: 'numeric', month: 'long' })
    const last = this.format(lastOn, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
    return i18n._({ id: 'sheet.days', message: '{first} to {last}', values: { first, last } })
  }

  printed(sheet: Sheet): string {
    const { i18n } = this
    const day = this.format(sheet.printedOn, { weekday: 'long', day: 'numeric', month: 'long' })
    return i18n._({ id: 'sheet.printed', message: 'Printed {day}', values: { day } })
  }

  page(page: number, pages: number): string {
    const { i18n } = this
    return i18n._({
      id: 'sheet.page',
      message: 'Page {page} of {pages}',
      values: { page: this.number(page), pages: this.number(pages) },
    })
  }

  /** The figures of the head, each with its name. */
  figures(sheet: Sheet): { name: string; figure: string }[] {
    const { i18n } = this
    return [
      { name: i18n._({ id: 'sheet.due', message: 'due' }), figure: this.slots(sheet.dueCount, sheet.slots) },
      { name: i18n._({ id: 'sheet.overdueCount', message: 'overdue' }), figure: this.number(sheet.overdueCount) },
      { name: i18n._({ id: 'sheet.coolingCount', message: 'cooling' }), figure: this.number(sheet.coolingCount) },
    ]
  }

  columnHeads(): string[] {
    const { i18n } = this
    return [
      i18n._({ id: 'sheet.columnCode', message: 'Code' }),
      i18n._({ id: 'sheet.columnWho', message: 'Who' }),
      i18n._({ id: 'sheet.columnDo', message: 'What to do, and why now' }),
      i18n._({ id: 'sheet.columnOutcome', message: 'Outcome, notes, next day' }),
    ]
  }

  sectionTitle(section: Pick<SheetSection, 'kind' | 'on'>): string {
    const { i18n } = this
    switch (section.kind) {
      case 'overdue':
        return i18n._({ id: 'sheet.overdue', message: 'Overdue and promised' })
      case 'day':
        return this.weekdayAndNumber(section.on as PlainDate)
      case 'cooling':
        return i18n._({ id: 'sheet.cooling', message: 'Cooling this week' })
      case 'no_next_step':
        return i18n._({ id: 'sheet.noNextStep', message: 'Warm without a next step' })
      case 'cold_first':
        return i18n._({ id: 'sheet.coldFirst', message: 'Cold, first touch' })
      default:
        return assertNever(section.kind)
    }
  }

  /** What stands beside a section's title: how many, and how many the sheet has no room for. */
  sectionNote(section: SheetSection, slotsPerDay: number): string {
    const { i18n } = this
    const count = section.entries.length
    if (count === 0 && section.leftOutCount === 0) return i18n._({ id: 'sheet.nothingOpen', message: 'nothing open' })
    const figure = section.kind === 'day' ? this.slots(count, slotsPerDay) : this.number(count)
    if (section.leftOutCount === 0) return figure
    return i18n._({
      id: 'sheet.leftOut',
      message: '{figure}, and {more} more that the week has no room for',
      values: { figure, more: this.number(section.leftOutCount) },
    })
  }

  continued(): string {
    const { i18n } = this
    return i18n._({ id: 'sheet.continued', message: 'continued' })
  }

  newThisWeek(): string {
    const { i18n } = this
    return i18n._({ id: 'sheet.newThisWeek', message: 'New this week' })
  }

  stage(stage: Stage): string {
    const { i18n } = this
    switch (stage) {
      case 'lead':
        return i18n._({ id: 'stage.lead', message: 'Lead' })
      case 'mql':
        return i18n._({ id: 'stage.mql', message: 'MQL' })
      case 'sal':
        return i18n._({ id: 'stage.sal', message: 'SAL' })
      case 'sql':
        return i18n._({ id: 'stage.sql', message: 'SQL' })
      case 'proposal':
        return i18n._({ id: 'stage.proposal', message: 'Proposal' })
      case 'won':
        return i18n._({ id: 'stage.won', message: 'Won' })
      default:
        return assertNever(stage)
    }
  }

  pinned(): string {
    const { i18n } = this
    return i18n._({ id: 'sheet.pinned', message: 'set by hand' })
  }

  lastTouch(lead: LeadRow): string {
    const { i18n } = this
    if (lead.lastTouchOn === null) return i18n._({ id: 'sheet.noTouch', message: 'no touch yet' })
    return i18n._({
      id: 'sheet.lastTouch',
      message: 'last {day}',
      values: { day: this.day(lead.lastTouchOn, 'short') },
    })
  }

  noPhone(lead: LeadRow): string {
    const { i18n } = this
    if (lead.emails.length > 0) return i18n._({ id: 'sheet.mailOnly', message: 'no phone, mail only' })
    return i18n._({ id: 'sheet.noPhone', message: 'no phone' })
  }

  /** What to do, and where that comes from. */
  toDo({ lead, step }: Entry): { what: string; from: string } {
    const { i18n } = this
    if (lead.nextAction === null) {
      return {
        what: i18n._({ id: 'sheet.decide', message: 'Decide the next step' }),
        from: i18n._({ id: 'sheet.nonePlanned', message: 'none planned' }),
      }
    }
    const from =
      step === null
        ? i18n._({ id: 'sheet.byHand', message: 'by hand' })
        : i18n._({
            id: 'sheet.step',
            message: '{position} of {count}',
            values: { position: this.number(step.position), count: this.number(step.count) },
          })
    return { what: lead.nextAction.what, from: unbroken(from) }
  }

  whyNow({ rule, on, topic }: WhyNow): string {
    const { i18n } = this
    const day = on === null ? '' : this.day(on, 'long')
    if (rule === 'never_touched') return i18n._({ id: 'sheet.why.neverTouched', message: 'not contacted yet' })
    // Its day is that of the last touch, which the sheet tells already.
    if (rule === 'planned' || on === null) return i18n._({ id: 'sheet.why.planned', message: 'as planned' })
    switch (rule) {
      case 'asked_for_offer':
        return topic === null
          ? i18n._({ id: 'sheet.why.askedForOffer', message: 'asked for an offer on {day}', values: { day } })
          : i18n._({
              id: 'sheet.why.askedForOfferOn',
              message: 'asked for an offer on {day}: {topic}',
              values: { day, topic },
            })
      case 'replied':
        return topic === null
          ? i18n._({ id: 'sheet.why.replied', message: 'replied on {day}', values: { day } })
          : i18n._({ id: 'sheet.why.repliedOn', message: 'replied on {day}: {topic}', values: { day, topic } })
      case 'looked_at_prices':
        return i18n._({ id: 'sheet.why.lookedAtPrices', message: 'looked at prices on {day}', values: { day } })
      case 'turned_hot':
        return i18n._({ id: 'sheet.why.turnedHot', message: 'turned hot on {day}', values: { day } })
      case 'two_signals':
        return i18n._({
          id: 'sheet.why.twoSignals',
          message: 'two signals in 7 days, the latest on {day}',
          values: { day },
        })
      case 'three_visits':
        return i18n._({
          id: 'sheet.why.threeVisits',
          message: 'three visits in 7 days, the latest on {day}',
          values: { day },
        })
      case 'cooling':
        return i18n._({ id: 'sheet.why.cooling', message: 'cooling since {day}', values: { day } })
      case 'signal':
        return topic === null
          ? i18n._({ id: 'sheet.why.signal', message: 'showed interest on {day}', values: { day } })
          : i18n._({ id: 'sheet.why.signalOn', message: 'showed interest in {topic} on {day}', values: { day, topic } })
      case 'silence':
        return i18n._({ id: 'sheet.why.silence', message: 'no contact since {day}', values: { day } })
      default:
        return assertNever(rule)
    }
  }

  next(): string {
    const { i18n } = this
    return i18n._({ id: 'sheet.next', message: 'next' })
  }

  /** The outcome letters and what they stand for. The letters are the same in every language: they are typed back. */
  outcomes(): { letter: string; meaning: string }[] {
    return outcomeLetters.map(({ letter, outcome }) => ({ letter, meaning: this.outcome(outcome) }))
  }

  private outcome(outcome: Outcome): string {
    const { i18n } = this
    switch (outcome) {
      case 'done':
        return i18n._({ id: 'sheet.outcome.done', message: 'done or sent' })
      case 'voicemail':
        return i18n._({ id: 'sheet.outcome.voicemail', message: 'voicemail' })
      case 'replied':
        return i18n._({ id: 'sheet.outcome.replied', message: 'replied' })
      case 'talked':
        return i18n._({ id: 'sheet.outcome.talked', message: 'talked' })
      case 'not_now':
        return i18n._({ id: 'sheet.outcome.notNow', message: 'not now' })
      case 'do_not_contact':
        return i18n._({ id: 'sheet.outcome.doNotContact', message: 'do not contact' })
      default:
        return assertNever(outcome)
    }
  }

  temperatures(): { temperature: 'cold' | 'warm' | 'cooling' | 'hot'; meaning: string }[] {
    const { i18n } = this
    return [
      { temperature: 'cold', meaning: i18n._({ id: 'sheet.cold', message: 'cold' }) },
      { temperature: 'warm', meaning: i18n._({ id: 'sheet.warm', message: 'warm' }) },
      { temperature: 'cooling', meaning: i18n._({ id: 'sheet.coolingMark', message: 'cooling' }) },
      { temperature: 'hot', meaning: i18n._({ id: 'sheet.hot', message: 'hot' }) },
    ]
  }

  /** As capitals of the language, for a name. */
  capitals(name: string): string {
    // Or Groß and Gross became the same name.
    return name.replaceAll('ß', 'ẞ').toLocaleUpperCase(this.locale)
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.locale).format(value)
  }

  private slots(taken: number, slots: number): string {
    const { i18n } = this
    return i18n._({
      id: 'sheet.slots',
      message: '{taken} of {slots} slots',
      values: { taken: this.number(taken), slots: this.number(slots) },
    })
  }

  private day(day: PlainDate, style: 'short' | 'long'): string {
    return this.format(day, { day: 'numeric', month: style })
  }

  /** "Tuesday 24". Put together here, as some locales have no such form of their own. */
  private weekdayAndNumber(day: PlainDate): string {
    const { i18n } = this
    return i18n._({
      id: 'sheet.weekdayAndNumber',
      message: '{weekday} {number}',
      values: { weekday: this.format(day, { weekday: 'long' }), number: this.number(Number(day.slice(8))) },
    })
  }

  private format(day: PlainDate, options: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(this.locale, { timeZone: 'UTC', ...options }).format(new Date(`${day}T00:00:00Z`))
  }
}

/** Words that stay on one line. */
function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0')
}
