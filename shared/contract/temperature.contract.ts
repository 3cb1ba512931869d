import * as z from 'zod/mini'
import { computedTemperatureSchema, signalKindSchema, temperatureSchema } from '../domain/temperature/signal-kinds.ts'
import { temperatureRulesSchema } from '../domain/temperature/temperature-rules.ts'
import { leadIdSchema, signalIdSchema } from '../primitives/ids.ts'
import { plainDateSchema } from '../primitives/plain-date.ts'
import { leadSelectionSchema } from './lead-query.contract.ts'
import { changedSchema, leadTemperatureSchema } from './leads.contract.ts'
import { command, query } from './procedure.ts'

/** Why a lead is as warm as it is, on one day. Source: domain.md, section 2, "Why". */
export const whySchema = z.object({
  on: plainDateSchema,
  ...leadTemperatureSchema.shape,
  computed: computedTemperatureSchema,
  pin: z.nullable(z.object({ temperature: temperatureSchema, reason: z.string(), untilOn: plainDateSchema })),
  parts: z.array(
    z.object({
      signal: signalIdSchema,
      kind: signalKindSchema,
      on: plainDateSchema,
      topic: z.nullable(z.string()),
      note: z.nullable(z.string()),
      /** Points on the signal's own day. */
      points: z.number(),
      /** Points that count today, to the hundredth. */
      today: z.number(),
      /** Points that the cap of its kind leaves out today. */
      overCap: z.number(),
      /** The first day it counts nothing. */
      endsOn: plainDateSchema,
      windowDays: z.int(),
    }),
  ),
  coolingOn: z.nullable(plainDateSchema),
  coldOn: z.nullable(plainDateSchema),
  coolingSinceOn: z.nullable(plainDateSchema),
  warmAgainOn: z.nullable(plainDateSchema),
  toHot: z.object({ points: z.number(), needsIntent: z.boolean() }),
  hotUntilOn: z.nullable(plainDateSchema),
  interests: z.array(z.object({ topic: z.string(), points: z.number() })),
  crossings: z.array(
    z.object({
      on: plainDateSchema,
      to: temperatureSchema,
      cause: z.object({
        type: z.enum(['signal', 'not_now', 'silence', 'not_now_wears_off']),
        kind: z.nullable(signalKindSchema),
        since: z.nullable(plainDateSchema),
      }),
    }),
  ),
  /** The score of each day from 60 days before to 60 days after, knowing only the signals so far for the days to come. */
  curve: z.array(z.object({ on: plainDateSchema, score: z.number() })),
  thresholds: z.object({ warm: z.number(), hot: z.number() }),
})
export type Why = z.infer<typeof whySchema>

export const temperatureContract = {
  'temperature.why': query(z.strictObject({ leadId: leadIdSchema, on: z.optional(plainDateSchema) }), whySchema),
  /** Pins leads as cold or warm from today through today + 30 days, unless told. */
  'temperature.tag': command(
    z.strictObject({
      leads: leadSelectionSchema,
      temperature: temperatureSchema,
      reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(1000)),
      untilOn: z.optional(plainDateSchema),
    }),
    changedSchema,
  ),
  /** Takes the pin off: from today the computed value stands. */
  'temperature.untag': command(z.strictObject({ leads: leadSelectionSchema }), changedSchema),
  /**
   * Writes down something a lead did. A day to come is refused. An equal lead, kind, day and topic is the same signal and adds nothing. A
   * topic on file keeps its spelling, upper and lower case, accents and spaces aside: the answer's topic is the one filed. Tells how many
   * leads' plans it changed.
   */
  'temperature.logSignal': command(
    z.strictObject({
      leads: leadSelectionSchema,
      kind: signalKindSchema,
      on: z.optional(plainDateSchema),
      topic: z.optional(z.string().check(z.trim(), z.maxLength(200))),
      note: z.optional(z.string().check(z.trim(), z.maxLength(10_000))),
    }),
    z.object({
      ...changedSchema.shape,
      topic: z.nullable(z.string()),
      /** Leads whose playbook stopped. */
      stoppedPlaybooks: z.int(),
      /** Leads for which to answer their reply is planned for today. */
      plannedReplies: z.int(),
      /** Leads for which something else was planned that gave way. */
      gaveWay: z.int(),
    }),
  ),
  /** Takes a signal that was logged by mistake out of the file. not_found where there is none. */
  'temperature.removeSignal': command(z.strictObject({ signalId: signalIdSchema }), changedSchema),
  /** The rules in force, whether they are those that ship, and all that were in force before, the latest first. */
  'temperature.rules': query(
    z.strictObject({}),
    z.object({
      rules: temperatureRulesSchema,
      shipped: temperatureRulesSchema,
      isShipped: z.boolean(),
      versions: z.array(z.object({ madeAt: z.string(), rules: temperatureRulesSchema })),
    }),
  ),
  /** Which leads would be computed otherwise under other rules today: how many of each change, and a page of them by name. */
  'temperature.previewRules': query(
    z.strictObject({
      rules: temperatureRulesSchema,
      limit: z.int().check(z.gte(1), z.lte(200)),
      offset: z.optional(z.int().check(z.gte(0))),
    }),
    z.object({
      /** Leads whose computed temperature changes. */
      changed: z.int(),
      counts: z.array(
        z.object({ before: computedTemperatureSchema, after: computedTemperatureSchema, leads: z.int() }),
      ),
      leads: z.array(
        z.object({
          leadId: leadIdSchema,
          name: z.string(),
          before: computedTemperatureSchema,
          after: computedTemperatureSchema,
          scoreBefore: z.number(),
          scoreAfter: z.number(),
        }),
      ),
    }),
  ),
  /** Null goes back to the rules that ship. The rules before are kept. */
  'temperature.setRules': command(z.strictObject({ rules: z.nullable(temperatureRulesSchema) }), changedSchema),
  /** Topics of signals by how many leads showed an interest, those that contain the search. */
  'temperature.topics': query(
    z.strictObject({
      search: z.optional(z.string().check(z.maxLength(200))),
      limit: z.int().check(z.gte(1), z.lte(500)),
    }),
    z.object({ topics: z.array(z.object({ topic: z.string(), leads: z.int(), signals: z.int() })) }),
  ),
  /**
   * Calls all signals of one topic by another name; where that is a topic already, signals that are equal by then become one. Tells
   * whether it was.
   */
  'temperature.mergeTopics': command(
    z.strictObject({
      topic: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
      into: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
    }),
    z.object({ ...changedSchema.shape, isMerged: z.boolean() }),
  ),
}
