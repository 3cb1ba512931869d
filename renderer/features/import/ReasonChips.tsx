import { useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { ImportOutcome } from '../../../shared/contract/import.contract.ts'
import { formatNumber } from '../../app/format.ts'
import { FilterChip } from '../../ui/Slip.tsx'
import classes from './Rows.module.css'
import { askReasonOf, askShortWords, refusalWords } from './row-words.ts'
import type { ImportChoosing } from './useImportChoices.ts'

interface ReasonChipsProps {
  reasons: readonly { reason: string; count: number }[]
  outcome: ImportOutcome
  reason: string | undefined
  onReason: (reason: string | undefined) => void
  choosing: ImportChoosing
  /** No answers are taken now. */
  isFixed: boolean
}

/** The reasons why rows ask or are refused, each with its number; of one reason that asks, all can be answered at once. */
export function ReasonChips({ reasons, outcome, reason, onReason, choosing, isFixed }: ReasonChipsProps) {
  const { t } = useLingui()
  const only = reasons.length === 1 ? reasons[0]?.reason : reason
  const asking = outcome === 'asked' ? askReasonOf(only) : undefined
  const count = reasons.find((one) => one.reason === only)?.count ?? 0
  return (
    <div className={classes.reasons}>
      {reasons.length > 1 &&
        reasons.map((one) => {
          const isOn = one.reason === reason
          return (
            <FilterChip key={one.reason} isOn={isOn} onSelect={() => onReason(isOn ? undefined : one.reason)}>
              {reasonWord(outcome, one.reason)} {formatNumber(one.count)}
            </FilterChip>
          )
        })}
      {asking !== undefined && count > 1 && (
        <fieldset className={classes.all} disabled={isFixed}>
          <legend className="lb-hidden">{t`Answer all of one reason`}</legend>
          <span className="lb-quiet">{t`All ${formatNumber(count)} like this:`}</span>
          {asking === 'unmatched_signal' ? (
            <Button size="sm" onClick={() => choosing.answerAll(asking, 'apart')}>{t`New leads`}</Button>
          ) : (
            <>
              <Button size="sm" onClick={() => choosing.answerAll(asking, 'apart')}>{t`Two people`}</Button>
              <Button size="sm" onClick={() => choosing.answerAll(asking, 'same')}>{t`The same`}</Button>
            </>
          )}
          <Button size="sm" onClick={() => choosing.answerAll(asking, 'left_out')}>{t`Leave out`}</Button>
        </fieldset>
      )}
    </div>
  )
}

function reasonWord(outcome: ImportOutcome, reason: string): string {
  const asking = outcome === 'asked' ? askReasonOf(reason) : undefined
  return asking !== undefined ? askShortWords(asking) : refusalWords(reason).replace(/\.$/, '')
}
