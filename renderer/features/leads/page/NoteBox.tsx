import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Textarea } from '@mantine/core'
import { useRef, useState } from 'react'
import type { NoteId } from '../../../../shared/primitives/ids.ts'
import { ask } from '../../../api/client.ts'
import { Markdown } from '../../../app/Markdown.tsx'
import { type NoteDraft, useSession } from '../../../app/session.ts'
import { keyCaps } from '../../../app/shortcuts.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import { focusWhenShown } from '../../../ui/focus-when-shown.ts'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { useReturnFocus } from '../../../ui/use-return-focus.ts'
import { heldMeanwhile, type NamedLead } from './keep-field.ts'
import classes from './NoteBox.module.css'

/** Where a note on a lead is written, in Markdown; Ctrl+Enter keeps it. What was begun waits while the seller is elsewhere. */
export function NoteBox({ lead }: { lead: NamedLead }) {
  const { t } = useLingui()
  const [draft, setDraft] = useNoteDraft(`lead ${lead.id}`)
  return (
    <NoteField
      label={t`Write a note`}
      lead={lead}
      text={draft?.text ?? ''}
      setText={(text) => setDraft(text === '' ? undefined : { text })}
      onKept={() => setDraft(undefined)}
    />
  )
}

function useNoteDraft(on: string): [NoteDraft | undefined, (draft: NoteDraft | undefined) => void] {
  const draft = useSession(({ noteDrafts }) => noteDrafts[on])
  return [draft, (changed) => useSession.getState().setNoteDraft(on, changed)]
}

interface NoteFieldProps {
  label: string
  lead: NamedLead
  text: string
  setText: (text: string) => void
  onKept: () => void
  /** The note that is written anew, as it was when it was opened; left out for a new one. */
  note?: { id: NoteId; was: string }
  hasFocus?: boolean
  /** The note holds something else by now, and was not written. */
  onStale?: (holds: string) => void
  /** Leaves the note as it is. */
  onLeave?: () => void
}

function NoteField({ label, lead, text, setText, onKept, note, hasFocus = false, onStale, onLeave }: NoteFieldProps) {
  const [isBusy, setBusy] = useState(false)
  const { t } = useLingui()
  const { name } = lead

  async function keep() {
    if (text.trim() === '' || isBusy) return
    setBusy(true)
    try {
      const { changeSet } = await ask('leads.writeNote', {
        leadId: lead.id,
        text,
        ...(note !== undefined && { noteId: note.id, was: note.was }),
      })
      sayChanged(note === undefined ? t`Wrote a note on ${name}` : t`Changed a note on ${name}`, changeSet)
      onKept()
    } catch (error) {
      const holds = heldMeanwhile(error)
      if (typeof holds === 'string') onStale?.(holds)
      sayFailed(error)
    } finally {
      setBusy(false)
    }
  }

  const isOpen = text !== '' || note !== undefined
  return (
    <div className={classes.box}>
      <Textarea
        aria-label={label}
        placeholder={label}
        autosize
        minRows={isOpen ? 3 : 1}
        maxRows={16}
        maxLength={100_000}
        ref={hasFocus ? focusWhenShown : null}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault()
            void keep()
          } else if (event.key === 'Escape' && onLeave !== undefined) {
            event.preventDefault()
            onLeave()
          }
        }}
      />
      {isOpen && (
        <div className={classes.buttons}>
          <Button size="sm" variant="filled" disabled={isBusy || text.trim() === ''} onClick={() => void keep()}>
            <Trans>Keep the note</Trans>
            <KeyCap keys={keyCaps('mod+Enter')} />
          </Button>
          {onLeave !== undefined && (
            <Button size="sm" variant="subtle" onClick={onLeave}>
              <Trans>Leave</Trans>
            </Button>
          )}
          <span className="lb-quiet lb-note">
            <Trans>*word* is slanted, **word** is bold, - begins a list</Trans>
          </span>
        </div>
      )}
    </div>
  )
}

/** A note that stands in the timeline, to be changed or deleted there. */
export function WrittenNote({ lead, note }: { lead: NamedLead; note: { id: NoteId; text: string } }) {
  const { t } = useLingui()
  const [draft, setDraft] = useNoteDraft(`note ${note.id}`)
  /** One that was begun before the seller came back waits without calling for the focus. */
  const isOpened = useRef(false)
  const changing = useReturnFocus<HTMLButtonElement>(draft !== undefined)
  const { name } = lead

  async function remove() {
    try {
      const { changeSet } = await ask('leads.deleteNote', { noteId: note.id })
      sayChanged(t`Deleted a note on ${name}`, changeSet)
    } catch (error) {
      sayFailed(error)
    }
  }

  if (draft !== undefined) {
    const { was = note.text } = draft
    const close = () => setDraft(undefined)
    return (
      <>
        {draft.isStale === true && <Markdown text={was} />}
        <NoteField
          label={t`Change the note`}
          lead={lead}
          note={{ id: note.id, was }}
          hasFocus={isOpened.current}
          text={draft.text}
          setText={(text) => setDraft({ ...draft, text })}
          onKept={close}
          onStale={(holds) => setDraft({ ...draft, was: holds, isStale: true })}
          onLeave={close}
        />
      </>
    )
  }
  return (
    <>
      <Markdown text={note.text} />
      <div className={classes.acts}>
        <Button
          ref={changing}
          size="sm"
          variant="subtle"
          onClick={() => {
            isOpened.current = true
            setDraft({ text: note.text, was: note.text })
          }}
        >
          <Trans>Change</Trans>
        </Button>
        <Button size="sm" variant="subtle" onClick={() => void remove()}>
          <Trans>Delete</Trans>
        </Button>
      </div>
    </>
  )
}
