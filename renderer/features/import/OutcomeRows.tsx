import { plural, t } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { ImportPlan, ImportRow } from '../../../shared/contract/import.contract.ts'
import { formatNumber } from '../../app/format.ts'
import { Figure, Figures } from '../../ui/Figures.tsx'
import classes from './ImportScreen.module.css'

type Outcome = ImportRow['outcome']

/** How many rows become what, and the rows behind the figure that is chosen. */
export function OutcomeRows({ plan }: { plan: ImportPlan }) {
  const { t } = useLingui()
  const { counts } = plan
  const [chosen, setChosen] = useState<Outcome>()
  const shown: Outcome =
    chosen ??
    (['asked', 'refused', 'updated', 'created', 'same'] as const).find((outcome) => counts[outcome] > 0) ??
    'created'
  const figures: { outcome: Outcome; name: string; note: string }[] = [
    { outcome: 'created', name: t`new`, note: t`will be added` },
    { outcome: 'updated', name: t`changed`, note: t`what is missing is filled` },
    { outcome: 'same', name: t`same`, note: t`nothing to do` },
    { outcome: 'asked', name: t`unclear`, note: t`someone else, or the same?` },
    { outcome: 'refused', name: t`refused`, note: t`each with its reason` },
  ]
  const rows = plan.rows[shown] ?? []
  const more = counts[shown] - rows.length
  return (
    <section aria-labelledby="import-outcomes" className={classes.outcomes}>
      <div className={classes.sectionHead}>
        <h2 id="import-outcomes">{t`What will happen`}</h2>
      </div>
      <div className={classes.figures}>
        <Figures label={t`Rows by outcome`} layout="stacked">
          {figures.map(({ outcome, name, note }) => (
            <Figure
              key={outcome}
              value={formatNumber(counts[outcome])}
              name={name}
              note={note}
              isBad={outcome === 'refused' && counts.refused > 0}
              isCurrent={outcome === shown}
              onSelect={() => setChosen(outcome)}
            />
          ))}
        </Figures>
      </div>
      <ol className={classes.rows}>
        {rows.map((row) => (
          <li key={row.row}>
            <span className={classes.rowMargin}>{t`row ${row.row}`}</span>
            <span className={classes.rowBody}>
              <b>{row.name}</b>{' '}
              <span className="lb-quiet">
                {[row.company === row.name ? null : row.company, row.emails[0] === row.name ? null : row.emails[0]]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              {row.changes.length > 0 && (
                <span className={classes.changes}>
                  {row.changes.map((change) => (
                    <span key={`${change.field} ${change.after}`}>
                      {fieldName(change.field)}: <b>{change.after}</b>
                    </span>
                  ))}
                </span>
              )}
              {row.reason !== null && <span className={classes.reason}>{reasonWords(row.reason)}</span>}
            </span>
          </li>
        ))}
      </ol>
      {more > 0 && (
        <p className={`lb-quiet lb-small ${classes.more}`}>
          {plural(more, { one: 'and # more row', other: 'and # more rows' })}
        </p>
      )}
    </section>
  )
}

/** Why a row is refused or left for the seller, in words. */
export function reasonWords(reason: string): string {
  switch (reason) {
    case 'nothing_to_know_by':
      return t`No name, company, e-mail or phone. Left out.`
    case 'repeats_header':
      return t`The head once more. Left out.`
    case 'do_not_contact_mark':
      return t`This person asked not to be contacted. Left out.`
    case 'shared_address':
      return t`The e-mail of a lead you have, but another name and phone: perhaps a shared mailbox. Nothing is written for this row.`
    case 'touches_two_leads':
      return t`Its addresses belong to two leads you have. Nothing is written for this row.`
    default:
      return reason
  }
}

function fieldName(field: string): string {
  const names: Record<string, string> = {
    fullName: t`Name`,
    company: t`Company`,
    title: t`Job title`,
    website: t`Website`,
    street: t`Street`,
    city: t`City`,
    region: t`Region`,
    postalCode: t`Postal code`,
    country: t`Country`,
    source: t`Source`,
    emails: t`E-mail`,
    phones: t`Phone`,
    tags: t`Tag`,
    notes: t`Note`,
    valueMinor: t`Value`,
    foreignValue: t`Value`,
    temperature: t`Temperature`,
    nextAction: t`Next action`,
    doNotContact: t`Do not contact`,
    optOut: t`Wants no e-mail`,
  }
  return names[field] ?? t`Field`
}
