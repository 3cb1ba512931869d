import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inventLeads } from '../../../electron/features/workbook/sample/invent-leads.ts'
import type { SampleLead, SamplePlaybook } from '../../../electron/features/workbook/sample/sample-lead.ts'
import { noDaysOff } from '../../../shared/domain/follow-ups/working-days.ts'
import { stages } from '../../../shared/domain/funnel/stages.ts'
import { playbookDefinitionSchema } from '../../../shared/domain/nurture/playbook.ts'
import { openStep, stopReasonOf } from '../../../shared/domain/nurture/run.ts'
import { assess } from '../../../shared/domain/temperature/assess.ts'
import { defaultTemperatureRules } from '../../../shared/domain/temperature/temperature-rules.ts'
import { addDays, type PlainDate, plainDate } from '../../../shared/primitives/plain-date.ts'

const folder = new URL('../../../resources/playbooks/', import.meta.url)
const definitions = readdirSync(folder).map((file) =>
  playbookDefinitionSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
)
const playbooks: SamplePlaybook[] = definitions.map(({ slug, steps }, i) => ({
  id: i + 1,
  slug,
  steps: steps.map((step, place) => ({ ...step, position: place + 1 })).filter((step) => step.condition === null),
}))

const sunday = plainDate('2026-11-22')
const days = fc.integer({ min: 0, max: 1200 }).map((days) => addDays(plainDate('2025-01-01'), days))

/** Tells each property of the sample of a seed and a day. */
function forAnySample(check: (leads: SampleLead[], today: PlainDate) => void): void {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 }), days, (seed, today) =>
      check(inventLeads(seed, today, playbooks), today),
    ),
    { numRuns: 8 },
  )
}

function temperatureOf(lead: SampleLead, today: PlainDate) {
  const signals = lead.signals.map(({ kind, on, topic }, id) => ({ id, kind, on, topic }))
  return assess(signals, [], today, defaultTemperatureRules).computed
}

describe('the sample', () => {
  test('the same seed and day make the same leads, another seed others', () => {
    expect(inventLeads(7, sunday, playbooks)).toEqual(inventLeads(7, sunday, playbooks))
    expect(inventLeads(8, sunday, playbooks)).not.toEqual(inventLeads(7, sunday, playbooks))
  })

  test('the funnel is that of a freelancer on any day', () => {
    forAnySample((leads) => {
      const reached = stages.map(
        (stage) =>
          leads.filter((lead) => lead.stages[0]?.to === 'lead' && lead.stages.some((event) => event.to === stage))
            .length,
      )
      expect(leads).toHaveLength(300)
      expect(reached).toEqual([290, 95, 58, 34, 19, 8])
    })
  })

  test('nothing happens before a lead came in but what it bought before, nothing after today, and everything in its order', () => {
    forAnySample((leads, today) => {
      for (const lead of leads) {
        const isFormer = lead.stages[0]?.to === 'won'
        for (const list of [lead.stages, lead.statuses, lead.touches]) {
          const on = list.map((event) => event.on)
          expect(on).toEqual(on.toSorted())
          expect(on.every((day) => day >= lead.cameInOn && day <= today)).toBe(true)
        }
        expect(lead.signals.every((signal) => signal.on <= today && (isFormer || signal.on >= lead.cameInOn))).toBe(
          true,
        )
        expect(lead.cameInOn >= addDays(today, -370)).toBe(true)
      }
    })
  })

  test('Today has something late, something due, warm, hot and cooling leads, and some that nobody planned, on a Sunday too', () => {
    const check = (leads: SampleLead[], today: PlainDate) => {
      const due = leads.flatMap((lead) => lead.nextAction?.dueOn ?? [])
      expect(due.filter((day) => day < today).length).toBeGreaterThanOrEqual(4)
      expect(due.filter((day) => day === today).length).toBeGreaterThanOrEqual(4)
      const active = leads.filter((lead) => lead.statuses.at(-1)?.to === 'active')
      for (const temperature of ['hot', 'warm', 'cooling'] as const) {
        expect(active.filter((lead) => temperatureOf(lead, today) === temperature).length).toBeGreaterThanOrEqual(3)
      }
      const unplanned = active.filter((lead) => lead.nextAction === null)
      expect(unplanned.filter((lead) => lead.touches.length + lead.signals.length > 0).length).toBeGreaterThanOrEqual(4)
      expect(unplanned.filter((lead) => lead.touches.length + lead.signals.length === 0).length).toBeGreaterThanOrEqual(
        20,
      )
    }
    check(inventLeads(20_260_101, sunday, playbooks), sunday)
    forAnySample(check)
  })

  test('a running playbook stands where its own rules would have it, and no answer came since', () => {
    forAnySample((leads) => {
      const running = leads.flatMap((lead) =>
        lead.runs.filter((run) => run.state === 'running').map((run) => ({ lead, run })),
      )
      expect(running.length).toBeGreaterThan(20)
      for (const { lead, run } of running) {
        const definition = definitions[run.playbookId - 1]!
        const open = openStep(
          definition,
          run.steps,
          run.enrolledOn,
          { fit: null, isInterestedInPrice: false },
          noDaysOff,
        )
        expect(lead.nextAction).toMatchObject({
          dueOn: open?.dueOn,
          what: open?.step.title,
          step: { position: open?.position },
        })
        for (const signal of lead.signals) {
          if (signal.on > run.enrolledOn) expect(stopReasonOf({ type: 'signal', kind: signal.kind })).toBeNull()
        }
      }
    })
  })

  test('only active leads and customers have something to do, none that must not be contacted', () => {
    forAnySample((leads) => {
      for (const lead of leads) {
        if (lead.nextAction === null) continue
        expect(['active', 'customer']).toContain(lead.statuses.at(-1)?.to)
        expect(lead.doNotContact).toBeNull()
      }
      expect(leads.filter((lead) => lead.doNotContact !== null)).toHaveLength(4)
    })
  })

  test('nobody can be reached: addresses end in .example, numbers are kept for fiction', () => {
    const kept =
      /^\+(49(3023125|6990009|4066969|2214710|8999998)\d{3}|44(2079460|1614960|1214960|1314960|1632960)\d{3}|3532091\d{5}|33(19900|26191|35301|46571|53649)\d{4}|46(7017406\d\d|3139006\d\d)|1\d{3}55501\d\d|6125550\d{4})$/
    forAnySample((leads) => {
      for (const { person } of leads) {
        expect(person.email).toMatch(/^[a-z0-9.-]+@[a-z0-9-]+\.example$/)
        if (person.phone) expect(person.phone.e164).toMatch(kept)
      }
      expect(new Set(leads.map((lead) => lead.person.email)).size).toBe(300)
    })
  })
})
