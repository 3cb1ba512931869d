import type { Playbook, PlaybookStep, Run } from '../../../shared/contract/nurture.contract.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import { noDaysOff } from '../../../shared/domain/follow-ups/working-days.ts'
import type { PlaybookDefinition } from '../../../shared/domain/nurture/playbook.ts'
import { openStep } from '../../../shared/domain/nurture/run.ts'
import { suggestedPlaybooks } from '../../../shared/domain/nurture/suggest.ts'
import { fillTemplate } from '../../../shared/domain/nurture/template.ts'
import { explain } from '../../../shared/domain/temperature/explain.ts'
import type { LeadId, PlaybookId } from '../../../shared/primitives/ids.ts'
import { dayNumber, type PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { QueryContext } from '../../core/context.ts'
import type { WorkbookReader } from '../../database/workbook-schema.ts'
import { findOpenActionOf } from '../follow-ups/follow-ups.service.ts'
import { readSettings } from '../settings/settings.service.ts'
import { readHeat, temperatureRules } from '../temperature/temperature.service.ts'
import {
  countRunningBySlug,
  findLatestRun,
  findLeadForDraft,
  type LeadForDraft,
  listClosedSteps,
  listCurrentPlaybooks,
  type StoredRun,
} from './nurture.repository.ts'
import { stepLeads } from './nurture.service.ts'
import { shippedPlaybooks } from './shipped-playbooks.ts'

const shippedPlace = new Map(shippedPlaybooks.map((playbook, place) => [playbook.slug, place]))

/** The current version of every playbook, in the order in which they ship. */
export async function listPlaybooks(db: WorkbookReader): Promise<Playbook[]> {
  const playbooks = await listCurrentPlaybooks(db)
  const runningCounts = await countRunningBySlug(db)
  return playbooks
    .map(({ id, slug, version, definition }) => ({
      id,
      slug,
      name: definition.name,
      version,
      suits: definition.suits,
      summary: definition.summary,
      afterwards: definition.afterwards.text,
      steps: stepsOf(definition),
      runningCount: runningCounts.get(slug) ?? 0,
    }))
    .sort((a, b) => (shippedPlace.get(a.slug) ?? Infinity) - (shippedPlace.get(b.slug) ?? Infinity))
}

/** The run of a lead with its drafts, and which playbooks suit it. Refuses with not_found. */
export async function readRun(
  context: QueryContext,
  leadId: LeadId,
): Promise<{ run: Run | null; suggested: PlaybookId[] }> {
  const { db, raw, today } = context
  const lead = await findLeadForDraft(db, leadId)
  if (lead === undefined) throw new Refusal('not_found', `There is no lead ${leadId} in this workbook.`)
  const { signals, handTags } = readHeat(raw, leadId)
  const why = explain(signals, handTags, today, temperatureRules(raw))
  const stored = await findLatestRun(db, leadId)
  const slugs = suggestedPlaybooks(
    {
      status: { status: lead.status, restUntil: lead.restUntil },
      stage: lead.stage,
      temperature: why.assessment.temperature,
      lastTouchOn: lead.lastTouchOn,
      cameInOn: lead.cameInOn,
      wasWarm: why.crossings.some((crossing) => crossing.to === 'warm'),
      signals,
    },
    today,
  )
  const current = await listCurrentPlaybooks(db)
  const suggested = slugs.flatMap((slug) => current.find((playbook) => playbook.slug === slug)?.id ?? [])
  if (stored === undefined) return { run: null, suggested }
  const fields = await mergeFieldsOf(db, lead, why.interests[0]?.topic ?? null)
  return { run: await runOf(context, stored, fields), suggested }
}

async function runOf(
  { db, today }: QueryContext,
  stored: StoredRun,
  fields: Readonly<Record<string, string | null>>,
): Promise<Run> {
  const { leadId, playbook, enrolledOn, state, stopReason } = stored
  const { definition } = playbook
  const closed = await listClosedSteps(db, stored.id)
  const isActive = state === 'running' || state === 'paused'
  const factsOf = await stepLeads(db, [leadId], definition, today)
  const open = isActive ? openStep(definition, closed, enrolledOn, factsOf(leadId), noDaysOff) : null
  // A step that was put off is due on the day of its action, not on the day reckoned.
  const action = await findOpenActionOf(db, leadId)
  const openOn = action?.run?.id === stored.id ? action.dueOn : (open?.dueOn ?? null)
  const lastPosition = closed.at(-1)?.position ?? 0
  return {
    playbookId: playbook.id,
    name: definition.name,
    version: playbook.version,
    state,
    stopReason,
    enrolledOn,
    steps: stepsOf(definition).map((step) => {
      const row = closed.findLast((other) => other.position === step.position)
      const draft = step.template === null ? null : fillTemplate(step.template, fields)
      const standing =
        step.position === open?.position
          ? { state: 'open' as const, on: openOn }
          : row !== undefined
            ? { state: row.state, on: row.closedOn }
            : // A step whose condition the lead does not meet is passed by without a row.
              {
                state: step.position < (open?.position ?? lastPosition) ? ('skipped' as const) : ('ahead' as const),
                on: null,
              }
      const subject = definition.steps[step.position - 1]?.subject ?? null
      return {
        ...step,
        ...standing,
        subject: subject === null ? null : fillTemplate(subject, fields).text,
        draft: draft?.text ?? null,
        missingFields: draft?.missing ?? [],
      }
    }),
  }
}

function stepsOf(definition: PlaybookDefinition): PlaybookStep[] {
  return definition.steps.map(({ offsetDays, channel, title, purpose, guidance, template, isHuman }, index) => ({
    position: index + 1,
    offsetDays,
    channel,
    title,
    purpose,
    guidance,
    template,
    isHuman,
  }))
}

/** What the workbook knows for the merge fields of a draft; the rest is the seller's to fill in. */
async function mergeFieldsOf(
  db: WorkbookReader,
  lead: LeadForDraft,
  topic: string | null,
): Promise<Record<string, string | null>> {
  const { sellerName } = await readSettings(db)
  return {
    firstName: lead.givenName ?? firstNameOf(lead.name),
    name: lead.name,
    company: lead.company,
    topic,
    lastTouchDay: lead.lastTouchOn === null ? null : dayInWords(lead.lastTouchOn),
    myName: sellerName,
  }
}

/** The first word of a name of at least two; a single word may be a company's or a family's. */
function firstNameOf(name: string): string | null {
  const words = name.trim().split(/\s+/)
  return words.length < 2 ? null : (words[0] ?? null)
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' })

/** A day as the shipped templates, which are English, write it. */
function dayInWords(day: PlainDate): string {
  return dayFormat.format(dayNumber(day) * 86_400_000)
}
