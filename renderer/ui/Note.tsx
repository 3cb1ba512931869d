import { IconAlertTriangle, IconCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './Note.module.css'

interface NoteProps {
  /** `plain`: to know; `warn`: to look at; `bad`: refused or failed; `good`: done; `accent`: chosen. Only bad and good have a hue. */
  tone?: 'plain' | 'warn' | 'bad' | 'good' | 'accent'
  children: ReactNode
}

const icons = {
  plain: IconInfoCircle,
  warn: IconAlertTriangle,
  bad: IconCircleX,
  good: IconCheck,
  accent: IconInfoCircle,
}

/** A remark in the page, where the thing is that it speaks of. */
export function Note({ tone = 'plain', children }: NoteProps) {
  const Icon = icons[tone]
  return (
    <div className={classes.note} data-tone={tone}>
      <Icon size={18} stroke={1.5} aria-hidden />
      <div>{children}</div>
    </div>
  )
}
