import { useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { ImportAnswer, ImportRow } from '../../../shared/contract/import.contract.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { CandidateTable } from './CandidateTable.tsx'
import classes from './Rows.module.css'
import { askHint, askReasonOf, askWords } from './row-words.ts'

interface AskCaseProps {
  row: ImportRow
  /** What was answered, until the next plan takes it in. */
  answer: ImportAnswer | undefined
  /** Which of several candidates is meant. */
  chosen: number
  onChoose: (candidate: number) => void
  onSame: () => void
  onAnswer: (answer: ImportAnswer | undefined) => void
  hasKeys: boolean
}

/** A row that waits for the seller: why, the file's values beside the workbook's, and the answers. */
export function AskCase({ row, answer, chosen, onChoose, onSame, onAnswer, hasKeys }: AskCaseProps) {
  const { t } = useLingui()
  const reason = askReasonOf(row.reason)
  const hasCandidates = row.candidates.length > 0
  const apart =
    reason === 'unmatched_signal' ? t`New lead` : row.candidates.length > 1 ? t`Somebody else` : t`Two people`
  const cap = (key: string) => hasKeys && <KeyCap keys={key} />
  return (
    <>
      <div className={classes.caseWords}>
        {reason !== undefined && (
          <p>
            <b>{askWords(reason)}.</b> <span className="lb-quiet">{askHint(reason, sharedOf(row))}</span>
          </p>
        )}
        <CandidateTable row={row} chosen={chosen} onChoose={onChoose} />
      </div>
      <div className={classes.answers} role="group" aria-label={t`Answer for row ${row.row}`}>
        <Button
          size="sm"
          aria-pressed={answer?.is === 'apart'}
          data-on={answer?.is === 'apart' || undefined}
          onClick={() => onAnswer({ is: 'apart' })}
        >
          {apart} {cap('2')}
        </Button>
        {hasCandidates && (
          <Button
            size="sm"
            aria-pressed={answer?.is === 'same'}
            data-on={answer?.is === 'same' || undefined}
            onClick={onSame}
          >
            {t`Same`} {cap('1')}
          </Button>
        )}
        {!hasCandidates && (
          <Button
            size="sm"
            aria-pressed={answer?.is === 'left_out'}
            data-on={answer?.is === 'left_out' || undefined}
            onClick={() => onAnswer({ is: 'left_out' })}
          >
            {t`Leave out`} {cap('1')}
          </Button>
        )}
        <Button size="sm" variant="subtle" onClick={() => onAnswer(undefined)}>
          {t`Later`} {cap('3')}
        </Button>
      </div>
    </>
  )
}

/** The address or phone that the row has in common with the first who it may be. */
function sharedOf(row: ImportRow): string | undefined {
  const [candidate] = row.candidates
  if (candidate === undefined) return undefined
  if (row.reason === 'same_phone') {
    const digits = new Set(candidate.phones.map(lastDigits))
    return row.phones.find((phone) => digits.has(lastDigits(phone)))
  }
  const emails = new Set(candidate.emails.map((email) => email.toLowerCase()))
  return row.emails.find((email) => emails.has(email.toLowerCase()))
}

/** Enough of a number to tell it by, however its country is written. */
function lastDigits(phone: string): string {
  return phone.replace(/\D/g, '').slice(-8)
}
