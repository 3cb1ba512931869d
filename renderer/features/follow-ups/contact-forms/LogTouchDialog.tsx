import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useId, useState } from 'react'
import type { LeadRow } from '../../../../shared/contract/leads.contract.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { keyCaps } from '../../../app/shortcuts.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import classes from './contact-forms.module.css'
import { LogTouchForm } from './LogTouchForm.tsx'

interface LogTouchDialogProps {
  /** The lead that was contacted; the dialog is closed while there is none. */
  lead: LeadRow | null
  today: PlainDate
  onClose: () => void
}

/** Asks what happened with a lead and what comes next, and logs it. */
export function LogTouchDialog({ lead, today, onClose }: LogTouchDialogProps) {
  const { t } = useLingui()
  const formId = useId()
  const [isBusy, setBusy] = useState(false)
  return (
    <Dialog
      opened={lead !== null}
      onClose={onClose}
      title={lead === null ? '' : t`What happened with ${lead.name}?`}
      size={560}
    >
      {lead !== null && (
        <>
          <LogTouchForm key={lead.id} id={formId} lead={lead} today={today} onLogged={onClose} onBusyChange={setBusy} />
          <div className={classes.buttons}>
            <Button onClick={onClose}>
              <Trans>Leave it</Trans>
            </Button>
            <Button variant="filled" type="submit" form={formId} disabled={isBusy}>
              <Trans>Log the touch</Trans>
              <KeyCap keys={keyCaps('mod+Enter')} />
            </Button>
          </div>
        </>
      )}
    </Dialog>
  )
}
