import { addDays, type PlainDate } from '../../primitives/plain-date.ts'
import { isDormant } from '../follow-ups/neglect.ts'
import type { Stage } from '../funnel/stages.ts'
import { effectiveStatus, type RecordedStatus } from '../leads/status.ts'
import type { SignalKind, Temperature } from '../temperature/signal-kinds.ts'

/** How far back what a lead did decides which playbook suits it: the longest window of these signals. */
const RECENT_DAYS = 45

const educate = 'cold-educate-and-earn-a-reply'
const metOnce = 'cold-met-once'
const enquiry = 'warm-new-enquiry'
const usedContent = 'warm-used-your-content'
const proposalSent = 'warm-proposal-sent'
const reopen = 'dormant-re-open'
const keepAndRefer = 'customer-keep-and-refer'

/** What the choice of a playbook looks at; `temperature` is the effective one. */
export type LeadToNurture = {
  status: RecordedStatus
  stage: Stage
  temperature: Temperature
  lastTouchOn: PlainDate | null
  cameInOn: PlainDate
  wasWarm: boolean
  signals: readonly { kind: SignalKind; on: PlainDate }[]
}

/** The slugs of the shipped playbooks that suit a lead on a day, best first; none for a lead that is lost or disqualified. */
export function suggestedPlaybooks(lead: LeadToNurture, on: PlainDate): string[] {
  const status = effectiveStatus(lead.status, on)
  switch (status) {
    case 'customer':
      return [keepAndRefer]
    case 'resting':
      return [reopen]
    case 'lost':
    case 'disqualified':
      return []
    case 'active':
      return lead.temperature === 'warm' ? warmPlaybooks(lead, on) : coldPlaybooks(lead, on)
  }
}

function warmPlaybooks(lead: LeadToNurture, on: PlainDate): string[] {
  const isAboutContent = has(lead, on, ['downloaded']) && !has(lead, on, ['asked_for_offer'])
  const [best, other] = isAboutContent ? [usedContent, enquiry] : [enquiry, usedContent]
  return lead.stage === 'proposal' ? [proposalSent, best, other] : [best, other]
}

function coldPlaybooks(lead: LeadToNurture, on: PlainDate): string[] {
  const [best, other] = has(lead, on, ['attended']) ? [metOnce, educate] : [educate, metOnce]
  return [
    ...(lead.stage === 'proposal' ? [proposalSent] : []),
    ...(isDormant({ ...lead, status: 'active' }, lead.wasWarm, on) ? [reopen] : []),
    best,
    other,
  ]
}

function has(lead: LeadToNurture, on: PlainDate, kinds: readonly SignalKind[]): boolean {
  const since = addDays(on, -RECENT_DAYS)
  return lead.signals.some((signal) => signal.on > since && signal.on <= on && kinds.includes(signal.kind))
}
