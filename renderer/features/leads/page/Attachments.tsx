import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button } from '@mantine/core'
import { IconFile, IconLink, IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { Attachment, LeadPage } from '../../../../shared/contract/lead-page.contract.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { ask, askHost } from '../../../api/client.ts'
import { FailureError } from '../../../api/failure-error.ts'
import { useHostProcedure } from '../../../api/queries.ts'
import { formatDay } from '../../../app/format.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import { showToast } from '../../../ui/toast.tsx'
import { useReturnFocus } from '../../../ui/use-return-focus.ts'
import classes from './Attachments.module.css'
import { InPlace, type Kept } from './InPlace.tsx'

/** Files and links kept beside a lead, by reference: what they are of stays where it is. */
export function Attachments({ page, today }: { page: LeadPage; today: PlainDate }) {
  const { t } = useLingui()
  const [isAdding, setAdding] = useState(false)
  const adding = useReturnFocus<HTMLButtonElement>(isAdding)
  const hasFiles = useHostProcedure('host.state', {}).data?.host === 'desktop'
  const { lead, attachments } = page
  const { name } = lead

  async function addLink(url: string): Promise<Kept> {
    if (url.trim() === '') return { outcome: 'kept' }
    try {
      const { changeSet } = await ask('leads.attach', { leadId: lead.id, url })
      sayChanged(t`Attached a link to ${name}`, changeSet)
      return { outcome: 'kept' }
    } catch (error) {
      if (error instanceof FailureError && error.code === 'invalid_input')
        return { outcome: 'refused', message: error.message }
      throw error
    }
  }

  async function addFile() {
    try {
      const { changeSet } = await askHost('host.attachFile', { leadId: lead.id })
      sayChanged(t`Attached a file to ${name}`, changeSet)
    } catch (error) {
      sayFailed(error)
    }
  }

  return (
    <>
      {attachments.length > 0 && (
        <ul className={classes.attachments} aria-label={t`Files and links`}>
          {attachments.map((attachment) => (
            <AttachmentLine key={attachment.id} attachment={attachment} today={today} />
          ))}
        </ul>
      )}
      {isAdding ? (
        <InPlace
          label={t`Address of the link`}
          of={name}
          text=""
          kind={{ type: 'line', inputMode: 'url' }}
          maxLength={2000}
          isNew
          onKeep={addLink}
          onClosed={() => setAdding(false)}
        />
      ) : (
        <div className={classes.buttons}>
          <Button
            ref={adding}
            size="sm"
            variant="subtle"
            leftSection={<IconPlus size={16} stroke={1.5} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            <Trans>Attach a link</Trans>
          </Button>
          {hasFiles && (
            <Button
              size="sm"
              variant="subtle"
              leftSection={<IconPlus size={16} stroke={1.5} aria-hidden />}
              onClick={() => void addFile()}
            >
              <Trans>Attach a file</Trans>
            </Button>
          )}
        </div>
      )}
    </>
  )
}

function AttachmentLine({ attachment, today }: { attachment: Attachment; today: PlainDate }) {
  const { t } = useLingui()
  const { title } = attachment
  const Icon = attachment.kind === 'file' ? IconFile : IconLink

  async function open() {
    try {
      if (attachment.kind === 'link') await askHost('host.openAddress', { url: attachment.url })
      else {
        const { isShownInFolder } = await askHost('host.openAttachment', { attachmentId: attachment.id })
        if (isShownInFolder)
          showToast({ message: t`${title} is a program, so it is only shown in its folder.`, tone: 'plain' })
      }
    } catch (error) {
      sayFailed(error)
    }
  }

  async function detach() {
    try {
      const { changeSet } = await ask('leads.detach', { attachmentId: attachment.id })
      sayChanged(t`Took ${title} off`, changeSet)
    } catch (error) {
      sayFailed(error)
    }
  }

  return (
    <li className={classes.attachment}>
      <Icon size={16} stroke={1.5} aria-hidden className="lb-icon" />
      <button type="button" className={classes.open} aria-label={t`Open ${title}`} onClick={() => void open()}>
        {title}
      </button>
      <span className="lb-quiet lb-note">{formatDay(attachment.addedOn, 'short', today)}</span>
      <ActionIcon variant="subtle" size={24} aria-label={t`Take ${title} off`} onClick={() => void detach()}>
        <IconX size={16} stroke={1.5} aria-hidden />
      </ActionIcon>
    </li>
  )
}
