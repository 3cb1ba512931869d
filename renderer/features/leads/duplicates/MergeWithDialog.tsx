import { Trans, useLingui } from '@lingui/react/macro'
import { Button, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useDeferredValue, useState } from 'react'
import type { LeadRow } from '../../../../shared/contract/leads.contract.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import { useProcedure } from '../../../api/queries.ts'
import { goTo } from '../../../app/hash-location.ts'
import { mergeRoute } from '../../../app/routes.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import dialogClasses from '../dialogs/dialogs.module.css'
import classes from './Duplicates.module.css'
import { reasonWords } from './reason-words.ts'

const LEADS_LISTED = 7

interface MergeWithDialogProps {
  /** The lead to merge, or null while the dialog is closed. */
  lead: { id: LeadId; name: string } | null
  onClose: () => void
}

/** Asks which other lead is the same as this one; what may be is offered before anything is typed. */
export function MergeWithDialog({ lead, onClose }: MergeWithDialogProps) {
  const { t } = useLingui()
  const name = lead?.name ?? ''
  return (
    <Dialog opened={lead !== null} onClose={onClose} title={t`Who is the same as ${name}?`} size={560}>
      {lead !== null && <MergeWithForm leadId={lead.id} onClose={onClose} />}
    </Dialog>
  )
}

function MergeWithForm({ leadId, onClose }: { leadId: LeadId; onClose: () => void }) {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const search = useDeferredValue(typed.trim())
  const found = useProcedure('leads.findDuplicates', { leadId, limit: LEADS_LISTED }).data
  const answer = useProcedure(
    'leads.list',
    { search, limit: LEADS_LISTED + 1 },
    { isEnabled: search !== '', keepsPrevious: true },
  ).data
  const others = (leads: readonly LeadRow[] = []) => leads.filter((other) => other.id !== leadId).slice(0, LEADS_LISTED)
  const sets = found?.sets ?? []

  function compare(leadIds: readonly LeadId[]) {
    onClose()
    goTo(mergeRoute(leadIds))
  }

  return (
    <div className={dialogClasses.form}>
      <TextInput
        type="search"
        data-autofocus
        label={t`Find the other lead`}
        placeholder={t`Name, company, note, phone …`}
        leftSection={<IconSearch size={18} stroke={1.5} aria-hidden className="lb-icon" />}
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {search !== '' ? (
        <Others leads={others(answer?.leads)} label={t`Leads found`} onCompare={(other) => compare([leadId, other])} />
      ) : sets.length > 0 ? (
        sets.map((set) => (
          <section key={set.cursor} className={classes.offered} aria-label={t`May be the same`}>
            <h3>{t`May be the same`}</h3>
            <p className="lb-quiet lb-small">{set.reasons.map(reasonWords).join(' · ')}</p>
            <Others
              leads={others(set.leads)}
              label={t`May be the same`}
              onCompare={(other) => compare([leadId, other])}
            />
          </section>
        ))
      ) : (
        <p className="lb-quiet">
          <Trans>No other lead shares its e-mail address, its number, or its name at one company.</Trans>
        </p>
      )}
    </div>
  )
}

interface OthersProps {
  leads: readonly LeadRow[]
  label: string
  onCompare: (leadId: LeadId) => void
}

function Others({ leads, label, onCompare }: OthersProps) {
  const { t } = useLingui()
  if (leads.length === 0) return <p className="lb-quiet">{t`No other lead is found by these words.`}</p>
  return (
    <ul className={classes.others} aria-label={label}>
      {leads.map(({ id, name, company, emails, phones }) => (
        <li key={id}>
          <span>
            <b>{name}</b>{' '}
            <span className="lb-quiet">
              {[company, emails[0], phones[0]].filter((text) => text != null && text !== name).join(' · ')}
            </span>
          </span>
          <Button size="sm" aria-label={t`Compare with ${name}`} onClick={() => onCompare(id)}>
            <Trans>Compare</Trans>
          </Button>
        </li>
      ))}
    </ul>
  )
}
