import { useLingui } from '@lingui/react/macro'
import { useRef } from 'react'
import type { ImportPlan, ImportRow } from '../../../shared/contract/import.contract.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { MendForm } from './MendForm.tsx'
import type { ImportChoosing } from './useImportChoices.ts'

interface MendDialogProps {
  row: ImportRow | undefined
  plan: ImportPlan
  choosing: ImportChoosing
  onClose: () => void
}

/** All cells of a row, to be mended before it is written. */
export function MendDialog({ row, plan, choosing, onClose }: MendDialogProps) {
  const { t } = useLingui()
  // The dialog fades out with the row it showed.
  const last = useRef(row)
  if (row !== undefined) last.current = row
  const shown = last.current
  return (
    <Dialog opened={row !== undefined} onClose={onClose} title={t`Row ${shown?.row ?? 0} of the file`} size="lg">
      {shown !== undefined && (
        <MendForm
          row={shown}
          columns={plan.columns}
          onSave={(cells) => {
            choosing.mend(shown.row, cells)
            onClose()
          }}
          onLeave={onClose}
        />
      )}
    </Dialog>
  )
}
