import { t } from '@lingui/core/macro'
import type { Channel, Outcome } from '../../shared/domain/follow-ups/channel.ts'
import type { Stage } from '../../shared/domain/funnel/stages.ts'
import type { Status } from '../../shared/domain/leads/status.ts'
import type { SignalKind } from '../../shared/domain/temperature/signal-kinds.ts'
import { assertNever } from '../../shared/primitives/assert-never.ts'

/** What came of a contact, as short as it stands on its button. */
export function outcomeWord(outcome: Outcome): string {
  switch (outcome) {
    case 'done':
      return t`Done, sent`
    case 'voicemail':
      return t`Voicemail`
    case 'replied':
      return t`Replied`
    case 'talked':
      return t`Talked`
    case 'not_now':
      return t`Not now`
    case 'do_not_contact':
      return t`Stop`
    default:
      return assertNever(outcome)
  }
}

/** The way a touch goes. */
export function channelWord(channel: Channel): string {
  switch (channel) {
    case 'mail':
      return t`Mail`
    case 'call':
      return t`Call`
    case 'message':
      return t`Message`
    case 'meeting':
      return t`Meeting`
    case 'other':
      return t`Other`
    default:
      return assertNever(channel)
  }
}

/** What a lead did, as the table of signals says it. */
export function signalWord(kind: SignalKind): string {
  switch (kind) {
    case 'asked_for_offer':
      return t`Asked for a price, proposal or call`
    case 'conversation':
      return t`Two-way call or meeting`
    case 'replied':
      return t`Replied`
    case 'referred':
      return t`Introduced by a referral`
    case 'past_client':
      return t`Past client`
    case 'attended':
      return t`Attended an event, or met in person`
    case 'looked_at_prices':
      return t`Looked at prices`
    case 'downloaded':
      return t`Downloaded, or signed up`
    case 'clicked':
      return t`Clicked a link`
    case 'visited':
      return t`Visited the website`
    case 'liked':
      return t`Liked or commented`
    case 'opened':
      return t`Opened an e-mail`
    case 'not_now':
      return t`Said “not now”`
    default:
      return assertNever(kind)
  }
}

/** A stage of the funnel by its name. */
export function stageWord(stage: Stage): string {
  switch (stage) {
    case 'lead':
      return t`Lead`
    case 'mql':
      return t`MQL`
    case 'sal':
      return t`SAL`
    case 'sql':
      return t`SQL`
    case 'proposal':
      return t`Proposal`
    case 'won':
      return t`Won`
    default:
      return assertNever(stage)
  }
}

/** How the seller stands with a lead. */
export function statusWord(status: Status): string {
  switch (status) {
    case 'active':
      return t`active`
    case 'resting':
      return t`resting`
    case 'customer':
      return t`customer`
    case 'lost':
      return t`lost`
    case 'disqualified':
      return t`disqualified`
    default:
      return assertNever(status)
  }
}
