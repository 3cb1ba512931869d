import * as z from 'zod/mini'
import { type SignalKind, signalKindSchema } from './signal-kinds.ts'

/** A window of more than ten years is a slip of the keyboard. */
const LONGEST_WINDOW_DAYS = 3660
const MOST_POINTS = 1000

const pointsSchema = z.int().check(z.gte(-MOST_POINTS), z.lte(MOST_POINTS))
const thresholdSchema = z.int().check(z.gte(1), z.lte(MOST_POINTS))
const daysSchema = z.int().check(z.gte(0), z.lte(LONGEST_WINDOW_DAYS))

/**
 * How one kind of signal counts. `points` on its day, falling evenly to 0 on the day `windowDays` later, all signals of the kind
 * together at most `cap`; points below 0 have a cap below 0, which is then the lowest sum. A flat kind keeps its full points inside
 * the window and counts its latest signal only.
 */
export const signalRuleSchema = z
  .strictObject({
    points: pointsSchema,
    windowDays: z.int().check(z.gte(1), z.lte(LONGEST_WINDOW_DAYS)),
    cap: pointsSchema,
    isFlat: z.boolean(),
    showsIntent: z.boolean(),
    endsIntent: z.boolean(),
    /** Whether it is something the lead did lately by itself, as the gate to MQL asks for. */
    isOwn: z.boolean(),
  })
  .check(z.refine((rule) => rule.points * rule.cap >= 0, { error: 'Points and cap lie on the same side of 0.' }))
export type SignalRule = z.infer<typeof signalRuleSchema>

/** Every number the temperature is computed from: a setting of the workbook. Points are whole, thresholds meet the rounded score. */
export const temperatureRulesSchema = z
  .strictObject({
    signals: z.record(signalKindSchema, signalRuleSchema),
    warmFrom: thresholdSchema,
    hotFrom: thresholdSchema,
    intentFreshDays: daysSchema,
    coolingDays: daysSchema,
    handTagDays: daysSchema,
  })
  .check(z.refine((rules) => rules.hotFrom >= rules.warmFrom, { error: 'Hot begins at warm or above it.' }))
export type TemperatureRules = z.infer<typeof temperatureRulesSchema>

function rule(points: number, windowDays: number, cap: number, more: Partial<SignalRule> = {}): SignalRule {
  return { points, windowDays, cap, isFlat: false, showsIntent: false, endsIntent: false, isOwn: true, ...more }
}

const shippedSignals: Readonly<Record<SignalKind, SignalRule>> = {
  asked_for_offer: rule(60, 45, 90, { showsIntent: true }),
  conversation: rule(30, 60, 60, { showsIntent: true }),
  replied: rule(25, 45, 50, { showsIntent: true }),
  referred: rule(25, 60, 25, { isOwn: false }),
  past_client: rule(25, 730, 25, { isFlat: true, isOwn: false }),
  attended: rule(15, 45, 30),
  looked_at_prices: rule(12, 21, 24),
  downloaded: rule(10, 30, 20),
  clicked: rule(5, 14, 10),
  visited: rule(3, 14, 9),
  liked: rule(3, 14, 9),
  opened: rule(1, 7, 3),
  not_now: rule(-15, 30, -15, { endsIntent: true, isOwn: false }),
}

/** The rules that ship. Source: domain.md, section 2. */
export const defaultTemperatureRules: TemperatureRules = {
  signals: shippedSignals,
  warmFrom: 20,
  hotFrom: 50,
  intentFreshDays: 14,
  coolingDays: 14,
  handTagDays: 30,
}
