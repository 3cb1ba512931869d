import type { KeyboardEvent } from 'react'
import type { Answer } from '../../../shared/domain/qualification/gates.ts'
import classes from './AnswerControl.module.css'
import { answerWord } from './qualification-words.ts'

const answers: readonly Answer[] = ['yes', 'no', 'unknown']
const keyOf: Readonly<Record<string, Answer>> = { y: 'yes', n: 'no', u: 'unknown' }

interface AnswerControlProps {
  /** The question, for whoever does not see the row it stands in. */
  label: string
  value: Answer
  onAnswer: (answer: Answer) => void
  /** Opens what is known of it, on E. */
  onEdit: () => void
}

/**
 * Yes, no or unknown: radio buttons that answer on Y, N and U. Arrows to the sides only move the focus, so that nothing is written on the
 * way; arrows up and down lead to the question before and after.
 */
export function AnswerControl({ label, value, onAnswer, onEdit }: AnswerControlProps) {
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const answer = keyOf[event.key.toLowerCase()]
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const line = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (answer !== undefined) {
      const radio = event.currentTarget.children[answers.indexOf(answer)]
      if (radio instanceof HTMLElement) radio.focus()
      onAnswer(answer)
    } else if (event.key === 'e') onEdit()
    else if (step !== 0) moveAlong(event.currentTarget, event.target, step)
    else if (line !== 0) focusBeside(event.currentTarget, line)
    else return
    event.preventDefault()
  }

  return (
    <div role="radiogroup" aria-label={label} data-answers className={classes.answers} onKeyDown={onKeyDown}>
      {answers.map((answer) => (
        <button
          key={answer}
          type="button"
          role="radio"
          aria-checked={answer === value}
          aria-label={answerWord(answer)}
          tabIndex={answer === value ? 0 : -1}
          data-answer={answer}
          className={classes.answer}
          onClick={() => onAnswer(answer)}
        >
          {answer === 'unknown' ? '?' : answerWord(answer)}
        </button>
      ))}
    </div>
  )
}

function moveAlong(group: HTMLElement, from: EventTarget, step: number) {
  const radios = [...group.children]
  const at = radios.findIndex((radio) => radio === from)
  const next = radios[(at + step + radios.length) % radios.length]
  if (next instanceof HTMLElement) next.focus()
}

function focusBeside(group: HTMLElement, step: number) {
  const groups = [...document.querySelectorAll<HTMLElement>('#main [data-answers]')]
  groups[groups.indexOf(group) + step]?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
}
