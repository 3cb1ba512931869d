import { useLingui } from '@lingui/react/macro'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { ImportAnswer, ImportOutcome, ImportPlan, ImportRow } from '../../../shared/contract/import.contract.ts'
import { assertNever } from '../../../shared/primitives/assert-never.ts'
import { type Shortcut, useShortcuts, useSingleKeys } from '../../app/shortcuts.ts'
import { AskCase } from './AskCase.tsx'
import { CaseList, type CaseListHandle } from './CaseList.tsx'
import { ChangedCase, PlainCase } from './ChangedCase.tsx'
import { RefusedCase } from './RefusedCase.tsx'
import classes from './Rows.module.css'
import type { ImportChoosing } from './useImportChoices.ts'
import type { RowPages } from './useRowPages.ts'

interface RowCasesProps {
  plan: ImportPlan
  outcome: ImportOutcome
  pages: RowPages
  total: number
  choosing: ImportChoosing
  /** No row can be answered or mended now. */
  isFixed: boolean
}

/** The rows of an outcome as cases to read: what changes, who it may be, why it is refused; those that ask and are refused with what to do. */
export function RowCases({ plan, outcome, pages, total, choosing, isFixed }: RowCasesProps) {
  const { t } = useLingui()
  const hasKeys = useSingleKeys((keys) => keys.isOn)
  const list = useRef<CaseListHandle>(null)
  const [mending, setMending] = useState<number>()
  // Which of several candidates is meant, by row number; the first unless told.
  const [chosenCandidates, setChosenCandidates] = useState<ReadonlyMap<number, number>>(new Map())
  useAskKeys(outcome, list)

  const answer = (row: ImportRow, given: ImportAnswer | undefined) => {
    choosing.answer(row.row, given)
    list.current?.next()
  }
  const sameAs = (row: ImportRow): ImportAnswer => {
    const candidate = row.candidates[chosenCandidates.get(row.row) ?? 0]
    return {
      is: 'same',
      ...(candidate?.leadId != null && { leadId: candidate.leadId }),
      ...(candidate?.leadId == null && candidate?.row != null && { row: candidate.row }),
    }
  }

  function onKey(key: string, row: ImportRow): boolean {
    if (isFixed) return false
    if (outcome === 'refused' && (key === 'Enter' || key === 'F2')) {
      setMending(row.row)
      return true
    }
    if (outcome !== 'asked' || !hasKeys) return false
    if (key === '1') answer(row, row.candidates.length > 0 ? sameAs(row) : { is: 'left_out' })
    else if (key === '2') answer(row, { is: 'apart' })
    else if (key === '3') answer(row, undefined)
    else return false
    return true
  }

  function body(row: ImportRow) {
    switch (row.outcome) {
      case 'asked':
        return (
          <AskCase
            row={row}
            answer={choosing.choices.answers?.[String(row.row)]}
            chosen={chosenCandidates.get(row.row) ?? 0}
            onChoose={(candidate) => setChosenCandidates(new Map(chosenCandidates).set(row.row, candidate))}
            onSame={() => answer(row, sameAs(row))}
            onAnswer={(given) => answer(row, given)}
            hasKeys={hasKeys}
          />
        )
      case 'refused':
        return (
          <RefusedCase
            row={row}
            plan={plan}
            isMended={choosing.choices.mended?.[String(row.row)] !== undefined}
            isMending={mending === row.row}
            onMend={() => setMending(row.row)}
            onLeave={() => {
              setMending(undefined)
              list.current?.focus()
            }}
            onSave={(cells) => {
              choosing.mend(row.row, cells)
              setMending(undefined)
              list.current?.next()
            }}
          />
        )
      case 'updated':
        return <ChangedCase row={row} />
      case 'created':
      case 'same':
        return <PlainCase row={row} />
      default:
        return assertNever(row.outcome)
    }
  }

  return (
    <CaseList
      ref={list}
      label={t`Rows of the file`}
      total={total}
      getRow={pages.getRow}
      onVisibleRange={pages.onVisibleRange}
      hasKeys={hasKeys}
      onKey={onKey}
      render={(row) => (
        <fieldset className={classes.caseFields} disabled={isFixed}>
          {body(row)}
        </fieldset>
      )}
    />
  )
}

/** The keys of the list that asks, for the keys dialog; J and K lead into the list from anywhere. */
function useAskKeys(outcome: ImportOutcome, list: React.RefObject<CaseListHandle | null>) {
  const { t } = useLingui()
  const focus = useCallback(() => list.current?.focus(), [list])
  useShortcuts(
    useMemo<Shortcut[]>(() => {
      const group = t`Import`
      const moves = [
        { keys: 'j', label: t`Next row`, group, run: focus },
        { keys: 'k', label: t`Row before`, group, run: focus },
      ]
      if (outcome === 'refused') return [...moves, { keys: 'Enter', label: t`Mend the row`, group }]
      if (outcome !== 'asked') return moves
      return [
        ...moves,
        { keys: '1', label: t`The same person`, group },
        { keys: '2', label: t`Two people`, group },
        { keys: '3', label: t`Later`, group },
      ]
    }, [outcome, focus, t]),
  )
}
