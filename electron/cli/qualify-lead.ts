import type { Qualification } from '../../shared/contract/qualification.contract.ts'
import { needed } from './arguments.ts'
import { findLead } from './find-lead.ts'
import { table } from './output.ts'
import type { Task } from './task.ts'

/** How a lead is qualified: its fit, BANT, the gate it has reached and what is missing for the next. */
export function qualifyLead(lead: string | undefined): Task {
  const named = needed(lead, 'LEAD')
  return async (core) => {
    const qualification = await core.call('qualification.get', { leadId: await findLead(core, named) })
    return { json: asJson(qualification), text: asText(qualification) }
  }
}

function asJson({
  leadId,
  name,
  stage,
  fit,
  cold,
  warm,
  bant,
  scope,
  decisionDay,
  reached,
  next,
  accept,
}: Qualification) {
  return {
    lead: leadId,
    name,
    stage,
    fit,
    bant: Object.fromEntries(bant.map(({ question, ...answered }) => [question, answered])),
    scope,
    decisionDay,
    cold: cold.verdict,
    warm: warm.verdict,
    reached,
    next: next?.stage ?? null,
    missing: missingOf(next),
    accept,
  }
}

function missingOf(next: Qualification['next']): NonNullable<Qualification['next']>['conditions'] {
  return next === null ? [] : next.conditions.filter(({ state }) => state !== 'met')
}

function asText({ name, stage, fit, bant, reached, next, accept }: Qualification): string {
  const percent = (share: number) => `${Math.round(share * 100)} %`
  const known = `${percent(fit.known)} of the weight known`
  const broken = fit.brokenBy === null ? '' : `, not “${fit.brokenBy}”`
  const missing = missingOf(next)
  const lines = [
    `${name}: stage ${stage}, gate reached ${reached ?? 'none'}`,
    fit.grade === null ? `Fit: ungraded, ${known}` : `Fit: ${fit.grade}, ${known}${broken}`,
    table(
      ['BANT', 'answer', 'day', 'evidence'],
      bant.map(({ question, answer, isStale, on, note }) => [
        question,
        isStale ? `${answer}, stale` : answer,
        on,
        note,
      ]),
    ),
  ]
  if (next !== null)
    lines.push(
      missing.length === 0
        ? `The gate to ${next.stage} is open.`
        : `Missing for ${next.stage}:\n${missing.map(({ condition, state }) => `  ${condition.replaceAll('_', ' ')} (${state})`).join('\n')}`,
    )
  if (accept !== null) lines.push(`Accept or return by ${accept.dueOn}${accept.isOverdue ? ', which is past' : ''}.`)
  return lines.join('\n')
}
