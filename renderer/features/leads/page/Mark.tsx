import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './LeadDetails.module.css'

/** A remark on a value that was kept though it does not read as its kind. */
export function Mark({ children }: { children: ReactNode }) {
  return (
    <p className={classes.mark}>
      <IconAlertTriangle size={14} stroke={1.5} aria-hidden />
      <span>{children}</span>
    </p>
  )
}
