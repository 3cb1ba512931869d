import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { changedMeanwhileSchema } from '../../../shared/contract/leads.contract.ts'
import { type Answer, answerSchema } from '../../../shared/domain/qualification/gates.ts'
import type { Question } from '../../../shared/domain/qualification/questions.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import { ask } from '../../api/client.ts'
import { FailureError } from '../../api/failure-error.ts'
import { queryClient } from '../../api/queries.ts'
import { sayChanged, sayFailed } from '../../app/undo.tsx'

/** What is known of a question: the answer, the evidence, and the day it is known from. */
export interface Known {
  answer: Answer
  note: string | null
  on?: PlainDate
}

/** Somebody else answered meanwhile: what it says by now, and what the seller meant to write. */
export interface AnswerConflict {
  question: Question
  holds: Answer
  mine: Known
}

/** Writes answers about one lead; an answer that another window gave meanwhile is told and not written over. */
export function useAnswers({ id, name }: { id: LeadId; name: string }) {
  const { t } = useLingui()
  const [conflict, setConflict] = useState<AnswerConflict | null>(null)

  /** True once it is written. */
  async function write(question: Question, mine: Known, was: Answer): Promise<boolean> {
    try {
      const { changeSet } = await ask('qualification.answer', { leads: { ids: [id] }, question, ...mine, was })
      setConflict(null)
      sayChanged(t`Answered a question about ${name}`, changeSet)
      return true
    } catch (error) {
      const holds = heldAnswer(error)
      if (holds === undefined) sayFailed(error)
      else {
        setConflict({ question, holds, mine })
        await queryClient.invalidateQueries({ queryKey: ['qualification.get'] })
      }
      return false
    }
  }

  return { write, conflict, leaveConflict: () => setConflict(null) }
}

function heldAnswer(error: unknown): Answer | undefined {
  if (!(error instanceof FailureError) || error.code !== 'changed_meanwhile') return undefined
  return answerSchema.safeParse(changedMeanwhileSchema.safeParse(error.details).data?.holds).data
}
