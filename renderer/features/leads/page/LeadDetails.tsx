import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { LeadPage } from '../../../../shared/contract/leads.contract.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { askHost } from '../../../api/client.ts'
import { formatDay } from '../../../app/format.ts'
import { sayFailed } from '../../../app/undo.tsx'
import { Slip } from '../../../ui/Slip.tsx'
import classes from './LeadDetails.module.css'

interface LeadDetailsProps {
  page: LeadPage
  today: PlainDate
}

/** Every field of a lead that holds something, and where the lead came from. */
export function LeadDetails({ page, today }: LeadDetailsProps) {
  const { t } = useLingui()
  const { lead } = page
  const cameIn = formatDay(lead.cameInOn, 'long', today)
  return (
    <dl className={classes.details}>
      {lead.company !== null && <Detail name={t`Company`}>{lead.company}</Detail>}
      {lead.jobTitle !== null && <Detail name={t`Job title`}>{lead.jobTitle}</Detail>}
      {lead.source !== null && <Detail name={t`Source`}>{lead.source}</Detail>}
      {lead.tags.length > 0 && (
        <Detail name={t`Tags`}>
          <span className={classes.tags}>
            {lead.tags.map((tag) => (
              <Slip key={tag}>{tag}</Slip>
            ))}
          </span>
        </Detail>
      )}
      {page.links.length > 0 && (
        <Detail name={t`Links`}>
          {page.links.map((link) => (
            <div key={link}>
              <Link url={link} />
            </div>
          ))}
        </Detail>
      )}
      {page.addresses.map((address) => (
        <Detail key={Object.values(address).join('|')} name={t`Address`}>
          {[
            address.street,
            [address.postalCode, address.city].filter(Boolean).join(' '),
            address.region,
            address.country,
          ]
            .filter((part) => part !== null && part !== '')
            .join(', ')}
        </Detail>
      ))}
      {page.damagedPhones.length > 0 && (
        <Detail name={t`Damaged number`}>
          <span className="lb-red">{page.damagedPhones.join(', ')}</span>{' '}
          <span className="lb-quiet lb-note">{t`a spreadsheet cut it; ask for it again`}</span>
        </Detail>
      )}
      {page.foreignValue !== null && <Detail name={t`Value as written`}>{page.foreignValue}</Detail>}
      {page.optOuts.map((optOut) => (
        <Detail key={optOut.channel} name={t`Opted out`}>
          {optOut.channel === 'mail' ? t`no mail` : t`no calls`}, {formatDay(optOut.on, 'long', today)}
        </Detail>
      ))}
      {page.custom.map((field) => (
        <Detail key={field.name} name={field.name}>
          {field.value}
        </Detail>
      ))}
      <Detail name={t`Came in`}>{page.cameBy === null ? cameIn : t`${cameIn}, from ${page.cameBy.fileName}`}</Detail>
      {page.notes !== null && (
        <Detail name={t`Notes`}>
          <span className={classes.notes}>{page.notes}</span>
        </Detail>
      )}
    </dl>
  )
}

function Detail({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.detail}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** A link opens in the computer's browser, where it can; any other address is only shown. */
function Link({ url }: { url: string }) {
  const address = /^https:/i.test(url) ? url : /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(url) ? `https://${url}` : undefined
  if (address === undefined) return <span>{url}</span>
  return (
    <a
      href={address}
      onClick={(event) => {
        event.preventDefault()
        askHost('host.openAddress', { url: address }).catch(sayFailed)
      }}
    >
      {url}
    </a>
  )
}
