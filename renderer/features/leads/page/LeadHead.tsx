import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconArrowsJoin2, IconBan, IconCopy, IconDots, IconMail, IconPhone } from '@tabler/icons-react'
import type { LeadPage } from '../../../../shared/contract/leads.contract.ts'
import { askHost } from '../../../api/client.ts'
import { formatDay } from '../../../app/format.ts'
import { useSingleKeys } from '../../../app/shortcuts.ts'
import { sayFailed } from '../../../app/undo.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { Note } from '../../../ui/Note.tsx'
import { showToast } from '../../../ui/toast.tsx'
import type { LeadDialog } from '../LeadDialogs.tsx'
import classes from './LeadHead.module.css'

/** What the page of a lead offers, each opening its dialog. */
export interface LeadActs {
  log: () => void
  plan: () => void
  signal: () => void
  warm: () => void
  cold: () => void
  edit: () => void
}

interface LeadHeadProps {
  page: LeadPage
  acts: LeadActs
  /** Takes the tag set by hand off; left out where there is none. */
  onUntag: (() => void) | undefined
  open: (dialog: LeadDialog) => void
}

/** Who the lead is, how to reach them, and what can be done. */
export function LeadHead({ page, acts, onUntag, open }: LeadHeadProps) {
  const { t } = useLingui()
  const { lead } = page
  const hasKeys = useSingleKeys((keys) => keys.isOn)
  const isContactable = lead.doNotContactOn === null
  const city = page.addresses.find((address) => address.city !== null)?.city
  const about = [lead.jobTitle, lead.name === lead.company ? null : lead.company, city].filter((part) => part != null)
  const named = { leads: { ids: [lead.id] }, count: 1, name: lead.name }
  const key = (cap: string) => hasKeys && <KeyCap keys={cap} />
  return (
    <>
      <header className={classes.head}>
        <div className={classes.margin}>
          <span className="lb-code">{lead.code}</span>
        </div>
        <div className={classes.who}>
          <div className={classes.names}>
            <h1>{lead.name}</h1>
            {about.length > 0 && <p className="lb-quiet">{about.join(', ')}</p>}
          </div>
          <div className={classes.contacts}>
            {lead.phones.map((phone) => (
              <Contact key={phone} kind="call" text={phone} isOff={!isContactable} />
            ))}
            {lead.emails.map((email) => (
              <Contact key={email} kind="mail" text={email} isOff={!isContactable} />
            ))}
          </div>
        </div>
        <div className={classes.actions}>
          {isContactable && (
            <Button onClick={acts.plan}>
              <Trans>Plan</Trans>
              {key('P')}
            </Button>
          )}
          <Button onClick={acts.log}>
            <Trans>Log a touch</Trans>
            {key('L')}
          </Button>
          <Menu>
            <Menu.Target>
              <ActionIcon aria-label={t`More`}>
                <IconDots size={18} stroke={1.5} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item rightSection={key('S')} onClick={acts.signal}>
                <Trans>Log a signal</Trans>
              </Menu.Item>
              <Menu.Item rightSection={key('W')} onClick={acts.warm}>
                <Trans>Tag as warm</Trans>
              </Menu.Item>
              <Menu.Item rightSection={key('C')} onClick={acts.cold}>
                <Trans>Tag as cold</Trans>
              </Menu.Item>
              {onUntag !== undefined && (
                <Menu.Item onClick={onUntag}>
                  <Trans>Take the tag off</Trans>
                </Menu.Item>
              )}
              <Menu.Item rightSection={key('E')} onClick={acts.edit}>
                <Trans>Change the lead</Trans>
              </Menu.Item>
              <Menu.Item
                leftSection={<IconArrowsJoin2 size={18} stroke={1.5} aria-hidden />}
                onClick={() => open({ type: 'merge', lead })}
              >
                <Trans>Merge with another lead …</Trans>
              </Menu.Item>
              {isContactable && (
                <>
                  <Menu.Divider />
                  <Menu.Item
                    data-danger
                    leftSection={<IconBan size={18} stroke={1.5} aria-hidden />}
                    onClick={() => open({ type: 'status', status: 'doNotContact', leads: named })}
                  >
                    <Trans>Do not contact</Trans>
                  </Menu.Item>
                </>
              )}
            </Menu.Dropdown>
          </Menu>
        </div>
      </header>
      {lead.doNotContactOn !== null && (
        <div className={classes.ban}>
          <Note tone="bad">
            <Trans>
              <b>Do not contact</b>, since {formatDay(lead.doNotContactOn, 'long')}.
            </Trans>{' '}
            {page.doNotContactReason}
          </Note>
        </div>
      )}
    </>
  )
}

interface ContactProps {
  kind: 'call' | 'mail'
  text: string
  /** Only for copying: the lead is not to be contacted. */
  isOff: boolean
}

/** A number or address: pressed, the computer calls or writes; copied beside it. */
function Contact({ kind, text, isOff }: ContactProps) {
  const { t } = useLingui()
  const Icon = kind === 'call' ? IconPhone : IconMail

  async function open() {
    const url = kind === 'call' ? `tel:${text.replace(/[^\d+*#,]/g, '')}` : `mailto:${text}`
    await askHost('host.openAddress', { url }).catch(sayFailed)
  }

  async function copy() {
    try {
      await askHost('host.copyText', { text })
      showToast({ message: t`Copied ${text}` })
    } catch (error) {
      sayFailed(error)
    }
  }

  return (
    <span className={classes.contact}>
      <Icon size={16} stroke={1.5} aria-hidden className="lb-icon" />
      {isOff ? (
        <span>{text}</span>
      ) : (
        <button
          type="button"
          className={classes.address}
          aria-label={kind === 'call' ? t`Call ${text}` : t`Write to ${text}`}
          onClick={() => void open()}
        >
          {text}
        </button>
      )}
      <ActionIcon variant="subtle" size={24} aria-label={t`Copy ${text}`} onClick={() => void copy()}>
        <IconCopy size={16} stroke={1.5} aria-hidden />
      </ActionIcon>
    </span>
  )
}
