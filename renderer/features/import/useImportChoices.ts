import { useMemo } from 'react'
import type {
  AskReasonCode,
  ImportAnswer,
  ImportChoices,
  ImportKind,
  MatchPolicy,
} from '../../../shared/contract/import.contract.ts'
import type { NewFieldKind } from '../../../shared/domain/import/guess-field-kind.ts'
import { setChoices } from './import-run.ts'

/** Parts of the choices that hold whatever the rows and columns are. */
type Plain = Pick<
  ImportChoices,
  'encoding' | 'dayOrder' | 'system' | 'onMatch' | 'unmatched' | 'signal' | 'arePlaceholdersEmpty'
>

/** How the table is cut out of the file. */
type Cut = Pick<ImportChoices, 'delimiter' | 'sheet' | 'headerRow'>

export interface ImportChoosing {
  choices: ImportChoices
  choose: (part: Plain) => void
  /** Cuts the table out differently; what was chosen for its rows and columns goes, because they are others now. */
  cut: (part: Cut) => void
  setKind: (kind: ImportKind) => void
  setTarget: (column: number, target: string) => void
  setPolicy: (target: string, policy: MatchPolicy) => void
  /** For all columns that make one field. */
  setFieldKind: (columns: readonly number[], kind: NewFieldKind) => void
  /** Answers a row that asks; `undefined` takes the answer back. */
  answer: (row: number, answer: ImportAnswer | undefined) => void
  answerAll: (reason: AskReasonCode, answer: ImportAnswer['is']) => void
  /** Takes back every answer. */
  askAgain: () => void
  /** Puts cells in place of the file's; by column, from 1. */
  mend: (row: number, cells: Readonly<Record<string, string>>) => void
}

/** The choices made for the file being looked at, and the ways to choose. */
export function useImportChoices(choices: ImportChoices): ImportChoosing {
  return useMemo(() => ({ choices, ...importChoosing }), [choices])
}

/** The ways to choose; they are the same between renders. */
export const importChoosing: Omit<ImportChoosing, 'choices'> = {
  choose: (part) => setChoices((before) => ({ ...before, ...part })),
  cut: (part) =>
    setChoices(
      ({
        targets: _targets,
        fieldKinds: _kinds,
        mended: _mended,
        answers: _answers,
        answersToAll: _all,
        ...before
      }) => ({
        ...before,
        ...part,
      }),
    ),
  setKind: (kind) =>
    setChoices(({ targets: _targets, answers: _answers, answersToAll: _all, policies: _policies, ...before }) => ({
      ...before,
      kind,
    })),
  // What the former field was to hold says nothing about another.
  setTarget: (column, target) =>
    setChoices(({ fieldKinds: { [String(column)]: _kind, ...fieldKinds } = {}, ...before }) => ({
      ...before,
      fieldKinds,
      targets: { ...before.targets, [String(column)]: target },
    })),
  setPolicy: (target, policy) =>
    setChoices((before) => ({ ...before, policies: { ...before.policies, [target]: policy } })),
  setFieldKind: (columns, kind) =>
    setChoices((before) => ({
      ...before,
      fieldKinds: { ...before.fieldKinds, ...Object.fromEntries(columns.map((column) => [String(column), kind])) },
    })),
  answer: (row, answer) =>
    setChoices((before) => {
      const { [String(row)]: _former, ...others } = before.answers ?? {}
      return { ...before, answers: answer === undefined ? others : { ...others, [String(row)]: answer } }
    }),
  answerAll: (reason, answer) =>
    setChoices((before) => ({ ...before, answersToAll: { ...before.answersToAll, [reason]: answer } })),
  askAgain: () => setChoices(({ answers: _answers, answersToAll: _all, ...before }) => before),
  mend: (row, cells) =>
    setChoices((before) => ({
      ...before,
      mended: { ...before.mended, [String(row)]: { ...before.mended?.[String(row)], ...cells } },
    })),
}
