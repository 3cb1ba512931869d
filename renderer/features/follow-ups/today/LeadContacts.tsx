import { useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { LeadRow } from '../../../../shared/contract/leads.contract.ts'
import type { Channel } from '../../../../shared/domain/follow-ups/channel.ts'
import { askHost } from '../../../api/client.ts'
import { channelWord } from '../../../app/contact-words.ts'
import { sayFailed } from '../../../app/undo.tsx'
import { ChannelIcon } from '../ChannelIcon.tsx'
import classes from './Today.module.css'

interface LeadContactsProps {
  lead: LeadRow
  /** The way that is planned: what serves it stands first. */
  channel: Channel
  /** Ways the lead does not want: shown, but not to be used. */
  optedOut: readonly Channel[]
}

/** Phones and addresses of a lead, each to copy or to use with the computer's own program. */
export function LeadContacts({ lead, channel, optedOut }: LeadContactsProps) {
  const { t } = useLingui()
  const phones = lead.phones.map((value) => ({ channel: 'call' as const, value }))
  const emails = lead.emails.map((value) => ({ channel: 'mail' as const, value }))
  const contacts = channel === 'mail' ? [...emails, ...phones] : [...phones, ...emails]
  if (contacts.length === 0) return <p className="lb-quiet lb-small">{t`No phone and no e-mail on file.`}</p>
  return (
    <ul className={classes.contacts}>
      {contacts.map((contact, place) => (
        <li
          key={`${contact.channel}${contact.value}`}
          className={classes.contact}
          data-first={place === 0 || undefined}
          data-channel={contact.channel}
        >
          <ChannelIcon channel={contact.channel} size={place === 0 ? 18 : 16} />
          <span className="lb-hidden">{channelWord(contact.channel)}:</span>
          <b>{contact.value}</b>
          {optedOut.includes(contact.channel) ? (
            <span className="lb-red lb-small">{t`opted out`}</span>
          ) : (
            <span className={classes.contactActs}>
              <CopyButton text={contact.value} label={t`Copy ${contact.value}`} />
              <Button
                size="sm"
                variant="subtle"
                aria-label={contact.channel === 'call' ? t`Call ${contact.value}` : t`Write to ${contact.value}`}
                onClick={() => openAddress(addressOf(contact.channel, contact.value))}
              >
                {contact.channel === 'call' ? t`Call` : t`Write`}
              </Button>
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Copies a text, and says for two seconds that it did. */
function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useLingui()
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const forgetting = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(forgetting)
  }, [isCopied])
  return (
    <Button
      size="sm"
      variant="subtle"
      aria-label={isCopied ? t`Copied` : label}
      leftSection={<IconCopy size={16} stroke={1.5} aria-hidden />}
      onClick={() => {
        askHost('host.copyText', { text }).then(() => setCopied(true), sayFailed)
      }}
    >
      {isCopied ? t`Copied` : t`Copy`}
    </Button>
  )
}

/** Opens an address in the computer's own program. */
function openAddress(url: string): void {
  askHost('host.openAddress', { url }).catch(sayFailed)
}

/** The `tel:` or `mailto:` address of a contact. */
function addressOf(channel: 'call' | 'mail', value: string): string {
  return channel === 'call'
    ? `tel:${value.replace(/[^\d+]/g, '')}`
    : `mailto:${encodeURIComponent(value).replaceAll('%40', '@')}`
}
