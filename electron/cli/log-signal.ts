import { signalKinds } from '../../shared/domain/temperature/signal-kinds.ts'
import { temperatureWord } from '../../shared/domain/temperature/temperature-word.ts'
import { codeOf, dayOf, needed, type OptionsOf } from './arguments.ts'
import { findLead } from './find-lead.ts'
import type { Task } from './task.ts'

/** Writes down something a lead did. An equal signal on file is not filed twice. */
export function logSignal([lead, kind]: readonly (string | undefined)[], { day, topic, note }: OptionsOf<'log'>): Task {
  const named = needed(lead, 'LEAD')
  const signal = {
    kind: codeOf(needed(kind, 'KIND'), signalKinds, 'KIND'),
    ...(day === undefined ? {} : { on: dayOf(day, '--day') }),
    ...(topic === undefined ? {} : { topic }),
    ...(note === undefined ? {} : { note }),
  }
  return async (core) => {
    const leadId = await findLead(core, named)
    const { changeSet, topic: filedAs } = await core.call('temperature.logSignal', {
      leads: { ids: [leadId] },
      ...signal,
    })
    const isNew = changeSet !== null
    const { score, temperature, isHot, isCooling } = await core.call('temperature.why', { leadId })
    const word = temperatureWord({ temperature, isHot, isCooling })
    return {
      json: { lead: leadId, kind: signal.kind, topic: filedAs, isNew, score, temperature, isHot, isCooling },
      text: `${isNew ? 'Logged' : 'On file already:'} ${signal.kind.replaceAll('_', ' ')}. The lead is ${word}, score ${score}.`,
      messages:
        filedAs === null || filedAs === topic?.trim()
          ? []
          : [`The topic is on file as "${filedAs}", and is spelled so here too.`],
    }
  }
}
