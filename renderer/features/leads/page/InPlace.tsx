import { Trans, useLingui } from '@lingui/react/macro'
import { Button, MultiSelect, Select, Textarea, TextInput } from '@mantine/core'
import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { listText, readTextList } from '../../../../shared/domain/leads/text-list.ts'
import { focusWhenShown } from '../../../ui/focus-when-shown.ts'
import { showToast } from '../../../ui/toast.tsx'
import { useIsGone, useLeaving } from '../../../ui/use-leaving.ts'
import { useReturnFocus } from '../../../ui/use-return-focus.ts'
import classes from './InPlace.module.css'

/** What came of keeping what was typed: nothing to say; a remark beside what was kept; why it was not kept; a question that the page asks first; or what stands there by now. */
export type Kept =
  | { outcome: 'kept'; remark?: string | undefined }
  | { outcome: 'refused'; message: string }
  | { outcome: 'asked'; question: string }
  | { outcome: 'conflict'; holds: string }

/** How a value is written: a line, a text of several lines, a day, one or several of some. */
export type InPlaceKind =
  | { type: 'line'; inputMode?: 'text' | 'email' | 'tel' | 'url' | 'decimal' }
  | { type: 'text' }
  | { type: 'day' }
  | { type: 'choice'; options: readonly { value: string; label: string }[] }
  /** The text is a list with commas between. */
  | { type: 'choices'; options: readonly string[] }

interface InPlaceProps {
  /** What the value is called, for its button and its editor. */
  label: string
  /** Whose value it is. */
  of: string
  /** The text that is edited, as it stands on file. */
  text: string
  kind: InPlaceKind
  /** How the value is shown; nothing is shown as a quiet word. */
  children?: ReactNode
  /** What an empty value says. */
  empty?: string
  maxLength?: number
  /** Writes what was typed; `was` is the text that stood there when the seller began. */
  onKeep: (text: string, was: string) => Promise<Kept>
  /** Begins with the editor open, and says when it closes. */
  isNew?: boolean
  onClosed?: () => void
}

type State =
  | { is: 'shown'; remark?: string | undefined }
  | { is: 'edited'; was: string; refused?: { text: string; message: string }; holds?: string | undefined }

/**
 * A value that is edited where it stands: a click or Enter opens its editor, Enter keeps, Escape leaves it as it was. Who goes on
 * elsewhere keeps what was typed; what is refused then stays open, or is said in a toast when the page is gone.
 */
