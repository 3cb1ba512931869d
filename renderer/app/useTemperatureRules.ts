import { defaultTemperatureRules, type TemperatureRules } from '../../shared/domain/temperature/temperature-rules.ts'
import { useProcedure } from '../api/queries.ts'

/** The rules of temperature in force in the workbook; until they are there, those that ship. */
export function useTemperatureRules(): TemperatureRules {
  return useProcedure('temperature.rules', {}).data?.rules ?? defaultTemperatureRules
}
