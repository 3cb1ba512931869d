import type { LeadTemperature } from '../../shared/contract/leads.contract.ts'
import type { Temperature } from '../ui/marks/TemperatureMark.tsx'

/** The one of the four words and marks that a lead's temperature is shown by. */
export function temperatureWord(lead: Pick<LeadTemperature, 'temperature' | 'isHot' | 'isCooling'>): Temperature {
  if (lead.isHot) return 'hot'
  return lead.isCooling ? 'cooling' : lead.temperature
}
