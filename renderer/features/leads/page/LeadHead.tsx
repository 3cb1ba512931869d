import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import {
  IconArrowsJoin2,
  IconBan,
  IconBolt,
  IconChevronDown,
  IconChevronUp,
  IconCopy,
  IconDots,
  IconFlame,
  IconMail,
  IconPencil,
  IconPhone,
  IconPinnedOff,
  IconSnowflake,
  IconTrash,
} from '@tabler/icons-react'
import type { LeadPage } from '../../../../shared/contract/lead-page.contract.ts'
import { ask, askHost } from '../../../api/client.ts'
import { formatDay, formatNumber } from '../../../app/format.ts'
import { goTo } from '../../../app/hash-location.ts'
import { companyRoute, routes } from '../../../app/routes.ts'
import { useSingleKeys } from '../../../app/shortcuts.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { Note } from '../../../ui/Note.tsx'
import { showToast } from '../../../ui/toast.tsx'
import type { LeadDialog } from '../LeadDialogs.tsx'
import classes from './LeadHead.module.css'
import type { Neighbours } from './useNeighbours.ts'

const menuIcon = { size: 18, stroke: 1.5, 'aria-hidden': true } as const

/** What the page of a lead offers, each opening its dialog. */
export interface LeadActs {
  log: () => void
  plan: () => void
  signal: () => void
  warm: () => void
  cold: () => void
  /** Goes to the lead's fields. */
  edit: () => void
  /** Go to the lead before and after in the list; nothing at its ends. */
  previous: () => void
  next: () => void
}

interface LeadHeadProps {
  page: LeadPage
  acts: LeadActs
  /** Takes the tag set by hand off; left out where there is none. */
  onUntag: (() => void) | undefined
  open: (dialog: LeadDialog) => void
  neighbours: Neighbours | undefined
}

/** Who the lead is, how to reach them, what can be done, and the way to the next of the list. */
export function LeadHead({ page, acts, onUntag, open, neighbours }: LeadHeadProps) {
  const { t } = useLingui()
  const { lead } = page
  const hasKeys = useSingleKeys((keys) => keys.isOn)
  const isContactable = lead.doNotContactOn === null
  const city = page.addresses.find((address) => address.city !== null)?.city
  const company =
    lead.company === null || lead.companyId === null ? null : lead.name === lead.company ? (
      <a key="company" href={`#${companyRoute(lead.companyId)}`}>{t`its people`}</a>
    ) : (
      <a key="company" href={`#${companyRoute(lead.companyId)}`}>
        {lead.company}
      </a>
    )
  const about = [lead.jobTitle, company, city].filter((part) => part != null)
  const named = { leads: { ids: [lead.id] }, count: 1, name: lead.name }

  async function moveToTrash() {
    try {
      const { changeSet } = await ask('leads.archive', { leads: named.leads })
      sayChanged(t`Moved ${lead.name} to the trash`, changeSet)
      goTo(routes.leads)
    } catch (error) {
      sayFailed(error)
    }
  }

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
            {about.length > 0 && <p className="lb-quiet">{about.map((part, i) => [i > 0 && ', ', part])}</p>}
          </div>
          <div className={classes.contacts}>
            {lead.phones.map((phone) => (
              <Contact
                key={phone}
                kind="call"
                text={phone}
                isOff={!isContactable || page.damagedPhones.includes(phone)}
              />
            ))}
            {lead.emails.map((email) => (
              <Contact
                key={email}
                kind="mail"
                text={email}
                isOff={!isContactable || page.unreadEmails.includes(email)}
              />
            ))}
          </div>
        </div>
        <div className={classes.actions}>
          {neighbours !== undefined && <Place neighbours={neighbours} acts={acts} />}
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
              <Menu.Item leftSection={<IconBolt {...menuIcon} />} rightSection={key('S')} onClick={acts.signal}>
                <Trans>Log a signal</Trans>
              </Menu.Item>
              <Menu.Item leftSection={<IconFlame {...menuIcon} />} rightSection={key('W')} onClick={acts.warm}>
                <Trans>Tag as warm</Trans>
              </Menu.Item>
              <Menu.Item leftSection={<IconSnowflake {...menuIcon} />} rightSection={key('C')} onClick={acts.cold}>
                <Trans>Tag as cold</Trans>
              </Menu.Item>
              {onUntag !== undefined && (
                <Menu.Item leftSection={<IconPinnedOff {...menuIcon} />} onClick={onUntag}>
                  <Trans>Take the tag off</Trans>
                </Menu.Item>
              )}
              <Menu.Item leftSection={<IconPencil {...menuIcon} />} rightSection={key('E')} onClick={acts.edit}>
                <Trans>Change the lead</Trans>
              </Menu.Item>
              <Menu.Item leftSection={<IconArrowsJoin2 {...menuIcon} />} onClick={() => open({ type: 'merge', lead })}>
                <Trans>Merge with another lead …</Trans>
              </Menu.Item>
              {(isContactable || lead.archivedOn === null) && <Menu.Divider />}
              {lead.archivedOn === null && (
                <Menu.Item leftSection={<IconTrash {...menuIcon} />} onClick={() => void moveToTrash()}>
                  <Trans>Move to the trash</Trans>
                </Menu.Item>
              )}
              {isContactable && (
                <Menu.Item
                  data-danger
                  leftSection={<IconBan {...menuIcon} />}
                  onClick={() => open({ type: 'status', status: 'doNotContact', leads: named })}
                >
                  <Trans>Do not contact</Trans>
                </Menu.Item>
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

interface PlaceProps {
  neighbours: Neighbours
  acts: LeadActs
}

/** Where the lead stands in the list it was opened from, with the way to the one before and after. */
function Place({ neighbours, acts }: PlaceProps) {
  const { t } = useLingui()
  const { place, total, previous, next } = neighbours
  if (place === null && previous === null && next === null) return null
  return (
    <nav className={classes.place} aria-label={t`The list`}>
      <Tooltip label={t`Previous, key [ or Alt+↑`}>
        <ActionIcon variant="subtle" aria-label={t`Previous lead`} disabled={previous === null} onClick={acts.previous}>
          <IconChevronUp size={18} stroke={1.5} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <span className="lb-quiet lb-small lb-nowrap">
        {place === null ? t`not in the list any more` : t`${formatNumber(place)} of ${formatNumber(total)}`}
      </span>
      <Tooltip label={t`Next, key ] or Alt+↓`}>
        <ActionIcon variant="subtle" aria-label={t`Next lead`} disabled={next === null} onClick={acts.next}>
          <IconChevronDown size={18} stroke={1.5} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </nav>
  )
}

interface ContactProps {
  kind: 'call' | 'mail'
  text: string
  /** Only for copying: the lead is not to be contacted, or nobody could be reached there. */
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
