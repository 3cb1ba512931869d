import type { Why } from '../../../shared/contract/temperature.contract.ts'
import { assess } from '../../../shared/domain/temperature/assess.ts'
import type { ComputedTemperature } from '../../../shared/domain/temperature/signal-kinds.ts'
import type { TemperatureRules } from '../../../shared/domain/temperature/temperature-rules.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'

/** Days on end with one computed temperature, first and last included. */
export interface Band {
  temperature: ComputedTemperature
  from: PlainDate
  to: PlainDate
  days: number
}

/** The computed temperature of each day of a curve under the rules in force, as bands of equal days. */
export function temperatureBands(why: Pick<Why, 'parts' | 'curve'>, rules: TemperatureRules): Band[] {
  const signals = why.parts.map((part) => ({ id: part.signal, kind: part.kind, on: part.on, topic: part.topic }))
  const bands: Band[] = []
  for (const { on } of why.curve) {
    const temperature = assess(signals, [], on, rules).computed
    const last = bands.at(-1)
    if (last?.temperature === temperature) {
      last.to = on
      last.days += 1
    } else {
      bands.push({ temperature, from: on, to: on, days: 1 })
    }
  }
  return bands
}
