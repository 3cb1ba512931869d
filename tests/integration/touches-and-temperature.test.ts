import fc from 'fast-check'
import { expect, test } from 'vitest'
import { channelSchema } from '../../shared/domain/follow-ups/channel.ts'
import { signalKinds } from '../../shared/domain/temperature/signal-kinds.ts'
import { addDays } from '../../shared/primitives/plain-date.ts'
import { testDay } from '../support/core.ts'
import { sharingCore } from '../support/shared-core.ts'

const withWorkbook = sharingCore()

const dayArbitrary = fc.nat({ max: 90 }).map((days) => addDays(testDay, -days))
const signalsArbitrary = fc.array(fc.record({ kind: fc.constantFrom(...signalKinds), on: dayArbitrary }), {
  maxLength: 6,
})
/** Mails, messages, voicemails and calls that nobody took. */
const ownTouchesArbitrary = fc.array(
  fc.record({
    outcome: fc.constantFrom('done' as const, 'voicemail' as const),
    channel: fc.constantFrom(...channelSchema.options),
    on: dayArbitrary,
    topic: fc.constantFrom('Prices', 'Training'),
  }),
  { minLength: 1, maxLength: 6 },
)

test("the seller's own touches change nothing of why a lead is warm, on no day", () =>
  withWorkbook(async (core) => {
    await fc.assert(
      fc.asyncProperty(signalsArbitrary, ownTouchesArbitrary, dayArbitrary, async (signals, touches, on) => {
        const { leadId } = await core.call('leads.add', { name: 'Ann' })
        for (const signal of signals) await core.call('temperature.logSignal', { leads: { ids: [leadId] }, ...signal })
        const days = [on, testDay, addDays(testDay, 20)]
        const whyOnDays = () => Promise.all(days.map((day) => core.call('temperature.why', { leadId, on: day })))
        const before = await whyOnDays()
        for (const touch of touches) await core.call('followUps.log', { leadId, ...touch, next: null })
        expect(await whyOnDays()).toEqual(before)
      }),
      { numRuns: 25 },
    )
  }))
