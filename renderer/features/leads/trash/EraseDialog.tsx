import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { LeadSelection } from '../../../../shared/contract/lead-query.contract.ts'
import { askWithProgress, useHostProcedure, useProcedure } from '../../../api/queries.ts'
import { formatDay } from '../../../app/format.ts'
import { sayFailed } from '../../../app/undo.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { showToast } from '../../../ui/toast.tsx'
import { WaitingBar } from '../../../ui/WaitingBar.tsx'
import classes from './EraseDialog.module.css'

/** Leads to erase, how many they are, and what one of them is called. */
export interface ErasedLeads {
  leads: LeadSelection
  count: number
  name: string | undefined
}

interface EraseDialogProps {
  /** The leads in the trash to erase; null closes the dialog. */
  leads: ErasedLeads | null
  onClose: () => void
  onErased: () => void
}

/** Says what erasing takes and what it leaves behind, and erases for good. */
export function EraseDialog({ leads, onClose, onErased }: EraseDialogProps) {
  const { t } = useLingui()
  const count = leads?.count ?? 0
  const [isBusy, setBusy] = useState(false)
  return (
    <Dialog
      opened={leads !== null}
      onClose={() => {
        if (!isBusy) onClose()
      }}
      title={
        leads?.name === undefined
          ? plural(count, { one: 'Erase # lead for good?', other: 'Erase # leads for good?' })
          : t`Erase ${leads.name} for good?`
      }
      size={540}
    >
      {leads !== null && (
        <EraseForm leads={leads} isBusy={isBusy} setBusy={setBusy} onClose={onClose} onErased={onErased} />
      )}
    </Dialog>
  )
}

interface EraseFormProps extends EraseDialogProps {
  leads: ErasedLeads
  isBusy: boolean
  setBusy: (isBusy: boolean) => void
}

function EraseForm({ leads: { leads, count }, isBusy, setBusy, onClose, onErased }: EraseFormProps) {
  const { t } = useLingui()
  const place = useHostProcedure('host.state', {}).data?.backupPlace
  const trash = useProcedure('leads.trash', {}).data

  async function erase() {
    setBusy(true)
    try {
      const done = await askWithProgress('leads.erase', { leads, count })
      const said = plural(done.erasedCount, { one: 'Erased # lead for good.', other: 'Erased # leads for good.' })
      showToast({
        message: done.isFileClean
          ? said
          : t`${said} The file could not be written anew, so its free space still holds them. Make room on the disk and erase something once more.`,
        tone: done.isFileClean ? 'good' : 'bad',
      })
      onErased()
    } catch (error) {
      sayFailed(error)
    } finally {
      setBusy(false)
      onClose()
    }
  }

  if (isBusy)
    return (
      <WaitingBar
        name={plural(count, { one: 'Erasing # lead', other: 'Erasing # leads' })}
        barLabel={t`Erasing`}
        isUnderWay
      />
    )
  return (
    <>
      <p className={classes.words}>
        <Trans>
          Everything about them goes: addresses, notes, touches, signals, and what the history keeps of them. This
          cannot be undone.
        </Trans>
      </p>
      <p className={classes.words}>
        <Trans>What remains:</Trans>
      </p>
      <ul className={classes.list}>
        {trash !== undefined && trash.backups.length + trash.versionBackupCount > 0 && (
          <li>
            <BackupWords days={trash.backups} versionCount={trash.versionBackupCount} place={place ?? null} />
          </li>
        )}
        <li>
          <Trans>Files you exported and sheets you printed.</Trans>
        </li>
        <li>
          <Trans>What notes on others say of them, and the names of files they were imported from.</Trans>
        </li>
        {trash !== undefined && trash.attachedFileCount > 0 && (
          <li>
            <Trans>Files that are attached to them: they stay where they are on this computer.</Trans>
          </li>
        )}
        {trash !== undefined && trash.doNotContactCount > 0 && (
          <li>
            <Trans>
              Of those who asked not to be contacted, a scrambled mark of their addresses, so that no import brings them
              back. It hides from a glance, not from somebody who has this file and tries addresses.
            </Trans>
          </li>
        )}
        <li>
          <Trans>Changes you made to them together with others can be undone for the others only.</Trans>
        </li>
      </ul>
      <div className={classes.buttons}>
        <Button onClick={onClose} data-autofocus>
          {plural(count, { one: 'Keep it', other: 'Keep them' })}
        </Button>
        <Button data-danger variant="filled" onClick={() => void erase()}>
          {plural(count, { one: 'Erase # lead for good', other: 'Erase # leads for good' })}
        </Button>
      </div>
    </>
  )
}

interface BackupWordsProps {
  days: readonly Parameters<typeof formatDay>[0][]
  versionCount: number
  place: string | null
}

function BackupWords({ days, versionCount, place }: BackupWordsProps) {
  const { t } = useLingui()
  const first = days[0]
  const last = days.at(-1)
  const where = place === null ? '' : t` (in ${place})`
  const daily =
    first === undefined || last === undefined
      ? ''
      : first === last
        ? t`The backup of ${formatDay(first, 'long')}${where}. Each day you use Leadbook makes a new one, and only the latest seven stay.`
        : t`Backups from ${formatDay(first, 'long')} to ${formatDay(last, 'long')}${where}. Each day you use Leadbook makes a new one, and only the latest seven stay.`
  const others =
    versionCount === 0
      ? ''
      : plural(versionCount, {
          one: '# backup from before a new version stays until you delete it.',
          other: '# backups from before new versions stay until you delete them.',
        })
  return `${daily} ${others}`.trim()
}
