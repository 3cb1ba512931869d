import { useLingui } from '@lingui/react/macro'
import { Button, CloseButton } from '@mantine/core'
import { Notifications, notifications } from '@mantine/notifications'
import { type ReactNode, useEffect, useState } from 'react'
import { KeyCap } from './KeyCap.tsx'
import classes from './toast.module.css'

const SHOWN_MS = 8000
const FAILURE_SHOWN_MS = 30_000

interface Toast {
  /** What happened, in one sentence. */
  message: ReactNode
  /** `good`: done; `bad`: it failed, and the toast stays longer; `plain`: neither. */
  tone?: 'good' | 'bad' | 'plain'
  /** One thing to do about it, most often Undo. */
  action?: { label: string; keys?: readonly string[]; onSelect: () => void } | undefined
}

let shown = 0
/** The toast on the page. One at a time: a stack would cover the page, and its keys act on the newest only. */
let standing: string | undefined

/**
 * Says what happened, above the foot of the page: for 8 s, a failure for 30 s, held while pointed at or focused. It goes when the next one
 * comes; what is no failure also when the seller begins to write something else. Gives the toast's id.
 */
export function showToast({ message, tone = 'good', action }: Toast): string {
  shown += 1
  const id = `toast-${shown}`
  // In a queue, what was done last would be said last.
  if (standing !== undefined) notifications.hide(standing)
  standing = id
  notifications.show({
    id,
    message: '',
    // The toast closes itself: Mantine would hold it while pointed at, but not while focused.
    autoClose: false,
    role: tone === 'bad' ? 'alert' : 'status',
    className: classes.slot,
    onClose: () => {
      if (standing === id) standing = undefined
    },
    renderNotification: () => <ToastBody id={id} message={message} tone={tone} action={action} />,
  })
  return id
}

function ToastBody({ id, message, tone, action }: Toast & { id: string }) {
  const { t } = useLingui()
  const [isPointedAt, setPointedAt] = useState(false)
  const [isFocused, setFocused] = useState(false)
  const stays = isPointedAt || isFocused
  useEffect(() => {
    if (stays) return
    const closing = setTimeout(() => notifications.hide(id), tone === 'bad' ? FAILURE_SHOWN_MS : SHOWN_MS)
    return () => clearTimeout(closing)
  }, [id, tone, stays])
  useEffect(() => (tone === 'bad' ? undefined : hearWriting(() => notifications.hide(id))), [id, tone])

  return (
    <div
      className={classes.toast}
      data-tone={tone}
      onPointerEnter={() => setPointedAt(true)}
      onPointerLeave={() => setPointedAt(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      <span className={classes.message}>{message}</span>
      {action !== undefined && (
        <Button
          size="sm"
          variant="subtle"
          onClick={() => {
            notifications.hide(id)
            action.onSelect()
          }}
        >
          {action.label}
          {action.keys !== undefined && <KeyCap keys={action.keys} />}
        </Button>
      )}
      {tone === 'bad' && <CloseButton aria-label={t`Close`} onClick={() => notifications.hide(id)} />}
    </div>
  )
}

/** Hears when the seller puts the cursor into a field by a key or a click of theirs: a focus that only came back is none. Gives what ends it. */
function hearWriting(heard: () => void): () => void {
  let hasActed = false
  const onAct = () => {
    hasActed = true
  }
  const onFocusIn = ({ target }: FocusEvent) => {
    if (
      hasActed &&
      target instanceof Element &&
      target.matches('input:not([type="checkbox"], [type="radio"]), textarea')
    )
      heard()
  }
  document.addEventListener('keydown', onAct, true)
  document.addEventListener('pointerdown', onAct, true)
  document.addEventListener('focusin', onFocusIn)
  return () => {
    document.removeEventListener('keydown', onAct, true)
    document.removeEventListener('pointerdown', onAct, true)
    document.removeEventListener('focusin', onFocusIn)
  }
}

/** The place where toasts stand: bottom left of the page. One for the app. */
export function ToastArea() {
  const { t } = useLingui()
  return (
    <section aria-label={t`Messages`}>
      <Notifications
        position="bottom-left"
        autoClose={false}
        containerWidth={400}
        transitionDuration={160}
        limit={1}
        withinPortal={false}
        classNames={{ root: classes.area }}
      />
    </section>
  )
}
