import type { Channel, Outcome } from '../../../../shared/domain/follow-ups/channel.ts'
import type { Stage } from '../../../../shared/domain/funnel/stages.ts'
import type { Status } from '../../../../shared/domain/leads/status.ts'
import type { StopReason } from '../../../../shared/domain/nurture/run.ts'
import type { Answer } from '../../../../shared/domain/qualification/gates.ts'
import type { Question } from '../../../../shared/domain/qualification/questions.ts'
import type { SignalKind, Temperature } from '../../../../shared/domain/temperature/signal-kinds.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import type { Person } from './people.ts'

export type SampleTouch = {
  on: PlainDate
  direction: 'in' | 'out' | 'both'
  channel: Channel
  outcome: Outcome
  note: string | null
}
/** `touch` is the contact that it came with. */
export type SampleSignal = {
  on: PlainDate
  kind: SignalKind
  topic: string | null
  note: string | null
  touch: SampleTouch | null
}
export type SampleRun = {
  playbookId: number
  enrolledOn: PlainDate
  state: 'running' | 'stopped' | 'finished'
  stopReason: StopReason | null
  endedOn: PlainDate | null
  steps: {
    position: number
    dueOn: PlainDate
    closedOn: PlainDate
    touch: SampleTouch
    what: string
    isHuman: boolean
  }[]
}
export type SampleAction = {
  dueOn: PlainDate
  what: string
  channel: Channel
  isHuman: boolean
  step: { run: SampleRun; position: number } | null
}

export type SampleAnswer = { question: Question; answer: Answer; note: string | null; on: PlainDate }

/** An invented lead with its whole history; lists are in the order in which things happened. */
export type SampleLead = {
  person: Person
  source: string | null
  tags: string[]
  notes: string | null
  valueMinor: number | null
  cameInOn: PlainDate
  stages: { to: Stage; on: PlainDate }[]
  statuses: { to: Status; on: PlainDate; reason: string | null; untilOn: PlainDate | null }[]
  touches: SampleTouch[]
  signals: SampleSignal[]
  handTag: { temperature: Temperature; reason: string; fromOn: PlainDate; untilOn: PlainDate } | null
  runs: SampleRun[]
  nextAction: SampleAction | null
  doNotContact: { on: PlainDate; reason: string } | null
  answers: SampleAnswer[]
}

/** A playbook of the workbook as the sample runs it. */
export type SamplePlaybook = { id: number; slug: string; steps: readonly SampleStep[] }
export type SampleStep = {
  position: number
  offsetDays: number
  channel: Channel
  title: string
  isHuman: boolean
  repeatEveryDays: number | null
}
