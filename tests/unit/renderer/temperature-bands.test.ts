import { expect, test } from 'vitest'
import { temperatureBands } from '../../../renderer/features/temperature/temperature-bands.ts'
import { explain } from '../../../shared/domain/temperature/explain.ts'
import { defaultTemperatureRules } from '../../../shared/domain/temperature/temperature-rules.ts'
import { signalIdSchema } from '../../../shared/primitives/ids.ts'
import { plainDate } from '../../../shared/primitives/plain-date.ts'
import { workedExample } from '../domain/temperature/lead-signals.ts'

test('the bands under the curve turn on the days that the explanation names, and cover every day once', () => {
  const why = explain(workedExample, [], plainDate('2026-03-24'), defaultTemperatureRules)
  const parts = why.parts.map((part) => ({
    ...part,
    signal: signalIdSchema.parse(part.signalId),
    note: null,
    overCap: 0,
    windowDays: 0,
  }))
  const bands = temperatureBands({ parts, curve: why.curve }, defaultTemperatureRules)
  expect(bands.map(({ temperature, from }) => ({ temperature, from }))).toEqual([
    { temperature: 'cold', from: '2026-01-23' },
    { temperature: 'warm', from: '2026-03-12' },
    { temperature: 'cooling', from: why.coolingOn },
    { temperature: 'cold', from: why.coldOn },
  ])
  expect(bands.reduce((sum, band) => sum + band.days, 0)).toBe(why.curve.length)
})
