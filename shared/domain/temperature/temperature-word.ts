import type { ComputedTemperature } from './signal-kinds.ts'

/** The one of the four words that a lead's temperature is shown by: hot and cooling before warm. */
export function temperatureWord(lead: {
  readonly temperature: 'cold' | 'warm'
  readonly isHot: boolean
  readonly isCooling: boolean
}): ComputedTemperature {
  if (lead.isHot) return 'hot'
  return lead.isCooling ? 'cooling' : lead.temperature
}
