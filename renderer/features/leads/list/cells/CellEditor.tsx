import { Trans, useLingui } from '@lingui/react/macro'
import { Popover } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useRef, useState } from 'react'
import type { EditableKey } from '../../../../../shared/domain/leads/lead-fields.ts'
import { useProcedure } from '../../../../api/queries.ts'
import { KeyCap } from '../../../../ui/KeyCap.tsx'
import classes from './CellEditor.module.css'
import {
  type EditorForm,
  fittingOffers,
  lastOfList,
  meantOffer,
  type Suggestion,
  withLastOfList,
} from './editor-forms.ts'

/** Where the active cell goes when a text is kept. */
export type ThenGo = 'down' | 'right' | 'left' | 'stay'

interface CellEditorProps {
  /** "Next action of Daniel Okafor". */
  label: string
  field: EditableKey
  form: EditorForm
  text: string
  /** Why the text was not taken. */
  message: string | undefined
  /** How often it was tried before. */
  attempt: number
  /** How a text reads, as "Tue 24 March"; undefined where that goes without saying. */
  readsAs: (text: string) => string | undefined
  onKeep: (text: string, then: ThenGo) => void
  onLeave: () => void
}

/** What one writes into a cell with: Enter keeps and goes down, Tab keeps and goes right, Escape leaves. */
export function CellEditor(props: CellEditorProps) {
  const { label, field, form, message, attempt, readsAs, onKeep, onLeave } = props
  const { t } = useLingui()
  const [text, setText] = useState(props.text)
  const [isTyped, setTyped] = useState(message !== undefined)
  const [chosen, setChosen] = useState(-1)
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const isDone = useRef(false)
  const id = useId()
  const offers = useOffers(field, form, isTyped ? text : '')
  const place = Math.min(chosen, offers.length - 1)
  const reading = isTyped ? readsAs(text) : undefined

  useEffect(() => {
    input.current?.select()
  }, [])
  // What was refused stays in the field, and one goes on there.
  useEffect(() => {
    if (attempt === 0) return
    isDone.current = false
    input.current?.focus()
  }, [attempt])

  function keep(kept: string, then: ThenGo) {
    if (isDone.current) return
    isDone.current = true
    onKeep(kept, then)
  }

  function take(offer: Suggestion): string {
    return form.isList ? withLastOfList(text, offer.text) : offer.text
  }

  /** What Enter and Tab keep: the offer that is marked, else the text. */
  function kept(): string {
    const marked = offers[place]
    if (marked !== undefined) return take(marked)
    return (isTyped ? meantOffer(form, text)?.text : undefined) ?? text
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      isDone.current = true
      onLeave()
    } else if (event.key === 'Enter' && !(form.isMultiline && (event.shiftKey || event.altKey))) {
      event.preventDefault()
      if (form.isList && offers[place] !== undefined) {
        // A list goes on: the next Enter keeps it.
        setText(take(offers[place]))
        setChosen(-1)
      } else keep(kept(), 'down')
    } else if (event.key === 'Tab') {
      event.preventDefault()
      keep(kept(), event.shiftKey ? 'left' : 'right')
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && offers.length > 0 && !form.isMultiline) {
      event.preventDefault()
      const next = place + (event.key === 'ArrowDown' ? 1 : -1)
      setChosen(next < -1 ? offers.length - 1 : next >= offers.length ? -1 : next)
    }
  }

  const shared = {
    ref: input,
    'aria-label': label,
    'aria-invalid': message !== undefined,
    'aria-describedby': `${id}-hint`,
    className: classes.input,
    value: text,
    autoFocus: true,
    onKeyDown,
    onBlur: () => {
      // The window lost the focus, not the field.
      if (document.activeElement !== input.current) keep(text, 'stay')
    },
    onChange: (event: { currentTarget: { value: string } }) => {
      setText(event.currentTarget.value)
      setTyped(true)
      setChosen(-1)
    },
  }
  return (
    <Popover opened position="bottom-start" offset={3} width={form.isMultiline ? 'target' : 286} withRoles={false}>
      <Popover.Target>
        {form.isMultiline ? (
          <textarea {...shared} ref={input as Ref<HTMLTextAreaElement>} rows={6} data-multiline />
        ) : (
          <input
            {...shared}
            type="text"
            autoComplete="off"
            spellCheck={false}
            data-figure={form.isFigure || undefined}
            role="combobox"
            aria-expanded={offers.length > 0}
            aria-controls={offers.length > 0 ? `${id}-list` : undefined}
            aria-autocomplete="list"
            aria-activedescendant={place < 0 ? undefined : `${id}-${place}`}
          />
        )}
      </Popover.Target>
      <Popover.Dropdown className={classes.float} onMouseDown={(event) => event.preventDefault()}>
        {message !== undefined && (
          <p role="alert" className={classes.refused}>
            {message}
          </p>
        )}
        {offers.length > 0 && (
          <div id={`${id}-list`} role="listbox" aria-label={t`Suggestions`} className={classes.offers}>
            {offers.map((offer, at) => (
              <div
                key={offer.text}
                id={`${id}-${at}`}
                role="option"
                aria-selected={at === place}
                className={classes.offer}
                onClick={() => {
                  if (form.isList) {
                    setText(take(offer))
                    setTyped(true)
                  } else keep(take(offer), 'down')
                }}
              >
                <span>{offer.label}</span>
                {offer.note !== undefined && <span className="lb-quiet">{offer.note}</span>}
              </div>
            ))}
          </div>
        )}
        <p id={`${id}-hint`} className={classes.hint}>
          {reading !== undefined && reading !== message && <b className={classes.reading}>{reading}</b>}
          <Hint keys="Enter">
            <Trans>keep</Trans>
          </Hint>
          <Hint keys="Tab">
            <Trans>next cell</Trans>
          </Hint>
          <Hint keys="Esc">
            <Trans>leave</Trans>
          </Hint>
        </p>
      </Popover.Dropdown>
    </Popover>
  )
}

function Hint({ keys, children }: { keys: string; children: ReactNode }) {
  return (
    <span>
      <KeyCap keys={keys} /> {children}
    </span>
  )
}

const SHOWN_OFFERS = 7
/** What is typed is looked up when no further letter came for so long. */
const TYPING_MS = 80

/** What is offered for a text; nothing that is exactly the text. */
function useOffers(field: EditableKey, form: EditorForm, typed: string): readonly Suggestion[] {
  const part = form.isList ? lastOfList(typed) : typed.trim()
  const [search] = useDebouncedValue(part, TYPING_MS)
  const isAsked = form.offers.from === 'leads'
  const { data } = useProcedure(
    'leads.values',
    { field, limit: SHOWN_OFFERS, ...(search !== '' && { search: search.slice(0, 200) }) },
    { isEnabled: isAsked, keepsPrevious: true },
  )
  if (form.offers.from === 'none') return []
  const list =
    form.offers.from === 'list' ? fittingOffers(form.offers.list, part) : (data?.values ?? []).map(toSuggestion)
  return list.filter(({ text }) => text !== part).slice(0, form.offers.from === 'list' ? 50 : SHOWN_OFFERS)
}

function toSuggestion({ value, name }: { value: string; name: string }): Suggestion {
  return { text: value, label: name }
}
