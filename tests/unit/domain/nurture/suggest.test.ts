import { expect, test } from 'vitest'
import { type LeadToNurture, suggestedPlaybooks } from '../../../../shared/domain/nurture/suggest.ts'
import { addDays, plainDate } from '../../../../shared/primitives/plain-date.ts'

const on = plainDate('2026-03-24')
const plain: LeadToNurture = {
  status: { status: 'active', restUntil: null },
  stage: 'lead',
  temperature: 'cold',
  lastTouchOn: null,
  cameInOn: plainDate('2025-03-24'),
  wasWarm: false,
  signals: [],
}
const ago = (days: number) => addDays(on, -days)

test.each<[string, Partial<LeadToNurture>, string | undefined]>([
  ['a cold lead', {}, 'cold-educate-and-earn-a-reply'],
  ['one met at an event', { signals: [{ kind: 'attended', on: ago(44) }] }, 'cold-met-once'],
  ['one met too long ago', { signals: [{ kind: 'attended', on: ago(45) }] }, 'cold-educate-and-earn-a-reply'],
  ['one that was warm and is silent for 90 days', { wasWarm: true, lastTouchOn: ago(90) }, 'dormant-re-open'],
  ['one that was warm and is silent for 89', { wasWarm: true, lastTouchOn: ago(89) }, 'cold-educate-and-earn-a-reply'],
  ['one silent that never was warm', { lastTouchOn: ago(300) }, 'cold-educate-and-earn-a-reply'],
  ['a warm lead', { temperature: 'warm' }, 'warm-new-enquiry'],
  ['a warm reader', { temperature: 'warm', signals: [{ kind: 'downloaded', on: ago(3) }] }, 'warm-used-your-content'],
  [
    'a warm reader who asked',
    {
      temperature: 'warm',
      signals: [
        { kind: 'downloaded', on: ago(3) },
        { kind: 'asked_for_offer', on: ago(1) },
      ],
    },
    'warm-new-enquiry',
  ],
  ['a proposal, warm or not', { stage: 'proposal' }, 'warm-proposal-sent'],
  ['a customer', { status: { status: 'customer', restUntil: null }, stage: 'won' }, 'customer-keep-and-refer'],
  ['one that rests', { status: { status: 'resting', restUntil: addDays(on, 1) } }, 'dormant-re-open'],
  ['one whose rest ends today', { status: { status: 'resting', restUntil: on } }, 'cold-educate-and-earn-a-reply'],
  ['one that is lost', { status: { status: 'lost', restUntil: null } }, undefined],
])('for %s', (_, lead, best) => {
  expect(suggestedPlaybooks({ ...plain, ...lead }, on)[0]).toBe(best)
})
