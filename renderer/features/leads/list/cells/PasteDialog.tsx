import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { memo, useState } from 'react'
import type { CellTrial } from '../../../../../shared/contract/leads.contract.ts'
import { formatNumber } from '../../../../app/format.ts'
import { Dialog } from '../../../../ui/Dialog.tsx'
import { Note } from '../../../../ui/Note.tsx'
import type { ColumnKey } from '../leads-view.ts'
import classes from './CellDialogs.module.css'
import type { PastePlan } from './paste-plan.ts'
import { sayWritten, writeCells } from './write-cells.ts'

const SHOWN_NOTICES = 3

interface PasteDialogProps {
  plan: PastePlan | undefined
  nameOf: (key: ColumnKey) => string
  onClose: () => void
}

/** Shows what a pasted block would write before it is written. */
export const PasteDialog = memo(function PasteDialog({ plan, nameOf, onClose }: PasteDialogProps) {
  const cells = plan?.trial.written ?? 0
  const leads = plural(plan?.trial.leadCount ?? 0, { one: '# lead', other: '# leads' })
  const title = plural(cells, { one: `Paste # cell into ${leads}?`, other: `Paste # cells into ${leads}?` })
  return (
    <Dialog opened={plan !== undefined} onClose={onClose} title={title} size={480}>
      {plan !== undefined && <PasteForm plan={plan} nameOf={nameOf} onClose={onClose} />}
    </Dialog>
  )
})

function PasteForm({ plan, nameOf, onClose }: PasteDialogProps & { plan: PastePlan }) {
  const { t } = useLingui()
  const [isBusy, setBusy] = useState(false)
  const { cells, trial, names, rowsLeftOut, columnsLeftOut, columnsLocked } = plan
  const { written, fields, refusedCount, markedCount, conflictCount } = trial
  const emptied = fields.reduce((sum, field) => sum + field.emptied, 0)
  /** The first of what was noted, each with whose cell it is. */
  const notices = (noted: CellTrial['refused']) =>
    noted.slice(0, SHOWN_NOTICES).map(({ leadId, field, message }) => (
      <span key={`${leadId} ${field}`} className={classes.notice}>
        {nameOf(field)}, {names.get(leadId) ?? ''}: {message}
      </span>
    ))

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
      {written === 0 ? (
        <p>{t`Nothing would change: the cells hold this already, or it cannot be written there.`}</p>
      ) : (
        <dl className={classes.columns}>
          {fields.map((field) => (
            <div key={field.field}>
              <dt>{nameOf(field.field)}</dt>
              <dd>
                {plural(field.written, { one: '# cell', other: '# cells' })}
                {field.emptied > 0 && t`, ${formatNumber(field.emptied)} emptied`}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {emptied > 0 && (
        <Note tone="warn">
          {plural(emptied, {
            one: '# cell is emptied: what stands there goes.',
            other: '# cells are emptied: what stands there goes.',
          })}
        </Note>
      )}
      {refusedCount > 0 && (
        <Note tone="bad">
          {plural(refusedCount, {
            one: '# cell cannot be written and is left as it is.',
            other: '# cells cannot be written and are left as they are.',
          })}{' '}
          {notices(trial.refused)}
        </Note>
      )}
      {conflictCount > 0 && (
        <Note tone="warn">
          {plural(conflictCount, {
            one: '# cell was changed by someone else meanwhile and is left alone.',
            other: '# cells were changed by someone else meanwhile and are left alone.',
          })}{' '}
          {notices(trial.conflicts)}
        </Note>
      )}
      {markedCount > 0 && (
        <Note tone="warn">
          {plural(markedCount, {
            one: '# cell is kept as it is with a mark.',
            other: '# cells are kept as they are with a mark.',
          })}{' '}
          {notices(trial.marked)}
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
      {columnsLocked.length > 0 && (
        <p className="lb-quiet">
          {t`Cannot be written in, and left as they are: ${columnsLocked.map(nameOf).join(', ')}.`}
        </p>
      )}
      {columnsLeftOut > 0 && (
        <p className="lb-quiet">
          {plural(columnsLeftOut, {
            one: '# column does not fit: the table ends before it.',
            other: '# columns do not fit: the table ends before them.',
          })}
        </p>
      )}
      <div className={classes.buttons}>
        <Button onClick={onClose}>
          <Trans>Leave it</Trans>
        </Button>
        {written > 0 && (
          <Button variant="filled" data-autofocus disabled={isBusy} onClick={() => void paste()}>
            {plural(written, { one: 'Paste # cell', other: 'Paste # cells' })}
          </Button>
        )}
      </div>
    </div>
  )
}
