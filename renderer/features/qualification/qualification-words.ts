import { t } from '@lingui/core/macro'
import type { Qualification } from '../../../shared/contract/qualification.contract.ts'
import type { Answer } from '../../../shared/domain/qualification/gates.ts'
import type { Bant, ReturnReason } from '../../../shared/domain/qualification/questions.ts'
import { assertNever } from '../../../shared/primitives/assert-never.ts'

type ColdItem = Qualification['cold']['items'][number]['item']
type WarmItem = Qualification['warm']['items'][number]['item']

/** An answer as it stands on its button. */
export function answerWord(answer: Answer): string {
  switch (answer) {
    case 'yes':
      return t`Yes`
    case 'no':
      return t`No`
    case 'unknown':
      return t`Unknown`
    default:
      return assertNever(answer)
  }
}

/** One of need, timeline, authority and budget, and how to ask it aloud. */
export function bantWords(question: Bant): { name: string; aloud: string } {
  switch (question) {
    case 'need':
      return { name: t`Need`, aloud: t`What should be different afterwards?` }
    case 'timeline':
      return { name: t`Timeline`, aloud: t`By when should it be done, and what happens if it is later?` }
    case 'authority':
      return { name: t`Authority`, aloud: t`Who else decides with you, and how?` }
    case 'budget':
      return { name: t`Budget`, aloud: t`What have you set aside for it, or what may it cost?` }
    default:
      return assertNever(question)
  }
}

/** What "worth warming?" asks, as a sentence that is true or not. */
export function coldItemWords(item: ColdItem): string {
  switch (item) {
    case 'fit':
      return t`They fit: A or B`
    case 'right_person':
      return t`It is the right person, or a way to them`
    case 'channel':
      return t`An address or number works`
    case 'reason_to_write':
      return t`There is a reason to write now`
    case 'lawful_basis':
      return t`It is known where the contact comes from, and I may use it`
    case 'may_contact':
      return t`They may be contacted`
    default:
      return assertNever(item)
  }
}

/** What "ready or curious?" asks, as a sentence that is true or not. */
export function warmItemWords(item: WarmItem): string {
  switch (item) {
    case 'did':
      return t`They did something themselves lately`
    case 'want':
      return t`It is known what they want`
    case 'problem':
      return t`They said the problem in their words`
    case 'bant':
      return t`Three of need, timeline, authority and budget are a yes, none a no`
    case 'next_step':
      return t`A next step is planned, with a day`
    default:
      return assertNever(item)
  }
}

/** What the cold checklist comes to. */
export function coldVerdictWords(verdict: Qualification['cold']['verdict']): string {
  switch (verdict) {
    case 'worth':
      return t`Worth warming: start a playbook or write to them.`
    case 'not_worth':
      return t`Not worth warming as it stands. With fit C, rule the lead out rather than write on.`
    case 'unknown':
      return t`Not known yet: answer what is open.`
    default:
      return assertNever(verdict)
  }
}

/** What the warm checklist comes to. */
export function warmVerdictWords(verdict: Qualification['warm']['verdict']): string {
  switch (verdict) {
    case 'ready':
      return t`Ready: they have a need, and all of this is a yes. Talk about the offer.`
    case 'curious':
      return t`Curious: interest without a known need. Ask what should be different; until then the lead stays in nurture.`
    case 'unknown':
      return t`They have a need. Whether they are ready, the open questions tell.`
    case 'not_warm':
      return t`Not warm.`
    default:
      return assertNever(verdict)
  }
}

/** Why a lead went back. */
export function returnReasonWord(reason: ReturnReason): string {
  switch (reason) {
    case 'poor_fit':
      return t`poor fit`
    case 'unreachable':
      return t`unreachable`
    case 'timing':
      return t`wrong time`
    case 'competitor_or_student':
      return t`competitor or student`
    case 'duplicate':
      return t`duplicate`
    default:
      return assertNever(reason)
  }
}
