import { Trans } from '@lingui/react/macro'
import { IconArrowRight } from '@tabler/icons-react'
import type { LeadRow } from '../../../../shared/contract/leads.contract.ts'
import type { Outcome } from '../../../../shared/domain/follow-ups/channel.ts'
import { assess } from '../../../../shared/domain/temperature/assess.ts'
import type { SignalKind } from '../../../../shared/domain/temperature/signal-kinds.ts'
import { temperatureWord } from '../../../../shared/domain/temperature/temperature-word.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { useProcedure } from '../../../api/queries.ts'
import { formatScore } from '../../../app/format.ts'
import { useTemperatureRules } from '../../../app/useTemperatureRules.ts'
import { TemperatureMark } from '../../../ui/marks/TemperatureMark.tsx'
import classes from './contact-forms.module.css'

const signalOf: Readonly<Partial<Record<Outcome, SignalKind>>> = {
  replied: 'replied',
  talked: 'conversation',
  not_now: 'not_now',
}

interface OutcomeEffectProps {
  lead: LeadRow
  outcome: Outcome
  on: PlainDate
  today: PlainDate
}

/** What an outcome does to the lead's temperature today: the mark before and the mark after it. */
export function OutcomeEffect({ lead, outcome, on, today }: OutcomeEffectProps) {
  const kind = signalOf[outcome]
  const rules = useTemperatureRules()
  const { data: why } = useProcedure('temperature.why', { leadId: lead.id }, { isEnabled: kind !== undefined })
  if (kind === undefined) {
    if (outcome === 'do_not_contact') return null
    return (
      <p className={classes.effect}>
        <Trans>What you send or try never warms a lead.</Trans>
      </p>
    )
  }
  if (why === undefined || on > today) return null
  const signals = why.parts.map((part) => ({ id: part.signal, kind: part.kind, on: part.on, topic: part.topic }))
  const tags = why.pin === null ? [] : [{ ...why.pin, fromOn: today }]
  const after = assess([...signals, { id: 0, kind, on, topic: null }], tags, today, rules)
  const score = (points: number) => formatScore(points)
  return (
    <p className={classes.effect}>
      <TemperatureMark temperature={temperatureWord(why)} score={score(why.score)} isPinned={why.isPinned} />
      <IconArrowRight size={16} stroke={1.5} aria-hidden className="lb-icon" />
      <span className="lb-hidden">
        <Trans>becomes</Trans>
      </span>
      <TemperatureMark temperature={temperatureWord(after)} score={score(after.score)} isPinned={after.isPinned} />
    </p>
  )
}
