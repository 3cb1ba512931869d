import {
  addWorkingDays,
  isWorkingDay,
  noDaysOff,
  workingDayFrom,
} from '../../../../shared/domain/follow-ups/working-days.ts'
import { type Stage, stageRank, stages } from '../../../../shared/domain/funnel/stages.ts'
import { assess } from '../../../../shared/domain/temperature/assess.ts'
import { handTagFrom } from '../../../../shared/domain/temperature/hand-tag.ts'
import type { ComputedTemperature, SignalKind } from '../../../../shared/domain/temperature/signal-kinds.ts'
import { defaultTemperatureRules } from '../../../../shared/domain/temperature/temperature-rules.ts'
import { addDays, type PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { inventAnswers } from './invent-answers.ts'
import { inventPeople, type Person } from './people.ts'
import { runThrough, runUpTo } from './playbook-runs.ts'
import type { SampleLead, SamplePlaybook, SampleTouch } from './sample-lead.ts'
import { SeededRandom } from './seeded-random.ts'
import {
  disqualifiedReasons,
  lostReasons,
  notes,
  notNows,
  promises,
  replies,
  requests,
  resources,
  talks,
  topics,
} from './wordings.ts'

/** What becomes of a lead: the furthest stage it reached, and how it stands today. */
type Fate = {
  reached: Stage
  standing: 'hot' | 'warm' | 'cooling' | 'cold' | 'parked' | 'resting' | 'lost' | 'disqualified' | 'customer' | 'former'
}

/** The year of a freelancer: 290 new leads, of which 95 became MQL, 58 SAL, 34 SQL, 19 had a proposal and 8 were won; and 10 customers from before. */
const fates: readonly { fate: Fate; count: number }[] = [
  { fate: { reached: 'lead', standing: 'cold' }, count: 70 },
  { fate: { reached: 'lead', standing: 'parked' }, count: 46 },
  { fate: { reached: 'lead', standing: 'resting' }, count: 40 },
  { fate: { reached: 'lead', standing: 'disqualified' }, count: 39 },
  { fate: { reached: 'mql', standing: 'hot' }, count: 1 },
  { fate: { reached: 'mql', standing: 'warm' }, count: 11 },
  { fate: { reached: 'mql', standing: 'cooling' }, count: 4 },
  { fate: { reached: 'mql', standing: 'cold' }, count: 8 },
  { fate: { reached: 'mql', standing: 'resting' }, count: 7 },
  { fate: { reached: 'mql', standing: 'lost' }, count: 6 },
  { fate: { reached: 'sal', standing: 'hot' }, count: 2 },
  { fate: { reached: 'sal', standing: 'warm' }, count: 6 },
  { fate: { reached: 'sal', standing: 'cooling' }, count: 2 },
  { fate: { reached: 'sal', standing: 'resting' }, count: 4 },
  { fate: { reached: 'sal', standing: 'lost' }, count: 10 },
  { fate: { reached: 'sql', standing: 'hot' }, count: 2 },
  { fate: { reached: 'sql', standing: 'warm' }, count: 3 },
  { fate: { reached: 'sql', standing: 'lost' }, count: 10 },
  { fate: { reached: 'proposal', standing: 'hot' }, count: 2 },
  { fate: { reached: 'proposal', standing: 'warm' }, count: 2 },
  { fate: { reached: 'proposal', standing: 'lost' }, count: 7 },
  { fate: { reached: 'won', standing: 'customer' }, count: 8 },
  { fate: { reached: 'won', standing: 'former' }, count: 10 },
]

/** Where leads come from, by how far they got: who was referred gets far, who was bought does not. */
const sourcesByRank: readonly Readonly<Record<string, number>>[] = [
  { 'Bought list': 42, 'Fair in Graz': 20, Newsletter: 14, LinkedIn: 16, 'Website form': 8, Webinar: 8, Referral: 2 },
  { 'Bought list': 3, 'Fair in Graz': 16, Newsletter: 22, LinkedIn: 16, 'Website form': 16, Webinar: 26, Referral: 6 },
  { 'Fair in Graz': 14, Newsletter: 10, LinkedIn: 12, 'Website form': 22, Webinar: 24, Referral: 16 },
  { 'Fair in Graz': 8, LinkedIn: 10, 'Website form': 26, Webinar: 18, Referral: 28 },
  { 'Fair in Graz': 6, 'Website form': 24, Webinar: 14, Referral: 36 },
  { 'Website form': 16, Webinar: 10, Referral: 60 },
]

/** Days from a stage to the next, at least and at most. */
const gapDays: readonly (readonly [number, number])[] = [
  [3, 45],
  [1, 10],
  [4, 30],
  [3, 20],
  [7, 40],
]

/**
 * 300 leads who do not exist, with a year of history up to `today`, in the order in which they came in. The same seed, day and
 * playbooks give the same leads.
 */
export function inventLeads(seed: number, today: PlainDate, playbooks: readonly SamplePlaybook[]): SampleLead[] {
  const random = new SeededRandom(seed)
  const dealt = random.shuffled(fates.flatMap(({ fate, count }) => Array.from({ length: count }, () => fate)))
  const people = inventPeople(random, dealt.length)
  const inventor = new Inventor(random, today, new Map(playbooks.map((playbook) => [playbook.slug, playbook])))
  const leads = dealt.map((fate, i) => inventor.invent(people[i] as Person, fate))
  inventor.planWeek()
  inventor.exceptions(leads)
  for (const lead of leads) lead.touches.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const asking = new SeededRandom(seed + 1)
  for (const lead of leads) lead.answers = inventAnswers(lead, asking)
  return leads.sort((a, b) =>
    a.cameInOn < b.cameInOn ? -1 : a.cameInOn > b.cameInOn ? 1 : a.person.email < b.person.email ? -1 : 1,
  )
}

type Waiting = { lead: SampleLead; fate: Fate; since: PlainDate }

class Inventor {
  private readonly random: SeededRandom
  private readonly today: PlainDate
  private readonly playbooks: ReadonlyMap<string, SamplePlaybook>
  /** Active leads that still need a next step, or are to have none. */
  private readonly waiting: Waiting[] = []

  constructor(random: SeededRandom, today: PlainDate, playbooks: ReadonlyMap<string, SamplePlaybook>) {
    this.random = random
    this.today = today
    this.playbooks = playbooks
  }

  invent(person: Person, fate: Fate): SampleLead {
    const { random } = this
    const rank = stageRank(fate.reached)
    const lead: SampleLead = {
      person,
      source: random.chance(0.04) ? null : random.weighted(sourcesByRank[rank] as Record<string, number>),
      tags: [],
      notes: random.chance(0.15) ? random.pick(notes) : null,
      valueMinor: rank >= 2 ? random.between(12, 140) * 20_000 : null,
      cameInOn: this.today,
      stages: [],
      statuses: [],
      touches: [],
      signals: [],
      handTag: null,
      runs: [],
      nextAction: null,
      doNotContact: null,
      answers: [],
    }
    if (lead.source === 'Fair in Graz') lead.tags.push('Fair')
    if (lead.source === 'Webinar') lead.tags.push('Webinar')
    if (random.chance(0.12)) lead.tags.push(random.pick(['Print', 'Public sector', 'Family firm', 'Second site']))
    if (fate.standing === 'former') this.formerCustomer(lead)
    else if (rank === 0) this.newcomer(lead, fate)
    else this.engaged(lead, fate, rank)
    return lead
  }

  /** A customer from before the book began: on file from Won only. */
  private formerCustomer(lead: SampleLead): void {
    const wonOn = this.workdayBack(this.random.between(200, 640))
    const importedOn = this.workdayBack(this.random.between(345, 364))
    lead.source = this.random.pick(['Referral', 'Referral', null])
    lead.tags.push('Customer before')
    const on = wonOn < importedOn ? importedOn : wonOn
    lead.cameInOn = on
    lead.stages.push({ to: 'won', on })
    lead.statuses.push({ to: 'customer', on, reason: null, untilOn: null })
    lead.signals.push({ on: wonOn, kind: 'past_client', topic: null, note: null, touch: null })
    this.keepInTouch(lead, on)
  }

  /** A lead that never went beyond the first stage. */
  private newcomer(lead: SampleLead, fate: Fate): void {
    const { random } = this
    if (fate.standing === 'parked') {
      lead.source = random.chance(0.8) ? 'Bought list' : 'Fair in Graz'
      this.comeIn(lead, this.workdayBack(random.between(2, 60)))
      return
    }
    const came = fate.standing === 'cold' ? random.between(4, 320) : random.between(70, 364)
    this.comeIn(lead, this.workdayBack(came))
    if (random.chance(0.45)) this.weakSignals(lead, fate.standing === 'cold')
    if (fate.standing === 'cold') this.waiting.push({ lead, fate, since: lead.cameInOn })
    if (fate.standing === 'disqualified') {
      const on = workingDayFrom(addDays(lead.cameInOn, random.between(0, 40)), noDaysOff)
      lead.statuses.push({ to: 'disqualified', on, reason: random.pick(disqualifiedReasons), untilOn: null })
      if (random.chance(0.6)) this.touch(lead, lead.cameInOn, 'out', 'mail', 'done', null)
      lead.touches = lead.touches.filter((touch) => touch.on <= on)
      lead.signals = lead.signals.filter((signal) => signal.on <= on)
    }
    if (fate.standing === 'resting') {
      const playbook = this.playbook(random.chance(0.7) ? 'cold-educate-and-earn-a-reply' : 'cold-met-once')
      const run = runThrough(playbook, lead.cameInOn, playbook.steps.length, this.today, null, random)
      this.addRun(lead, run)
      const endedOn = run.endedOn as PlainDate
      const untilOn = addDays(this.today, random.between(1, 80))
      lead.statuses.push({ to: 'resting', on: endedOn, reason: null, untilOn })
    }
  }

  /** A lead that answered: its stages one after the other, each with what led to it, so dated that it stands today as it should. */
  private engaged(lead: SampleLead, fate: Fate, rank: number): void {
    const { random, today } = this
    const gaps = gapDays
      .slice(0, rank)
      .map(([least, most], stage) => random.between(least, stage === 0 && isLive(fate) ? Math.min(most, 25) : most))
    const total = gaps.reduce((sum, gap) => sum + gap, 0)
    const topic = random.pick(topics)
    const build = (age: number) => {
      lead.stages = []
      lead.statuses = []
      lead.touches = []
      lead.signals = []
      this.comeIn(lead, this.workdayBack(age + total))
      let left = total
      for (let stage = 1; stage <= rank; stage += 1) {
        left -= gaps[stage - 1] as number
        const on = this.workdayBack(age + left)
        lead.stages.push({ to: stages[stage] as Stage, on })
        this.cause(lead, stages[stage] as Stage, on, topic)
      }
    }
    const seedBefore = random.between(0, 2 ** 31)
    for (const age of agesFor(fate, total, random)) {
      this.causes = new SeededRandom(seedBefore)
      build(age)
      if (!isLive(fate) || this.computed(lead) === fate.standing) break
    }
    const lastOn = lead.stages.at(-1)?.on as PlainDate
    if (random.chance(0.35)) this.earlierRun(lead)
    if (isLive(fate)) this.waiting.push({ lead, fate, since: lastOn })
    if (fate.standing === 'lost') {
      const on = min(workingDayFrom(addDays(lastOn, random.between(6, 40)), noDaysOff), today)
      this.touch(lead, on, 'in', 'mail', 'replied', null)
      lead.statuses.push({ to: 'lost', on, reason: random.pick(lostReasons), untilOn: null })
    }
    if (fate.standing === 'resting') {
      const on = min(workingDayFrom(addDays(lastOn, random.between(5, 25)), noDaysOff), today)
      const touch = this.touch(lead, on, 'in', random.pick(['mail', 'call']), 'not_now', random.pick(notNows))
      lead.signals.push({ on, kind: 'not_now', topic: null, note: touch.note, touch })
      lead.statuses.push({ to: 'resting', on, reason: 'Not now', untilOn: addDays(today, random.between(3, 120)) })
    }
    if (fate.standing === 'customer') {
      lead.statuses.push({ to: 'customer', on: lastOn, reason: null, untilOn: null })
      this.keepInTouch(lead, lastOn)
    }
  }

  /** The chance behind what led to a stage; set anew for every try, so that a shifted history stays the same history. */
  private causes = new SeededRandom(0)

  /** What led to a stage on its day: a signal, and the contact it came with. */
  private cause(lead: SampleLead, stage: Stage, on: PlainDate, topic: string): void {
    const random = this.causes
    const signal = (kind: SignalKind, note: string | null = null, touch: SampleTouch | null = null) =>
      lead.signals.push({ on, kind, topic, note, touch })
    switch (stage) {
      case 'mql': {
        const kind = random.pick(['attended', 'downloaded', 'replied'] as const)
        if (kind === 'replied') signal(kind, null, this.touch(lead, on, 'in', 'mail', 'replied', random.pick(replies)))
        else signal(kind, kind === 'downloaded' ? random.pick(resources) : null)
        const alsoOn = this.earlier(on, random.between(1, 4), lead.cameInOn)
        lead.signals.push({
          on: alsoOn,
          kind: random.pick(['clicked', 'visited', 'looked_at_prices'] as const),
          topic: null,
          note: null,
          touch: null,
        })
        if (kind !== 'replied') {
          const answer = this.touch(lead, on, 'in', 'mail', 'replied', random.pick(replies))
          signal('replied', null, answer)
        }
        return
      }
      case 'sal':
        signal('replied', null, this.touch(lead, on, 'in', 'mail', 'replied', random.pick(replies)))
        this.answer(lead, on, 'mail')
        return
      case 'sql':
        signal(
          'conversation',
          null,
          this.touch(lead, on, 'both', random.pick(['call', 'meeting'] as const), 'talked', random.pick(talks)),
        )
        this.answer(lead, on, 'mail')
        return
      case 'proposal':
        signal('asked_for_offer', null, this.touch(lead, on, 'in', 'mail', 'replied', random.pick(requests)))
        this.answer(lead, on, 'call')
        return
      case 'won':
        signal('past_client')
        this.touch(lead, on, 'both', 'meeting', 'talked', 'Signed. Starts next month.')
        return
      case 'lead':
    }
  }

  /** The seller's own answer on the next working day; now and then there is none yet. */
  private answer(lead: SampleLead, to: PlainDate, channel: 'mail' | 'call'): void {
    const on = addWorkingDays(to, 1, noDaysOff)
    if (this.causes.chance(0.7) && on <= this.today)
      this.touch(lead, on, 'out', channel, channel === 'call' ? 'voicemail' : 'done', null)
  }

  /** A playbook that was under way when the lead answered, and stopped at once. */
  private earlierRun(lead: SampleLead): void {
    const { random } = this
    const answer = lead.touches.find((touch) => touch.outcome === 'replied')
    if (answer === undefined || answer.on <= lead.cameInOn) return
    const playbook = this.playbook(random.pick(['cold-educate-and-earn-a-reply', 'cold-met-once']))
    const run = runThrough(playbook, lead.cameInOn, playbook.steps.length, answer.on, 'replied', random)
    this.addRun(lead, run)
  }

  private keepInTouch(lead: SampleLead, since: PlainDate): void {
    const { random, today } = this
    if (random.chance(0.6)) {
      const dueOn = addWorkingDays(today, random.between(0, 15), noDaysOff)
      const found = runUpTo(this.playbook('customer-keep-and-refer'), 3, dueOn, since, today, random)
      if (found) {
        this.addRun(lead, found.run)
        lead.nextAction = found.action
        return
      }
    }
    const on = this.earlier(today, random.between(10, 70), since)
    this.touch(lead, on, 'out', 'mail', 'done', null)
  }

  /** Deals out what is due: some late, some today, the rest over the weeks to come; some leads get nothing, for Today to find. */
  planWeek(): void {
    const { random, today } = this
    const order = random.shuffled(this.waiting)
    let none = 7
    let late = 6
    let now = 7
    for (const { lead, fate, since } of order) {
      const isHot = fate.standing === 'hot'
      if (!isHot && none > 0 && (fate.standing !== 'cold' || lead.signals.length > 0)) {
        none -= 1
        if (lead.touches.length === 0 && lead.signals.length === 0) this.touch(lead, since, 'out', 'mail', 'done', null)
        continue
      }
      const wish = late > 0 ? 'late' : now > 0 ? 'now' : 'later'
      const dueOn = {
        late: this.workdayBack(random.between(1, 6)),
        now: today,
        later: addWorkingDays(today, random.between(1, 17), noDaysOff),
      }[wish]
      if (!this.startPlaybook(lead, fate, dueOn, since, wish !== 'later')) this.planByHand(lead, fate, dueOn, since)
      const day = lead.nextAction?.dueOn ?? today
      if (day < today) late -= 1
      else if (day === today) now -= 1
    }
  }

  private planByHand(lead: SampleLead, fate: Fate, dueOn: PlainDate, since: PlainDate): void {
    const { random, today } = this
    const isNew = fate.standing === 'cold' && lead.touches.length === 0
    if (isNew && random.chance(0.5)) this.touch(lead, since, 'out', 'mail', 'done', null)
    const { standing } = fate
    const what = random.pick(
      promises[standing === 'hot' || standing === 'warm' || standing === 'cooling' ? standing : 'cold'],
    )
    lead.nextAction = {
      dueOn: dueOn < since ? today : dueOn,
      what,
      channel: channelOf(what),
      isHuman: true,
      step: null,
    }
  }

  /** Starts the playbook that suits a lead where it can stand at a step due on that day, or, unless it must be that day, on one soon. */
  private startPlaybook(
    lead: SampleLead,
    fate: Fate,
    dueOn: PlainDate,
    since: PlainDate,
    isDayFixed: boolean,
  ): boolean {
    const { random, today } = this
    if (fate.standing === 'hot' || fate.standing === 'cooling' || random.chance(0.25)) return false
    const playbook = this.playbook(this.suitable(lead, fate))
    // A template never follows an answer of the same day: the run begins after the latest of what the lead did.
    const latest = lead.signals.reduce((day, signal) => (signal.on > day ? signal.on : day), since)
    for (const day of isDayFixed ? [dueOn] : [dueOn, addDays(today, random.between(1, 8))]) {
      const found = runUpTo(playbook, random.between(1, 7), day, latest, today, random)
      if (!found || (isDayFixed && found.action.dueOn !== day)) continue
      this.addRun(lead, found.run)
      lead.nextAction = found.action
      return true
    }
    return false
  }

  private suitable(lead: SampleLead, fate: Fate): string {
    if (fate.reached === 'proposal') return 'warm-proposal-sent'
    if (fate.standing === 'warm')
      return lead.signals.some((signal) => signal.kind === 'downloaded') ? 'warm-used-your-content' : 'warm-new-enquiry'
    if (fate.reached !== 'lead') return 'dormant-re-open'
    return lead.source === 'Fair in Graz' ? 'cold-met-once' : 'cold-educate-and-earn-a-reply'
  }

  /** The few that are otherwise: tags set by hand, and people who must not be contacted. */
  exceptions(leads: readonly SampleLead[]): void {
    const { random, today } = this
    const active = leads.filter((lead) => lead.statuses.length === 1)
    const planned = active.filter((lead) => lead.nextAction !== null && lead.stages.length === 1)
    for (const lead of planned.slice(0, 3))
      lead.handTag = handTagFrom(
        'warm',
        'Told me on the phone they start in spring',
        this.earlier(today, random.between(1, 20), lead.cameInOn),
        defaultTemperatureRules,
      )
    const engaged = active.filter((lead) => lead.nextAction !== null && lead.stages.length > 1)
    for (const lead of engaged.slice(-2))
      lead.handTag = handTagFrom(
        'cold',
        'Only comparing prices',
        this.earlier(today, random.between(1, 12), lead.cameInOn),
        defaultTemperatureRules,
      )
    const parked = active.filter(
      (lead) => lead.nextAction === null && lead.touches.length === 0 && lead.signals.length === 0,
    )
    for (const lead of parked.slice(0, 4)) {
      const on = this.earlier(today, random.between(1, 30), lead.cameInOn)
      lead.doNotContact = {
        on,
        reason: random.pick(['Asked me not to write again', 'On the list of those who object']),
      }
    }
  }

  private weakSignals(lead: SampleLead, isLate: boolean): void {
    const { random, today } = this
    for (let left = random.between(1, 3); left > 0; left -= 1) {
      const on = isLate
        ? this.earlier(today, random.between(8, 90), lead.cameInOn)
        : workingDayFrom(addDays(lead.cameInOn, random.between(0, 50)), noDaysOff)
      if (on > today) continue
      const kind = random.pick(['opened', 'clicked', 'visited', 'liked', 'opened'] as const)
      if (lead.signals.some((signal) => signal.kind === kind && signal.on === on)) continue
      lead.signals.push({ on, kind, topic: random.chance(0.4) ? random.pick(topics) : null, note: null, touch: null })
    }
    lead.signals.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  }

  private comeIn(lead: SampleLead, on: PlainDate): void {
    lead.cameInOn = on
    lead.stages.push({ to: 'lead', on })
    lead.statuses.push({ to: 'active', on, reason: null, untilOn: null })
  }

  private addRun(lead: SampleLead, run: SampleLead['runs'][number]): void {
    lead.runs.push(run)
    for (const step of run.steps) lead.touches.push(step.touch)
  }

  private touch(
    lead: SampleLead,
    on: PlainDate,
    direction: SampleTouch['direction'],
    channel: SampleTouch['channel'],
    outcome: SampleTouch['outcome'],
    note: string | null,
  ): SampleTouch {
    const touch = { on, direction, channel, outcome, note }
    lead.touches.push(touch)
    return touch
  }

  private computed(lead: SampleLead): ComputedTemperature {
    const signals = lead.signals.map((signal, id) => ({ id, kind: signal.kind, on: signal.on, topic: signal.topic }))
    return assess(signals, [], this.today, defaultTemperatureRules).computed
  }

  private playbook(slug: string): SamplePlaybook {
    const playbook = this.playbooks.get(slug)
    if (!playbook) throw new Error(`No playbook ${slug} ships`)
    return playbook
  }

  /** The working day at or before so many days ago. */
  private workdayBack(days: number): PlainDate {
    let day = addDays(this.today, -days)
    while (!isWorkingDay(day, noDaysOff)) day = addDays(day, -1)
    return day
  }

  /** So many days before a day, not before `first`. */
  private earlier(day: PlainDate, days: number, first: PlainDate): PlainDate {
    const found = addDays(day, -days)
    return found < first ? first : found
  }
}

function isLive({ standing }: Fate): boolean {
  return standing === 'hot' || standing === 'warm' || standing === 'cooling' || standing === 'cold'
}

/** How many days ago the last stage may have come, the likeliest first. */
function agesFor(fate: Fate, totalDays: number, random: SeededRandom): number[] {
  const upTo = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i)
  const latest = Math.max(1, 364 - totalDays)
  switch (fate.standing) {
    case 'hot':
      return random.shuffled(upTo(0, 6)).concat(upTo(7, 30))
    case 'warm':
      return random.shuffled(upTo(6, 24)).concat(upTo(0, 60))
    case 'cooling':
      return random.shuffled(upTo(8, 70))
    case 'cold':
      return random.shuffled(upTo(50, 200)).concat(upTo(200, 300))
    case 'customer':
      return [random.between(10, Math.min(latest, 240))]
    default:
      return [random.between(20, Math.min(latest, 260))]
  }
}

function channelOf(what: string): 'call' | 'mail' | 'message' {
  if (what.startsWith('Call')) return 'call'
  return what.startsWith('Voice') ? 'message' : 'mail'
}

function min(a: PlainDate, b: PlainDate): PlainDate {
  return a < b ? a : b
}
