import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Qualification as Facts } from '../../../shared/contract/qualification.contract.ts'
import type { Stage } from '../../../shared/domain/funnel/stages.ts'
import type { GateCondition } from '../../../shared/domain/qualification/gates.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import { useProcedure } from '../../api/queries.ts'
import { stageWord } from '../../app/contact-words.ts'
import { dueDayWords } from '../../app/day-words.ts'
import { formatDay } from '../../app/format.ts'
import { StateMark } from './CheckItem.tsx'
import { conditionWords, settleWord } from './gate-words.ts'
import classes from './Qualification.module.css'
import { ReturnDialog } from './ReturnDialog.tsx'

interface NextGateProps {
  facts: Facts
  today: PlainDate
  onSettle: (condition: GateCondition) => void
  onMove: (stage: Stage) => void
}

/** What the next gate asks of a lead, each open condition with the way to meet it; at MQL the choice to accept or return it. */
export function NextGate({ facts, today, onSettle, onMove }: NextGateProps) {
  const { t } = useLingui()
  const [isReturning, setReturning] = useState(false)
  const rules = useProcedure('qualification.rules', {}).data?.gates
  const { next, accept, stage } = facts
  const missing = next?.conditions.filter(({ state }) => state !== 'met') ?? []
  const returnable = stage === 'mql' || stage === 'sal'
  if (next === null && !returnable) return null
  return (
    <div className={classes.gate}>
      {accept !== null && (
        <p className={classes.deadline}>
          <Trans>
            Give it your own time, or return it: by {formatDay(accept.dueOn, 'long', today)},{' '}
            <span className={accept.isOverdue ? 'lb-red' : undefined}>{dueDayWords(accept.dueOn, today)}</span>.
          </Trans>
        </p>
      )}
      {next !== null && (
        <>
          <div className={classes.gateHead}>
            <h3>
              {t`To become ${stageWord(next.stage)}`}{' '}
              <span className="lb-quiet lb-small">
                {missing.length === 0
                  ? t`all is met`
                  : plural(missing.length, { one: '# thing is missing', other: '# things are missing' })}
              </span>
            </h3>
            <span className={classes.buttons}>
              {returnable && (
                <Button size="sm" onClick={() => setReturning(true)}>
                  <Trans>Return …</Trans>
                </Button>
              )}
              <Button size="sm" {...(missing.length === 0 && { variant: 'filled' })} onClick={() => onMove(next.stage)}>
                {next.stage === 'sal' ? t`Accept` : t`Move to ${stageWord(next.stage)}`}
              </Button>
            </span>
          </div>
          <ul className={classes.conditions}>
            {next.conditions.map(({ condition, state }) => {
              const { asks, hint } = conditionWords(condition, rules)
              return (
                <li key={condition} data-state={state}>
                  <StateMark state={state} />
                  <span>
                    {asks} {state !== 'met' && <span className="lb-quiet lb-note">{hint}</span>}
                  </span>
                  {state !== 'met' && (
                    <Button size="sm" variant="subtle" onClick={() => onSettle(condition)}>
                      {settleWord(condition)}
                    </Button>
                  )}
                </li>
              )
            })}
          </ul>
        </>
      )}
      <ReturnDialog
        lead={isReturning ? { id: facts.leadId, name: facts.name } : null}
        today={today}
        onClose={() => setReturning(false)}
      />
    </div>
  )
}
