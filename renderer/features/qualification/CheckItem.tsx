import { Button } from '@mantine/core'
import { IconCheck, IconMinus, IconQuestionMark } from '@tabler/icons-react'
import type { Qualification } from '../../../shared/contract/qualification.contract.ts'
import type { ConditionState, GateCondition } from '../../../shared/domain/qualification/gates.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import { conditionStateWord, settleWord } from './gate-words.ts'
import classes from './Qualification.module.css'
import { QuestionRow } from './QuestionRow.tsx'
import type { useAnswers } from './useAnswers.ts'

type Item = (Qualification['cold']['items'] | Qualification['warm']['items'])[number]['item']

interface CheckItemProps {
  item: Item
  words: string
  state: ConditionState
  /** Null where the workbook knows it by itself. */
  answered: Qualification['cold']['items'][number]['answered']
  onSettle: (condition: GateCondition) => void
  today: PlainDate
  answers: ReturnType<typeof useAnswers>
}

/** One line of a checklist: a question, or what the workbook knows by itself with what would change it. */
export function CheckItem({ item, words, state, answered, onSettle, today, answers }: CheckItemProps) {
  if (answered !== null && isQuestion(item))
    return (
      <QuestionRow question={item} name={words} label={words} answered={answered} today={today} answers={answers} />
    )
  const settles = conditionOf(item)
  return (
    <li className={classes.fact} data-state={state}>
      <span>{words}</span>
      {state !== 'met' && settles !== undefined && (
        <Button size="sm" variant="subtle" onClick={() => onSettle(settles)}>
          {settleWord(settles)}
        </Button>
      )}
      <StateMark state={state} />
    </li>
  )
}

/** How something stands, as a mark and a word. */
export function StateMark({ state }: { state: ConditionState }) {
  const Mark = state === 'met' ? IconCheck : state === 'unmet' ? IconMinus : IconQuestionMark
  return (
    <span className={classes.state} data-state={state}>
      <Mark size={16} stroke={1.5} aria-hidden />
      <span className="lb-hidden">{conditionStateWord(state)}</span>
    </span>
  )
}

type KnownItem = 'fit' | 'channel' | 'may_contact' | 'did' | 'next_step' | 'bant'

const knownItems: ReadonlySet<Item> = new Set<KnownItem>(['fit', 'channel', 'may_contact', 'did', 'next_step', 'bant'])

function isQuestion(item: Item): item is Exclude<Item, KnownItem> {
  return !knownItems.has(item)
}

/** The condition of a gate that is met by the same thing. */
function conditionOf(item: Item): GateCondition | undefined {
  switch (item) {
    case 'fit':
      return 'fit'
    case 'did':
      return 'own_signal'
    case 'next_step':
      return 'human_action'
    case 'bant':
      return 'three_yes'
    default:
      return undefined
  }
}
