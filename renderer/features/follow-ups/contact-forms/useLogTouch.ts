import { t } from '@lingui/core/macro'
import { useState } from 'react'
import type { LeadRow } from '../../../../shared/contract/leads.contract.ts'
import type { Channel, Outcome } from '../../../../shared/domain/follow-ups/channel.ts'
import { addWorkingDays, noDaysOff, workingDayFrom } from '../../../../shared/domain/follow-ups/working-days.ts'
import { addDays, type PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { ask } from '../../../api/client.ts'
import { touchEffectWords, withEffect } from '../../../app/effect-words.ts'
import { formatDay } from '../../../app/format.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'

/** How long someone who said "not now" is left alone, unless told. */
const REST_DAYS = 60

export interface TouchDraft {
  outcome: Outcome | null
  channel: Channel
  on: PlainDate | null
  note: string
  /** What a reply or a talk was about; empty where it is not known. */
  topic: string
  nextWhat: string
  nextOn: PlainDate | null
  /** After "not now": the lead rests until this day instead of a next action. */
  rests: boolean
  restUntil: PlainDate | null
}

/** A touch as nothing is known of it yet: by the channel that was planned, today. */
export function emptyTouch(lead: LeadRow, today: PlainDate): TouchDraft {
  return {
    outcome: null,
    channel: lead.nextAction?.channel ?? 'call',
    on: today,
    note: '',
    topic: '',
    nextWhat: '',
    nextOn: addWorkingDays(today, 3, noDaysOff),
    rests: true,
    restUntil: workingDayFrom(addDays(today, REST_DAYS), noDaysOff),
  }
}

export type TouchProblem = { field: 'outcome' | 'on' | 'nextOn' | 'restUntil'; message: string }

/** What of a touch cannot be logged as it stands, or undefined. */
export function touchProblem(draft: TouchDraft, today: PlainDate): TouchProblem | undefined {
  if (draft.outcome === null) return { field: 'outcome', message: t`Choose what happened.` }
  if (draft.on === null) return { field: 'on', message: t`Choose the day it happened.` }
  if (draft.on > today) return { field: 'on', message: t`That day is still to come. Plan it instead.` }
  if (draft.outcome === 'do_not_contact') return undefined
  if (draft.outcome === 'not_now' && draft.rests)
    return draft.restUntil === null || draft.restUntil <= today
      ? { field: 'restUntil', message: t`Choose a day to come.` }
      : undefined
  if (draft.nextWhat.trim() !== '' && draft.nextOn === null)
    return { field: 'nextOn', message: t`Choose a day, or leave the next action empty.` }
  return undefined
}

/** Logs a touch of a lead and says so; `onLogged` hears of it when it is written. */
export function useLogTouch(lead: LeadRow, onLogged: () => void) {
  const [isLogging, setLogging] = useState(false)

  async function log(draft: TouchDraft) {
    if (draft.outcome === null || draft.on === null || isLogging) return
    const { outcome, channel, on, note, topic, nextWhat, nextOn, restUntil } = draft
    const isRest = outcome === 'not_now' && draft.rests && restUntil !== null
    const hasNext = !isRest && outcome !== 'do_not_contact' && nextWhat.trim() !== '' && nextOn !== null
    setLogging(true)
    try {
      const logged = await ask('followUps.log', {
        leadId: lead.id,
        outcome,
        channel,
        on,
        ...(note.trim() !== '' && { note: note.trim() }),
        ...((outcome === 'replied' || outcome === 'talked') && topic.trim() !== '' && { topic: topic.trim() }),
        next: hasNext ? { what: nextWhat.trim(), on: nextOn, channel } : null,
      })
      const { name } = lead
      const effect = touchEffectWords(logged)
      const say = (what: string, changeSet = logged.changeSet) => sayChanged(withEffect(what, effect), changeSet)
      if (isRest) {
        const rested = await ask('leads.setStatus', {
          leads: { ids: [lead.id] },
          status: 'resting',
          untilOn: restUntil,
        })
        const day = formatDay(restUntil, 'long')
        say(t`Logged “not now” of ${name}, who rests until ${day}`, rested.changeSet ?? logged.changeSet)
      } else if (outcome === 'do_not_contact') {
        sayChanged(t`${name} is not contacted any more`, logged.changeSet)
      } else if (hasNext) {
        const day = formatDay(nextOn, 'long')
        say(t`Logged a touch with ${name}. Next on ${day}`)
      } else {
        say(t`Logged a touch with ${name}`)
      }
      onLogged()
    } catch (error) {
      sayFailed(error)
    } finally {
      setLogging(false)
    }
  }

  return { log, isLogging }
}
