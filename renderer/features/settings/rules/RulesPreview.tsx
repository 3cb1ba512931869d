import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { OutputOf, ProcedureName } from '../../../../shared/contract/index.ts'
import type { ChangeLabel } from '../../../../shared/contract/journal.contract.ts'
import { useProgress } from '../../../api/queries.ts'
import { changeWords } from '../../../app/change-words.ts'
import { formatNumber } from '../../../app/format.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { WaitingBar } from '../../../ui/WaitingBar.tsx'
import classes from './Rules.module.css'

/** Rules that are looked at before they are saved: those that were written, or those that ship. */
export type Previewed<Rules> = { rules: Rules; isShipped: boolean }

interface PreviewDialogProps<Rules> {
  title: string
  size: number
  /** Null closes the dialog. */
  previewed: Previewed<Rules> | null
  onClose: () => void
  children: (previewed: Previewed<Rules>) => ReactNode
}

/** The dialog in which rules are looked at before they are saved. */
export function PreviewDialog<Rules>({ title, size, previewed, onClose, children }: PreviewDialogProps<Rules>) {
  return (
    <Dialog opened={previewed !== null} onClose={onClose} title={title} size={size}>
      {previewed !== null && children(previewed)}
    </Dialog>
  )
}

interface RulesPreviewProps {
  /** The question that counts, and what it does in words while it has no answer. */
  counting: { procedure: ProcedureName; name: string; barLabel: string }
  error: Error | null
  /** Undefined while it is counted. */
  found: { message: string; counts: { key: string; leads: number; words: ReactNode }[] } | undefined
  /** Which leads change. */
  children?: ReactNode
  /** At the left of the buttons. */
  pager?: ReactNode
  save: {
    label: string
    what: ChangeLabel['what']
    isPending: boolean
    /** Puts the rules in force. */
    run: () => Promise<OutputOf<'temperature.setRules'>>
  }
  onClose: () => void
  onSaved: () => void
}

/** What rules would change, how many leads of each kind, and the way to save them or not. */
export function RulesPreview({ counting, error, found, children, pager, save, onClose, onSaved }: RulesPreviewProps) {
  const { t } = useLingui()
  const progress = useProgress(counting.procedure)

  async function submit() {
    try {
      const { changeSet } = await save.run()
      sayChanged(changeWords({ what: save.what }), changeSet)
      onSaved()
    } catch (error) {
      sayFailed(error)
    }
  }

  return (
    <div className={classes.preview}>
      {error !== null && <p role="alert">{error.message}</p>}
      {found === undefined && error === null && (
        <WaitingBar
          name={counting.name}
          barLabel={counting.barLabel}
          share={progress === null ? undefined : progress.done / progress.total}
        />
      )}
      {found !== undefined && (
        <>
          <p>{found.message}</p>
          {found.counts.length > 0 && (
            <ul className={classes.changes} aria-label={t`How many change`}>
              {found.counts.map(({ key, leads, words }) => (
                <li key={key}>
                  <b>{formatNumber(leads)}</b>
                  <span>{words}</span>
                </li>
              ))}
            </ul>
          )}
          {children}
        </>
      )}
      <div className={classes.buttons}>
        {pager}
        <Button onClick={onClose}>
          <Trans>Not yet</Trans>
        </Button>
        <Button variant="filled" disabled={found === undefined || save.isPending} onClick={() => void submit()}>
          {save.label}
        </Button>
      </div>
    </div>
  )
}
