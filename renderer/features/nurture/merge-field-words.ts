import { t } from '@lingui/core/macro'

/** A merge field of the templates by its name; one that is not known here by its own word. */
export function mergeFieldWord(field: string): string {
  const words: Record<string, string> = {
    firstName: t`First name`,
    name: t`Name`,
    company: t`Company`,
    topic: t`Topic`,
    lastTouchDay: t`Day of the last contact`,
    myName: t`Your name`,
    myCompany: t`Your company`,
    myPhone: t`Your phone number`,
    trigger: t`What happened at their place`,
    observation: t`What you noticed`,
    segment: t`Their segment`,
    problem: t`Their problem`,
    result: t`The result, with a number`,
    client: t`A client of yours`,
    resource: t`What you send`,
    promise: t`What you promised`,
    occasion: t`Where you met`,
    answer: t`Your answer`,
    firstSlot: t`First day and time`,
    secondSlot: t`Second day and time`,
    project: t`The project`,
    decisionDay: t`Day of the decision`,
    revisitDay: t`Day to come back`,
    eventDay: t`Day of the event`,
    insight: t`What you learned`,
  }
  return words[field] ?? field
}
