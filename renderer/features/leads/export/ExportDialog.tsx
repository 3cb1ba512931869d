import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Radio } from '@mantine/core'
import { type FormEvent, memo, useState } from 'react'
import type { Exported, ExportFormat } from '../../../../shared/contract/export.contract.ts'
import type { LeadQuery, LeadSort } from '../../../../shared/contract/lead-query.contract.ts'
import { customKey, type FieldKey, leadFieldKinds } from '../../../../shared/domain/leads/lead-fields.ts'
import { ask } from '../../../api/client.ts'
import { FailureError } from '../../../api/failure-error.ts'
import { askWithProgress, useHostProcedure, useProcedure, useProgress } from '../../../api/queries.ts'
import { formatNumber } from '../../../app/format.ts'
import { sayFailed } from '../../../app/undo.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { showToast } from '../../../ui/toast.tsx'
import { WaitingBar } from '../../../ui/WaitingBar.tsx'
import classes from './ExportDialog.module.css'
import { saveExport } from './save-export.ts'

/** What of the leads is to be exported: a view with its columns in order, or leads that were chosen. */
export interface AskedExport {
  query: LeadQuery
  sort?: LeadSort
  /** The columns that the view shows. */
  columns: readonly FieldKey[]
}

interface ExportDialogProps {
  /** Null closes the dialog. */
  asked: AskedExport | null
  onClose: () => void
}

/** Asks for a format and columns, writes the file, and hands it to the seller. */
export const ExportDialog = memo(function ExportDialog({ asked, onClose }: ExportDialogProps) {
  const { t } = useLingui()
  const [isBusy, setBusy] = useState(false)
  return (
    <Dialog
      opened={asked !== null}
      onClose={() => {
        if (!isBusy) onClose()
      }}
      title={t`Export leads`}
      size={520}
    >
      {asked !== null && <ExportForm asked={asked} onClose={onClose} isBusy={isBusy} setBusy={setBusy} />}
    </Dialog>
  )
})

interface ExportFormProps extends ExportDialogProps {
  asked: AskedExport
  isBusy: boolean
  setBusy: (isBusy: boolean) => void
}

function ExportForm({ asked, onClose, isBusy, setBusy }: ExportFormProps) {
  const { t } = useLingui()
  const { query, sort, columns } = asked
  const isDesktop = useHostProcedure('host.state', {}).data?.host === 'desktop'
  const own = useProcedure('fields.list', {}).data?.fields ?? []
  const counts = useProcedure('leads.countExport', { query }).data
  const count = counts?.leadCount
  const [format, setFormat] = useState<ExportFormat>('xlsx')
  const [extent, setExtent] = useState<'view' | 'all'>('view')
  const progress = useProgress('leads.export')

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (isBusy) return
    setBusy(true)
    try {
      const all = [...(Object.keys(leadFieldKinds) as FieldKey[]), ...own.map(({ id }) => customKey(id))]
      const made = await askWithProgress('leads.export', {
        query,
        ...(sort !== undefined && { sort }),
        columns: extent === 'all' ? all : [...columns],
        format,
      })
      if (await saveExport(made, isDesktop)) showToast({ message: savedWords(made) })
      onClose()
    } catch (error) {
      if (error instanceof FailureError && error.code === 'cancelled')
        showToast({ message: t`Stopped. Nothing was exported.`, tone: 'plain' })
      else sayFailed(error)
    } finally {
      setBusy(false)
    }
  }

  if (isBusy) {
    const total = progress?.total ?? 0
    const done = formatNumber(progress?.done ?? 0)
    const whole = formatNumber(total)
    return (
      <WaitingBar
        name={t`Exporting leads`}
        barLabel={t`Exporting leads`}
        share={progress === null || total === 0 ? undefined : progress.done / total}
        done={progress === null ? undefined : t`${done} of ${whole}`}
        stop={{
          label: t`Stop, export nothing`,
          onStop: () => void ask('job.cancel', { procedure: 'leads.export' }).catch(sayFailed),
        }}
      />
    )
  }
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      <Radio.Group label={t`Format`} value={format} onChange={(value) => setFormat(value as ExportFormat)}>
        <Radio mt={8} value="xlsx" label={t`Excel (XLSX)`} description={t`Numbers and days stay what they are.`} />
        <Radio
          mt={8}
          value="csv"
          label={t`CSV`}
          description={t`For any program. Leadbook reads it back without a loss.`}
        />
        <Radio
          mt={8}
          value="vcard"
          label={t`vCard`}
          description={t`For an address book: names, addresses, numbers, notes.`}
        />
        <Radio mt={8} value="json" label={t`JSON`} description={t`For programmers.`} />
      </Radio.Group>
      {format !== 'vcard' && (
        <Radio.Group label={t`Columns`} value={extent} onChange={(value) => setExtent(value as 'view' | 'all')}>
          <Radio
            mt={8}
            value="view"
            label={plural(columns.length, { one: 'The # column of this view', other: 'The # columns of this view' })}
          />
          <Radio mt={8} value="all" label={t`All fields`} />
        </Radio.Group>
      )}
      {counts !== undefined && counts.doNotContactCount > 0 && (
        <p className="lb-quiet">
          {plural(counts.doNotContactCount, {
            one: '# lead may not be contacted and is left out. A view that is for such leads exports them.',
            other: '# leads may not be contacted and are left out. A view that is for such leads exports them.',
          })}
        </p>
      )}
      <div className={classes.buttons}>
        <Button onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" variant="filled" disabled={count === undefined || count === 0}>
          {count === undefined
            ? t`Export`
            : plural(count, {
                one: `Export ${formatNumber(count)} lead`,
                other: `Export ${formatNumber(count)} leads`,
              })}
        </Button>
      </div>
    </form>
  )
}

function savedWords({ fileName, leadCount, doNotContactCount, cutCellCount }: Exported): string {
  const leads = formatNumber(leadCount)
  const saved = plural(leadCount, {
    one: `Saved ${fileName}: ${leads} lead.`,
    other: `Saved ${fileName}: ${leads} leads.`,
  })
  const leftOut =
    doNotContactCount === 0
      ? ''
      : plural(doNotContactCount, {
          one: '# was left out: do not contact.',
          other: '# were left out: do not contact.',
        })
  const cut =
    cutCellCount === 0
      ? ''
      : plural(cutCellCount, {
          one: '# cell was cut after 32,767 characters, as long as Excel takes them.',
          other: '# cells were cut after 32,767 characters, as long as Excel takes them.',
        })
  return [saved, leftOut, cut].filter((text) => text !== '').join(' ')
}
