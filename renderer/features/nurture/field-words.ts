import { t } from '@lingui/core/macro'
import type { HandField, KnownField } from '../../../shared/domain/nurture/template.ts'

/** A merge field of a template as the seller would name it; a field that is none of ours by its own name. */
export function fieldWord(field: string): string {
  const words: Record<KnownField | HandField, string> = {
    firstName: t`First name`,
    name: t`Name`,
    company: t`Company`,
    topic: t`Their topic`,
    lastTouchDay: t`Day of the last touch`,
    myName: t`Your name`,
    myCompany: t`Your company`,
    myPhone: t`Your phone`,
    trigger: t`What you saw them do`,
    observation: t`Your observation`,
    segment: t`Their segment`,
    problem: t`Their problem`,
    result: t`A result, with a number`,
    client: t`A client like them`,
    resource: t`What you send along`,
    promise: t`What you promised`,
    occasion: t`Where you met`,
    answer: t`Your answer`,
    firstSlot: t`First time to offer`,
    secondSlot: t`Second time to offer`,
    project: t`Their project`,
    decisionDay: t`Day of the decision`,
    revisitDay: t`Day to look again`,
    eventDay: t`Day of the event`,
    insight: t`Your new insight`,
  }
  return Object.hasOwn(words, field) ? words[field as KnownField] : field
}
