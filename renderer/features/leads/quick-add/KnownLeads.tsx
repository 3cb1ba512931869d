import { Trans, useLingui } from '@lingui/react/macro'
import type { ReadQuickAdd } from '../../../../shared/contract/quick-add.contract.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import { leadRoute } from '../../../app/routes.ts'
import { Note } from '../../../ui/Note.tsx'
import classes from './QuickAdd.module.css'

interface KnownLeadsProps {
  there: ReadQuickAdd['there']
  /** One of them has the e-mail address, so that nothing is added. */
  isThere: boolean
  onOpen: (leadId: LeadId) => void
}

/** Who has an address or a number of the line already. */
export function KnownLeads({ there, isThere, onOpen }: KnownLeadsProps) {
  const { t } = useLingui()
  return (
    <div role="status">
      <Note tone={isThere ? 'bad' : 'warn'}>
        {isThere ? (
          <Trans>Nothing is added twice: somebody has this address already.</Trans>
        ) : (
          <Trans>Somebody has this number already. It may be a switchboard: you can add the lead all the same.</Trans>
        )}
        <ul className={classes.known}>
          {there.map(({ leadId, name, company, text }) => (
            <li key={leadId}>
              <a
                href={`#${leadRoute(leadId)}`}
                onClick={(event) => {
                  event.preventDefault()
                  onOpen(leadId)
                }}
              >
                {name}
              </a>
              {company !== null && `, ${company}`} <span className="lb-quiet">{t`has ${text}`}</span>
            </li>
          ))}
        </ul>
      </Note>
    </div>
  )
}
