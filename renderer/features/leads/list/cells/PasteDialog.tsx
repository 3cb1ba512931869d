import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import type { EditableKey } from '../../../../../shared/domain/leads/lead-fields.ts'
import { Note } from '../../../../ui/Note.tsx'
import classes from './CellDialogs.module.css'
import type { PastePlan } from './paste-plan.ts'
import { sayWritten, writeCells } from './write-cells.ts'

interface PasteDialogProps {
  plan: PastePlan | undefined
  nameOf: (key: EditableKey) => string
  onClose: () => void
}

/** Shows what a pasted block would write before it is written. */
export function PasteDialog({ plan, nameOf, onClose }: PasteDialogProps) {
  const cells = plan?.cells.length ?? 0
  const leads = plural(plan?.leadCount ?? 0, { one: '# lead', other: '# leads' })
  const title = plural(cells, { one: `Paste # cell into ${leads}?`, other: `Paste # cells into ${leads}?` })
  return (
    <Modal opened={plan !== undefined} onClose={onClose} title={title} size={480}>
      {plan !== undefined && <PasteForm plan={plan} nameOf={nameOf} onClose={onClose} />}
    </Modal>
  )
}

function PasteForm({ plan, nameOf, onClose }: PasteDialogProps & { plan: PastePlan }) {
  const { t } = useLingui()
  const [isBusy, setBusy] = useState(false)
  const { cells, columns, marked, refused, rowsLeftOut, columnsLeftOut } = plan

  async function paste() {
    setBusy(true)
    const report = await writeCells(cells, 'pasted')
    setBusy(false)
    if (report === undefined) return
    onClose()
    sayWritten(plural(report.written, { one: 'Pasted # cell', other: 'Pasted # cells' }), report)
  }

  return (
    <div className={classes.form}>
      {cells.length === 0 ? (
        <p>{t`Nothing would change: the cells hold this already, or it cannot be written there.`}</p>
      ) : (
        <dl className={classes.columns}>
          {columns.map(({ key, count }) => (
            <div key={key}>
              <dt>{nameOf(key)}</dt>
              <dd>{plural(count, { one: '# cell', other: '# cells' })}</dd>
            </div>
          ))}
        </dl>
      )}
      {refused.count > 0 && (
        <Note tone="bad">
          {plural(refused.count, {
            one: '# cell cannot be written and is left as it is.',
            other: '# cells cannot be written and are left as they are.',
          })}{' '}
          {refused.messages.join(' ')}
        </Note>
      )}
      {marked.count > 0 && (
        <Note tone="warn">
          {plural(marked.count, {
            one: '# cell is kept as it is with a mark.',
            other: '# cells are kept as they are with a mark.',
          })}{' '}
          {marked.messages.join(' ')}
        </Note>
      )}
      {rowsLeftOut > 0 && (
        <p className="lb-quiet">
          {plural(rowsLeftOut, {
            one: '# row does not fit: the table ends before it. To add leads, bring the rows in under Import.',
            other: '# rows do not fit: the table ends before them. To add leads, bring the rows in under Import.',
          })}
        </p>
      )}
      {columnsLeftOut > 0 && (
        <p className="lb-quiet">
          {plural(columnsLeftOut, {
            one: '# column does not fit: no further column here can be written.',
            other: '# columns do not fit: no further columns here can be written.',
          })}
        </p>
      )}
      <div className={classes.buttons}>
        <Button onClick={onClose}>
          <Trans>Leave it</Trans>
        </Button>
        {cells.length > 0 && (
          <Button variant="filled" data-autofocus disabled={isBusy} onClick={() => void paste()}>
            {plural(cells.length, { one: 'Paste # cell', other: 'Paste # cells' })}
          </Button>
        )}
      </div>
    </div>
  )
}
