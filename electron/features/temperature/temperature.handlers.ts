import { Refusal } from '../../../shared/contract/reply.ts'
import type { Why } from '../../../shared/contract/temperature.contract.ts'
import type { Crossing } from '../../../shared/domain/temperature/crossings.ts'
import { explain } from '../../../shared/domain/temperature/explain.ts'
import { handTagFrom } from '../../../shared/domain/temperature/hand-tag.ts'
import type { SignalId } from '../../../shared/primitives/ids.ts'
import type { FeatureHandlers } from '../../core/handlers.ts'
import { insertRules } from '../../database/rules-in-force.ts'
import { causeOf, type LeadsLabel, labelLeads, selectLeads } from '../leads/leads.service.ts'
import { heedSignal } from '../nurture/nurture.service.ts'
import { previewRules, readRuleVersions } from './rule-versions.ts'
import {
  deleteSignal,
  endHandTags,
  insertHandTags,
  insertSignals,
  readHeat,
  temperatureRules,
} from './temperature.service.ts'
import { fileTopic, mergeTopics, readTopics } from './topics.ts'

export const temperatureHandlers: FeatureHandlers<'temperature'> = {
  'temperature.why': async ({ db, raw, today }, { leadId, on = today }) => {
    await labelLeads(db, [leadId])
    const rules = temperatureRules(raw)
    const { signals, handTags } = readHeat(raw, leadId)
    const noteById = new Map(signals.map((signal) => [signal.id, signal.note]))
    const why = explain(signals, handTags, on, rules)
    const { score, temperature, computed, isHot, isCooling, isPinned, pin, coolingSince } = why.assessment
    return {
      on,
      score,
      temperature,
      computed,
      isHot,
      isCooling,
      isPinned,
      pin: pin === null ? null : { temperature: pin.temperature, reason: pin.reason, untilOn: pin.untilOn },
      parts: why.parts.map((part) => ({
        signal: part.signalId as SignalId,
        kind: part.kind,
        on: part.on,
        topic: part.topic,
        note: noteById.get(part.signalId as SignalId) ?? null,
        points: part.points,
        today: part.today,
        overCap: part.overCap,
        endsOn: part.endsOn,
        windowDays: rules.signals[part.kind].windowDays,
      })),
      coolingOn: why.coolingOn,
      coldOn: why.coldOn,
      coolingSinceOn: coolingSince,
      warmAgainOn: why.warmOn,
      toHot: why.toHot,
      hotUntilOn: why.hotUntil,
      interests: why.interests,
      crossings: why.crossings.map(crossingOf),
      curve: why.curve,
      thresholds: { warm: rules.warmFrom, hot: rules.hotFrom },
    }
  },

  'temperature.tag': async (context, { leads, temperature, reason, untilOn }) => {
    const { change, raw, today } = context
    const byRule = handTagFrom(temperature, reason, today, temperatureRules(raw))
    const tag = untilOn === undefined ? byRule : { ...byRule, untilOn }
    if (tag.untilOn < today)
      throw new Refusal('invalid_input', `A tag holds until today at least, not until ${tag.untilOn}.`)
    const { changeSet } = await change(
      (label: LeadsLabel) => ({ what: temperature === 'cold' ? 'tagged_cold' : 'tagged_warm', ...label }),
      causeOf(leads),
      async (trx) => {
        const leadIds = selectLeads(context, leads)
        const label = await labelLeads(trx, leadIds)
        await insertHandTags(trx, leadIds, tag, 'hand')
        return label
      },
    )
    return { changeSet }
  },

  'temperature.untag': async (context, { leads }) => {
    const { change, today } = context
    const { changeSet } = await change(
      (label: LeadsLabel) => ({ what: 'hand_tag_removed', ...label }),
      causeOf(leads),
      async (trx) => {
        const leadIds = selectLeads(context, leads)
        const label = await labelLeads(trx, leadIds)
        await endHandTags(trx, leadIds, today)
        return label
      },
    )
    return { changeSet }
  },

  'temperature.logSignal': async (context, { leads, kind, on = context.today, topic, note }) => {
    const { change, raw, today } = context
    if (on > today)
      throw new Refusal(
        'invalid_input',
        `${on} is still to come. A signal is something the lead has done: choose today or an earlier day.`,
      )
    const { value, changeSet } = await change(
      ({ label }: { label: LeadsLabel }) => ({ what: 'signal_logged', ...label }),
      causeOf(leads),
      async (trx) => {
        const leadIds = selectLeads(context, leads)
        const label = await labelLeads(trx, leadIds)
        const filed = fileTopic(raw, topic)
        const filedFor = await insertSignals(
          trx,
          leadIds.map((leadId) => ({ leadId, kind, on, topic: filed, note: note ?? null })),
        )
        const heeded = await heedSignal(trx, filedFor, kind, today)
        return { label, told: { topic: filed?.name ?? null, ...heeded } }
      },
    )
    return { changeSet, ...value.told }
  },

  'temperature.removeSignal': async ({ change }, { signalId }) => {
    const { changeSet } = await change(
      (label: LeadsLabel) => ({ what: 'signal_removed', ...label }),
      'edit',
      async (trx) => {
        const leadId = await deleteSignal(trx, signalId)
        if (leadId === undefined)
          throw new Refusal('not_found', `There is no signal ${signalId} in this workbook. Read the lead again.`)
        return labelLeads(trx, [leadId])
      },
    )
    return { changeSet }
  },

  'temperature.rules': ({ raw }) => readRuleVersions(raw),

  'temperature.previewRules': (context, input) => previewRules(context, input),

  'temperature.setRules': async ({ change, now }, { rules }) => {
    const { changeSet } = await change({ what: 'temperature_rules_changed' }, 'edit', (trx) =>
      insertRules(trx, 'temperature', rules, now()),
    )
    return { changeSet }
  },

  'temperature.topics': ({ raw }, input) => ({ topics: readTopics(raw, input) }),

  'temperature.mergeTopics': async ({ change, raw }, { topic, into }) => {
    const { value, changeSet } = await change(
      (isMerged: boolean) => ({ what: isMerged ? 'topics_merged' : 'topic_renamed', name: into }),
      'edit',
      (trx) => mergeTopics(trx, raw, topic, into),
    )
    return { changeSet, isMerged: value }
  },
}

function crossingOf({ on, to, cause }: Crossing): Why['crossings'][number] {
  switch (cause.kind) {
    case 'signal':
      return { on, to, cause: { type: 'signal', kind: cause.signalKind, since: cause.on } }
    case 'not_now':
      return { on, to, cause: { type: 'not_now', kind: 'not_now', since: cause.on } }
    case 'not_now_wore_off':
      return { on, to, cause: { type: 'not_now_wears_off', kind: 'not_now', since: cause.notNowOn } }
    case 'silence':
      return { on, to, cause: { type: 'silence', kind: null, since: cause.since } }
  }
}
