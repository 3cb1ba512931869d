import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { CustomField } from '../../../../shared/contract/fields.contract.ts'
import { useCommand } from '../../../api/queries.ts'
import { changeWords } from '../../../app/change-words.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import classes from './Fields.module.css'

interface DeleteFieldDialogProps {
  /** The field to delete, or null while the dialog is closed. */
  field: CustomField | null
  onClose: () => void
}

/** Asks whether a field is to go, and says what goes with it. */
export function DeleteFieldDialog({ field, onClose }: DeleteFieldDialogProps) {
  const { t } = useLingui()
  const name = field?.name ?? ''
  return (
    <Dialog opened={field !== null} onClose={onClose} title={t`Delete the field ${name}?`} size={480}>
      {field !== null && <DeleteFieldForm field={field} onClose={onClose} />}
    </Dialog>
  )
}

function DeleteFieldForm({ field, onClose }: { field: CustomField; onClose: () => void }) {
  const remove = useCommand('fields.delete')
  const count = field.valueCount ?? 0

  async function submit() {
    try {
      const { changeSet } = await remove.mutateAsync({ fieldId: field.id })
      sayChanged(changeWords({ what: 'field_deleted', name: field.name }), changeSet)
      onClose()
    } catch (error) {
      sayFailed(error)
    }
  }

  return (
    <div className={classes.form}>
      <p>
        {count === 0 ? (
          <Trans>No lead has a value in it.</Trans>
        ) : (
          plural(count, {
            one: 'The value that one lead has in it goes too. Undo brings both back.',
            other: 'The values that # leads have in it go too. Undo brings both back.',
          })
        )}
      </p>
      <div className={classes.buttons}>
        <Button data-autofocus onClick={onClose}>
          <Trans>Keep it</Trans>
        </Button>
        <Button variant="filled" data-danger disabled={remove.isPending} onClick={() => void submit()}>
          <Trans>Delete the field</Trans>
        </Button>
      </div>
    </div>
  )
}
