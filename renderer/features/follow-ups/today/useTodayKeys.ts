import { useLingui } from '@lingui/react/macro'
import { useMemo, useRef } from 'react'
import { outcomeLetters } from '../../../../shared/domain/sheet/outcome-letters.ts'
import { outcomeWord } from '../../../app/contact-words.ts'
import { type Shortcut, useShortcuts } from '../../../app/shortcuts.ts'

interface TodayActs {
  move: (by: number) => void
  /** The id of the form in the working panel. */
  formId: string
  plan: () => void
  later: () => void
}

/** The keys of Today: through the list, into the panel, and the letters of the outcomes. None while there is no current lead. */
export function useTodayKeys(acts: TodayActs | undefined): void {
  const { t } = useLingui()
  const latest = useRef(acts)
  latest.current = acts
  const isOn = acts !== undefined
  useShortcuts(
    useMemo<Shortcut[]>(() => {
      if (!isOn) return []
      const group = t`Today`
      const form = () => document.getElementById(latest.current?.formId ?? '')
      return [
        { keys: 'j', label: t`Next lead`, group, run: () => latest.current?.move(1) },
        { keys: 'k', label: t`Lead before`, group, run: () => latest.current?.move(-1) },
        { keys: 'Enter', label: t`Open the lead`, group },
        { keys: 'l', label: t`Say what happened`, group, run: () => focusOutcome(form()) },
        { keys: 'p', label: t`Plan the next action`, group, run: () => latest.current?.plan() },
        { keys: 'z', label: t`Later: move it, or let the lead rest`, group, run: () => latest.current?.later() },
        ...outcomeLetters.map(({ letter, outcome }) => ({
          keys: letter.toLowerCase(),
          label: t`What happened: ${outcomeWord(outcome)}`,
          group,
          run: () => focusOutcome(form(), outcome),
        })),
        { keys: 'mod+Enter', label: t`Log and go on`, group, run: () => submit(form()) },
      ]
    }, [t, isOn]),
  )
}

/** Puts the focus on the outcomes, and chooses one where it is named. */
function focusOutcome(form: HTMLElement | null, outcome?: string) {
  const radios = [...(form?.querySelectorAll<HTMLInputElement>('input[type="radio"]') ?? [])]
  const radio = radios.find((one) => (outcome === undefined ? one.checked : one.value === outcome)) ?? radios[0]
  radio?.focus()
  if (outcome !== undefined) radio?.click()
}

function submit(form: HTMLElement | null) {
  if (form instanceof HTMLFormElement) form.requestSubmit()
}
