import { Trans, useLingui } from '@lingui/react/macro'
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { SavedViewId } from '../../../../../shared/primitives/ids.ts'
import { FailureError } from '../../../../api/failure-error.ts'
import { queryClient, useCommand } from '../../../../api/queries.ts'
import { sayChanged, sayFailed } from '../../../../app/undo.tsx'
import { Dialog } from '../../../../ui/Dialog.tsx'
import { useLeadsView } from '../leads-view.ts'
import classes from './NameViewDialog.module.css'
import { definitionOf } from './view-definition.ts'

/** The view that is named: what is shown, as a new one, or one that is there. */
export type NamedView = { type: 'new' } | { type: 'rename'; id: SavedViewId; name: string }

interface NameViewDialogProps {
  /** Undefined closes the dialog. */
  view: NamedView | undefined
  onClose: () => void
  /** Hears of a new view once the list of views holds it. */
  onSaved: (id: SavedViewId) => void
}

/** Asks for the name of a view and saves it. */
export function NameViewDialog({ view, onClose, onSaved }: NameViewDialogProps) {
  const { t } = useLingui()
  return (
    <Dialog
      opened={view !== undefined}
      onClose={onClose}
      title={view?.type === 'rename' ? t`Rename the view ${view.name}` : t`Save as a view of your own`}
      size={440}
    >
      {view !== undefined && <NameForm view={view} onClose={onClose} onSaved={onSaved} />}
    </Dialog>
  )
}

function NameForm({ view, onClose, onSaved }: NameViewDialogProps & { view: NamedView }) {
  const { t } = useLingui()
  const [name, setName] = useState(view.type === 'rename' ? view.name : '')
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const save = useCommand('views.save')

  async function submit(event: FormEvent) {
    event.preventDefault()
    const written = name.trim()
    if (written === '') {
      setProblem(t`Write a name, so that you find the view again.`)
      return
    }
    try {
      const done = await save.mutateAsync(
        view.type === 'rename'
          ? { id: view.id, name: written }
          : { name: written, definition: definitionOf(useLeadsView.getState()) },
      )
      if (view.type === 'new') {
        await queryClient.refetchQueries({ queryKey: ['views.list'] })
        onSaved(done.id)
      }
      sayChanged(t`Saved the view ${written}`, done.changeSet)
      onClose()
    } catch (error) {
      if (error instanceof FailureError && error.code === 'not_possible') setProblem(error.message)
      else sayFailed(error)
    }
  }

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      {view.type === 'new' && (
        <p className="lb-quiet">
          <Trans>
            It keeps the search, the filters, the day of the temperatures, the order and the columns as they are now.
          </Trans>
        </p>
      )}
      <TextInput
        label={t`Name`}
        data-autofocus
        maxLength={100}
        value={name}
        error={problem}
        onChange={(event) => {
          setName(event.currentTarget.value)
          setProblem(undefined)
        }}
      />
      <div className={classes.buttons}>
        <Button onClick={onClose}>
          <Trans>Leave it</Trans>
        </Button>
        <Button variant="filled" type="submit" disabled={save.isPending}>
          {view.type === 'rename' ? t`Rename` : t`Save view`}
        </Button>
      </div>
    </form>
  )
}
