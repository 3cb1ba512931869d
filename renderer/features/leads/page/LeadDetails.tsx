import { useLingui } from '@lingui/react/macro'
import { Fragment, type ReactNode } from 'react'
import type { CustomValue, LeadPage } from '../../../../shared/contract/lead-page.contract.ts'
import type { WorkbookStatus } from '../../../../shared/contract/workbook.contract.ts'
import { cellText, type EditableRow } from '../../../../shared/domain/leads/cell-text.ts'
import { customKey, type EditableField } from '../../../../shared/domain/leads/lead-fields.ts'
import { formatDay, formatMoney } from '../../../app/format.ts'
import { companyRoute } from '../../../app/routes.ts'
import { Slip } from '../../../ui/Slip.tsx'
import { AddressDetails } from './AddressDetails.tsx'
import { customEditor, customMark, customWords } from './custom-words.ts'
import { InPlace, type InPlaceKind } from './InPlace.tsx'
import { keepCell } from './keep-field.ts'
import classes from './LeadDetails.module.css'
import { ListDetails } from './ListDetails.tsx'
import { Mark } from './Mark.tsx'
import { OpenLink } from './OpenLink.tsx'

interface LeadDetailsProps {
  page: LeadPage
  status: WorkbookStatus
}

const line: InPlaceKind = { type: 'line' }

/** Every field of a lead, each edited where it stands; what does not read as its kind is marked. */
export function LeadDetails({ page, status }: LeadDetailsProps) {
  const { t } = useLingui()
  const { lead } = page
  const { today, currency } = status
  const row: EditableRow = {
    ...lead,
    notes: page.notes,
    custom: Object.fromEntries(page.custom.flatMap(({ id, value }) => (value === null ? [] : [[id, value]]))),
  }
  const cameIn = formatDay(lead.cameInOn, 'long', today)

  function field(key: EditableField, label: string, options: FieldOptions = {}) {
    return (
      <Detail name={label} field={key}>
        <InPlace
          label={label}
          of={lead.name}
          text={cellText(row, key, status)}
          kind={options.kind ?? line}
          onKeep={(text, was) => keepCell(lead, key, text, was)}
          {...(options.empty !== undefined && { empty: options.empty })}
        >
          {options.shown}
        </InPlace>
        {options.beside}
      </Detail>
    )
  }

  return (
    <>
      <dl className={classes.details}>
        {field('name', t`Name`)}
        {field('company', t`Company`, {
          beside: lead.companyId !== null && (
            <a className={classes.also} href={`#${companyRoute(lead.companyId)}`}>
              {t`All of ${lead.company ?? ''}`}
            </a>
          ),
        })}
        {field('jobTitle', t`Job title`)}
        <Detail name={t`E-mail`}>
          <ListDetails
            lead={lead}
            field="emails"
            list={lead.emails}
            label={t`E-mail`}
            add={t`Add an e-mail address`}
            markOf={(email) =>
              page.unreadEmails.includes(email) ? t`No mail can go there. Write it as name@example.com.` : undefined
            }
          />
        </Detail>
        <Detail name={t`Phone`}>
          <ListDetails
            lead={lead}
            field="phones"
            list={lead.phones}
            label={t`Phone`}
            add={t`Add a phone number`}
            markOf={(phone) =>
              page.damagedPhones.includes(phone)
                ? t`A spreadsheet cut it. Ask for it again.`
                : page.unreadPhones.includes(phone)
                  ? t`It cannot be told how this is dialled.`
                  : undefined
            }
          />
        </Detail>
        <Detail name={t`Links`}>
          <ListDetails lead={lead} field="links" list={page.links} label={t`Link`} add={t`Add a link`} opens />
        </Detail>
        <Detail name={t`Address`}>
          <AddressDetails lead={lead} addresses={page.addresses} />
        </Detail>
        {field('source', t`Source`)}
        {field('tag', t`Tags`, {
          shown: lead.tags.length > 0 && (
            <span className={classes.tags}>
              {lead.tags.map((tag) => (
                <Slip key={tag}>{tag}</Slip>
              ))}
            </span>
          ),
        })}
        {field('value', t`Value in ${currency}`, {
          kind: { type: 'line', inputMode: 'decimal' },
          shown: lead.valueMinor !== null && formatMoney(lead.valueMinor, currency),
          beside: page.foreignValue !== null && <Mark>{t`In the file it said ${page.foreignValue}.`}</Mark>,
        })}
        {page.optOuts.map((optOut) => (
          <Detail key={optOut.channel} name={t`Opted out`}>
            {optOut.channel === 'mail' ? t`no mail` : t`no calls`}, {formatDay(optOut.on, 'long', today)}
          </Detail>
        ))}
        <Detail name={t`Came in`}>{page.cameBy === null ? cameIn : t`${cameIn}, from ${page.cameBy.fileName}`}</Detail>
        {field('notes', t`Notes`, { kind: { type: 'text' } })}
      </dl>
      {groupsOf(page.custom).map(([group, fields]) => (
        <Fragment key={group ?? ''}>
          <h3 className={classes.group}>{group ?? t`Your own fields`}</h3>
          <dl className={classes.details}>
            {fields.map((custom) => (
              <CustomDetail key={custom.id} custom={custom} row={row} page={page} status={status} />
            ))}
          </dl>
        </Fragment>
      ))}
    </>
  )
}

interface FieldOptions {
  kind?: InPlaceKind
  shown?: ReactNode
  beside?: ReactNode
  empty?: string
}

interface CustomDetailProps extends LeadDetailsProps {
  custom: CustomValue
  row: EditableRow
}

function CustomDetail({ custom, row, page, status }: CustomDetailProps) {
  const key = customKey(custom.id) as `custom:${number}`
  const url = custom.kind === 'link' && custom.value !== null ? custom.value : undefined
  return (
    <Detail name={custom.name}>
      <InPlace
        label={custom.name}
        of={page.lead.name}
        text={cellText(row, key, status, custom)}
        kind={customEditor(custom)}
        onKeep={async (text, was) => {
          const kept = await keepCell(page.lead, key, text, was)
          // Its mark stands under it.
          return kept.outcome === 'kept' ? { outcome: 'kept' } : kept
        }}
      >
        {customWords(custom, status)}
      </InPlace>
      {custom.isMarked && <Mark>{customMark(custom)}</Mark>}
      {url !== undefined && <OpenLink url={url} />}
    </Detail>
  )
}

/** Fields by their group: those without one first, then the groups in the order of their first field. */
function groupsOf(custom: readonly CustomValue[]): [string | null, CustomValue[]][] {
  const groups = new Map<string | null, CustomValue[]>()
  for (const field of custom) groups.set(field.group, [...(groups.get(field.group) ?? []), field])
  return [...groups].sort(([one], [other]) => Number(one !== null) - Number(other !== null))
}

function Detail({ name, field, children }: { name: string; field?: string; children: ReactNode }) {
  return (
    <div className={classes.detail} data-field={field}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
