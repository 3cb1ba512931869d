import { useLingui } from '@lingui/react/macro'
import { useCommand, useProgress } from '../api/queries.ts'
import { WaitingBar } from '../ui/WaitingBar.tsx'
import classes from './UndoProgress.module.css'
import { sayFailed } from './undo.tsx'

/** How far a long undoing is, at the foot of whatever page is open, with the way to stop it. */
export function UndoProgress() {
  const { t } = useLingui()
  const undoing = useProgress('journal.undo')
  const importUndoing = useProgress('import.undo')
  const redoing = useProgress('journal.redo')
  const cancel = useCommand('job.cancel')
  const running = undoing ?? importUndoing ?? redoing
  if (running === null) return null
  return (
    <div className={classes.place}>
      <WaitingBar
        name={redoing === running ? t`Doing it again` : t`Taking it back`}
        share={running.total > 0 ? running.done / running.total : undefined}
        barLabel={t`Undoing`}
        stop={{
          label: t`Stop, leave it as it was`,
          onStop: () => void cancel.mutateAsync({ procedure: running.procedure }).catch(sayFailed),
        }}
      />
    </div>
  )
}
