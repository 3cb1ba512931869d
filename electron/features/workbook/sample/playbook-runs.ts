import {
  addWorkingDays,
  isWorkingDay,
  noDaysOff,
  workingDayFrom,
} from '../../../../shared/domain/follow-ups/working-days.ts'
import type { StopReason } from '../../../../shared/domain/nurture/run.ts'
import { addDays, type PlainDate } from '../../../../shared/primitives/plain-date.ts'
import type { SampleAction, SamplePlaybook, SampleRun, SampleStep } from './sample-lead.ts'
import type { SeededRandom } from './seeded-random.ts'

/**
 * A run that stands at one of its steps, due on `dueOn`, with every step before it done on its day, all since `notBefore` and by
 * `today`. The latest step that fits is taken; undefined where none does.
 */
export function runUpTo(
  playbook: SamplePlaybook,
  latestPosition: number,
  dueOn: PlainDate,
  notBefore: PlainDate,
  today: PlainDate,
  random: SeededRandom,
): { run: SampleRun; action: SampleAction } | undefined {
  const steps = playbook.steps.filter((step) => step.repeatEveryDays === null)
  for (let open = Math.min(latestPosition, steps.length); open >= 1; open -= 1) {
    const step = steps[open - 1] as SampleStep
    const due = workingDayFrom(dueOn, noDaysOff)
    const closedOn = daysBack(steps.slice(0, open), due)
    const enrolledOn = closedOn[0] as PlainDate
    const lastDone = closedOn.at(-1) as PlainDate
    if (enrolledOn < notBefore || lastDone > today) continue
    const run = emptyRun(playbook, enrolledOn)
    steps.slice(0, open - 1).forEach((done, i) => addStep(run, done, closedOn[i + 1] as PlainDate, random))
    return {
      run,
      action: {
        dueOn: due,
        what: step.title,
        channel: step.channel,
        isHuman: step.isHuman,
        step: { run, position: step.position },
      },
    }
  }
  return undefined
}

/** A run from `enrolledOn` on that did so many steps, then stopped for a reason or came to its end. */
export function runThrough(
  playbook: SamplePlaybook,
  enrolledOn: PlainDate,
  stepCount: number,
  until: PlainDate,
  stopReason: StopReason | null,
  random: SeededRandom,
): SampleRun {
  const run = emptyRun(playbook, enrolledOn)
  let previous: SampleStep | undefined
  let doneOn = enrolledOn
  for (const step of playbook.steps.slice(0, stepCount)) {
    doneOn = addWorkingDays(doneOn, step.offsetDays - (previous?.offsetDays ?? 0), noDaysOff)
    if (doneOn > until) break
    addStep(run, step, doneOn, random)
    previous = step
  }
  run.state = stopReason === null ? 'finished' : 'stopped'
  run.stopReason = stopReason ?? 'finished'
  run.endedOn = stopReason === null ? (run.steps.at(-1)?.closedOn ?? enrolledOn) : until
  return run
}

/** The days on which the steps before the last were done, led by the day of enrolment, counted back from the last one's due day. */
function daysBack(steps: readonly SampleStep[], dueOn: PlainDate): PlainDate[] {
  const days: PlainDate[] = []
  let day = dueOn
  for (let i = steps.length - 1; i >= 0; i -= 1) {
    const offset = (steps[i] as SampleStep).offsetDays - (steps[i - 1]?.offsetDays ?? 0)
    day = subtractWorkingDays(day, offset)
    days.unshift(day)
  }
  return days
}

function subtractWorkingDays(day: PlainDate, count: number): PlainDate {
  let found = day
  for (let left = count; left > 0; left -= 1) {
    found = addDays(found, -1)
    while (!isWorkingDay(found, noDaysOff)) found = addDays(found, -1)
  }
  return found
}

function emptyRun(playbook: SamplePlaybook, enrolledOn: PlainDate): SampleRun {
  return { playbookId: playbook.id, enrolledOn, state: 'running', stopReason: null, endedOn: null, steps: [] }
}

function addStep(run: SampleRun, step: SampleStep, on: PlainDate, random: SeededRandom): void {
  const outcome = step.channel === 'call' && random.chance(0.8) ? 'voicemail' : 'done'
  const touch = { on, direction: 'out', channel: step.channel, outcome, note: null } as const
  run.steps.push({ position: step.position, dueOn: on, closedOn: on, touch, what: step.title, isHuman: step.isHuman })
}
