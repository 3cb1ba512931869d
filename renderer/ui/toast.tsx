import { useLingui } from '@lingui/react/macro'
import { Button, CloseButton } from '@mantine/core'
import { Notifications, notifications } from '@mantine/notifications'
import { type ReactNode, useEffect, useState } from 'react'
import { KeyCap } from './KeyCap.tsx'
import classes from './toast.module.css'

const SHOWN_MS = 8000

interface Toast {
  /** What happened, in one sentence. */
  message: ReactNode
  /** `good`: done; `bad`: it failed, and the toast stays; `plain`: neither. */
  tone?: 'good' | 'bad' | 'plain'
  /** One thing to do about it, most often Undo. */
  action?: { label: string; keys?: readonly string[]; onSelect: () => void } | undefined
}

/** One at a time: a stack would cover the page, and its keys act on the newest only. Failures stay beside it. */
const MOST_SHOWN = 1

let shown = 0
/** The toasts on the page, the oldest first. */
let standing: readonly { id: string; stays: boolean }[] = []

/** Says what happened at the foot of the page for 8 s, held while pointed at or focused; failures stay. Gives the toast's id. */
export function showToast({ message, tone = 'good', action }: Toast): string {
  shown += 1
  const id = `toast-${shown}`
  // A further one takes the place of the oldest: in a queue, what was done last would be said last.
  const oldest = standing.length < MOST_SHOWN ? undefined : standing.find(({ stays }) => !stays)
  if (oldest !== undefined) notifications.hide(oldest.id)
  standing = [...standing, { id, stays: tone === 'bad' }]
  notifications.show({
    id,
    message: '',
    // The toast closes itself: Mantine would hold it while pointed at, but not while focused.
    autoClose: false,
    role: tone === 'bad' ? 'alert' : 'status',
    className: classes.slot,
    onClose: () => {
      standing = standing.filter((toast) => toast.id !== id)
    },
    renderNotification: () => <ToastBody id={id} message={message} tone={tone} action={action} />,
  })
  return id
}

function ToastBody({ id, message, tone, action }: Toast & { id: string }) {
  const { t } = useLingui()
  const [isPointedAt, setPointedAt] = useState(false)
  const [isFocused, setFocused] = useState(false)
  const stays = tone === 'bad' || isPointedAt || isFocused
  useEffect(() => {
    if (stays) return
    const closing = setTimeout(() => notifications.hide(id), SHOWN_MS)
    return () => clearTimeout(closing)
  }, [id, stays])

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
        limit={MOST_SHOWN}
        withinPortal={false}
        classNames={{ root: classes.area }}
      />
    </section>
  )
}
