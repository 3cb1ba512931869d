import * as z from 'zod/mini'

/**
 * What a lead did, or did together with the seller; in the order of the table the seller knows, strongest first.
 * Source: domain.md, section 2.
 */
export const signalKindSchema = z.enum([
  'asked_for_offer',
  'conversation',
  'replied',
  'referred',
  'past_client',
  'attended',
  'looked_at_prices',
  'downloaded',
  'clicked',
  'visited',
  'liked',
  'opened',
  'not_now',
])
export type SignalKind = z.infer<typeof signalKindSchema>

export const signalKinds: readonly SignalKind[] = signalKindSchema.options

/** Cold or warm: the two temperatures. Hot is a badge inside warm, cooling a warning inside warm. */
export const temperatureSchema = z.enum(['cold', 'warm'])
export type Temperature = z.infer<typeof temperatureSchema>

/** The computed value in full: hot and cooling are both warm. */
export const computedTemperatureSchema = z.enum(['cold', 'cooling', 'warm', 'hot'])
export type ComputedTemperature = z.infer<typeof computedTemperatureSchema>
