import { plural, t } from '@lingui/core/macro'
import type { OutputOf } from '../../shared/contract/index.ts'

/** What a logged signal did to what was planned, in sentences; empty where nothing changed. */
export function signalEffectWords(effect: OutputOf<'temperature.logSignal'>): string {
  const { stoppedPlaybooks, plannedReplies, gaveWay } = effect
  return [
    stoppedPlaybooks === 0 ? '' : plural(stoppedPlaybooks, { one: 'A playbook stops.', other: '# playbooks stop.' }),
    gaveWay === 0
      ? ''
      : plural(gaveWay, { one: 'What was planned gives way.', other: 'What was planned with # leads gives way.' }),
    plannedReplies === 0
      ? ''
      : plural(plannedReplies, {
          one: 'To answer their reply is planned for today.',
          other: 'To answer # replies is planned for today.',
        }),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

/** What a logged touch did to what was planned, in sentences; empty where nothing changed. */
export function touchEffectWords(effect: OutputOf<'followUps.log'>): string {
  const { done, hasStoppedPlaybook, hasPlannedReply } = effect
  return [
    done === null ? '' : t`“${done}” is done with it.`,
    hasStoppedPlaybook ? t`The playbook stops.` : '',
    hasPlannedReply ? t`To answer their reply is planned for today.` : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

/** What was done, followed by what that did beside. */
export function withEffect(what: string, effect: string): string {
  return effect === '' ? what : `${what}. ${effect}`
}