export function InPlace(props: InPlaceProps) {
  const { label, of, text, kind, children, empty, maxLength, onKeep, isNew = false, onClosed } = props
  const { t } = useLingui()
  const [state, setState] = useState<State>(isNew ? { is: 'edited', was: text } : { is: 'shown' })
  const [typed, setTyped] = useState(text)
  const [isBusy, setBusy] = useState(false)
  const isGone = useIsGone()
  /** Kept or left: nothing is to be done any more when it goes from the page. */
  const isDone = useRef(false)
  const button = useReturnFocus<HTMLButtonElement>(state.is === 'edited')

  function begin() {
    isDone.current = false
    setTyped(text)
    setState({ is: 'edited', was: text })
  }

  function close(remark?: string) {
    isDone.current = true
    setState({ is: 'shown', remark })
    onClosed?.()
  }

  async function keep(value: string, was: string) {
    if (value === was && !isNew) return close()
    setBusy(true)
    try {
      const kept = await onKeep(value, was)
      if (isGone()) sayNotKept(value, kept)
      else if (kept.outcome === 'kept') close(kept.remark)
      else if (kept.outcome === 'asked') close()
      else if (kept.outcome === 'refused')
        setState({ is: 'edited', was, refused: { text: value, message: kept.message } })
      else setState({ is: 'edited', was, holds: kept.holds })
    } finally {
      setBusy(false)
    }
  }

  function sayNotKept(value: string, kept: Kept) {
    if (kept.outcome === 'kept') return
    const why =
      kept.outcome === 'refused'
        ? kept.message
        : kept.outcome === 'asked'
          ? kept.question
          : kept.holds === ''
            ? t`Meanwhile this was emptied.`
            : t`Meanwhile it became “${kept.holds}”.`
    showToast({ message: t`${label} of ${of}: “${value}” was not kept. ${why}`, tone: 'bad' })
  }

  const onBlur = useLeaving((isPageGone) => {
    if (state.is === 'shown' || isDone.current || isBusy) return
    if (isPageGone) {
      if (typed !== state.was) void keep(typed, state.was)
    } else if (typed === state.was) close()
    else if (state.holds === undefined && state.refused?.text !== typed) void keep(typed, state.was)
  })

  if (state.is === 'shown')
    return (
      <>
        <button
          ref={button}
          type="button"
          className={classes.shown}
          aria-label={text === '' ? t`${label}: empty, change` : t`${label}: ${text}, change`}
          onClick={begin}
        >
          {text === '' ? <span className="lb-faint">{empty ?? '–'}</span> : (children ?? text)}
        </button>
        {state.remark !== undefined && (
          <p className={classes.remark} role="status">
            {state.remark}
          </p>
        )}
      </>
    )

  const { was } = state
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.nativeEvent.isComposing) return
    const takesEnter = kind.type === 'line' || kind.type === 'day'
    const keeps = event.key === 'Enter' && (takesEnter || event.ctrlKey || event.metaKey)
    if (keeps && !event.defaultPrevented) {
      event.preventDefault()
      void keep(typed, was)
    } else if (event.key === 'Escape') {
      // The page's own Escape leads back to the list.
      event.preventDefault()
      close()
    }
  }
  const shared = {
    'aria-label': label,
    // A disabled field would lose the focus.
    readOnly: isBusy,
    ref: focusWhenShown,
    error: state.refused !== undefined || state.holds !== undefined,
    onKeyDown,
  }
  return (
    <div className={classes.edited} onBlur={onBlur}>
      <Editor
        kind={kind}
        typed={typed}
        maxLength={maxLength}
        setTyped={setTyped}
        keep={(value) => void keep(value, was)}
        shared={shared}
      />
      {state.refused !== undefined && (
        <p className={classes.problem} role="alert">
          {state.refused.message}
        </p>
      )}
      {state.holds !== undefined && (
        <div className={classes.problem} role="alert">
          <p>
            {state.holds === '' ? (
              <Trans>Meanwhile this was emptied.</Trans>
            ) : (
              <Trans>
                Meanwhile it became <b>{state.holds}</b>.
              </Trans>
            )}
          </p>
          <div className={classes.buttons}>
            <Button size="sm" onClick={() => close()}>
              <Trans>Keep that</Trans>
            </Button>
            <Button size="sm" onClick={() => void keep(typed, state.holds ?? was)}>
              <Trans>Write mine</Trans>
            </Button>
          </div>
        </div>
      )}
      {state.holds === undefined && (
        <div className={classes.buttons}>
          <Button size="sm" variant="filled" disabled={isBusy} onClick={() => void keep(typed, was)}>
            <Trans>Keep</Trans>
          </Button>
          <Button size="sm" variant="subtle" disabled={isBusy} onClick={() => close()}>
            <Trans>Leave</Trans>
          </Button>
        </div>
      )}
    </div>
  )
}

interface EditorProps {
  kind: InPlaceKind
  typed: string
  maxLength: number | undefined
  setTyped: (text: string) => void
  keep: (text: string) => void
  shared: {
    'aria-label': string
    readOnly: boolean
    ref: (element: HTMLElement | null) => void
    error: boolean
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  }
}

function Editor({ kind, typed, maxLength, setTyped, keep, shared }: EditorProps) {
  const { t } = useLingui()
  const lengths = maxLength === undefined ? {} : { maxLength }
  switch (kind.type) {
    case 'text':
      return (
        <Textarea
          {...shared}
          {...lengths}
          autosize
          minRows={3}
          maxRows={16}
          value={typed}
          description={t`Ctrl+Enter keeps`}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )
    case 'choice':
      return (
        <Select
          {...shared}
          data={[...kind.options]}
          value={typed === '' ? null : typed}
          searchable={kind.options.length > 8}
          clearable
          defaultDropdownOpened
          onChange={(value) => keep(value ?? '')}
        />
      )
    case 'choices':
      return (
        <MultiSelect
          {...shared}
          data={[...kind.options]}
          value={readTextList(typed)}
          searchable
          onChange={(values) => setTyped(listText(values))}
        />
      )
    case 'day':
      // A day is typed in words too, so its field is a line.
      return (
        <TextInput
          {...shared}
          value={typed}
          onFocus={selectAll}
          placeholder={t`2026-03-24, 24 March, tomorrow`}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )
    case 'line':
      return (
        <TextInput
          {...shared}
          {...lengths}
          inputMode={kind.inputMode ?? 'text'}
          value={typed}
          onFocus={selectAll}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )
  }
}

function selectAll(event: FocusEvent<HTMLInputElement>) {
  event.currentTarget.select()
}
