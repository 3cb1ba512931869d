import { t } from '@lingui/core/macro'
import type { ReactNode } from 'react'
import type { CustomField } from '../../../../shared/contract/fields.contract.ts'
import type { LeadRow } from '../../../../shared/contract/leads.contract.ts'
import { isEmailShaped } from '../../../../shared/domain/import/cell-shapes.ts'
import { emailProblemText } from '../../../../shared/domain/leads/cell-text.ts'
import { choicesOf, readsAsKind } from '../../../../shared/domain/leads/field-text.ts'
import { customKey, type LeadField } from '../../../../shared/domain/leads/lead-fields.ts'
import { temperatureWord } from '../../../../shared/domain/temperature/temperature-word.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { stageWord, statusWord } from '../../../app/contact-words.ts'
import { formatDay, formatMoney, formatNumber, formatScore } from '../../../app/format.ts'
import { leadRoute } from '../../../app/routes.ts'
import type { GridColumn } from '../../../ui/grid/VirtualGrid.tsx'
import { StagePips } from '../../../ui/marks/StagePips.tsx'
import { TemperatureMark } from '../../../ui/marks/TemperatureMark.tsx'
import { leadFieldName } from '../field-names.ts'
import classes from './LeadCells.module.css'
import type { ColumnKey } from './leads-view.ts'

/** The headings under which the column chooser lists what can be shown. */
export type ColumnGroup = 'who' | 'where' | 'standing' | 'next' | 'own'

/** A column that the table of leads can show. */
export interface LeadColumn extends Omit<GridColumn<LeadRow>, 'key' | 'title'> {
  key: ColumnKey
  /** What stands at its head; short. */
  title: string
  /** What it is called in full. */
  name: string
  group: ColumnGroup
  /** What its cell says as plain text, for copying; empty for nothing. */
  text: (lead: LeadRow) => string
}

interface ColumnContext {
  today: PlainDate
  currency: string
  fields: readonly CustomField[]
  /** The day that the list shows temperatures of, which a lead's page opens as of; undefined: today. */
  temperatureOn?: PlainDate | undefined
  /** Marks in a text what was searched for. */
  marked: (text: string) => ReactNode
}

/** Every column that there is, by its key: the fields of a lead and the seller's own. */
export function leadColumns(context: ColumnContext): ReadonlyMap<ColumnKey, LeadColumn> {
  const columns = [...builtInColumns(context), ...context.fields.map((field) => customColumn(field, context))]
  return new Map(columns.map((column) => [column.key, column]))
}

// What a cell shows is of the same elements for every lead where it can be: a row that comes to show another one keeps them.
function builtInColumns({ today, currency, temperatureOn, marked }: ColumnContext): LeadColumn[] {
  const short = (day: PlainDate | null) => (day === null ? '' : formatDay(day, 'short', today))
  /** A column of a text as it stands; it may be cut. */
  const plain = (
    key: LeadField,
    group: ColumnGroup,
    width: number,
    read: (lead: LeadRow) => string | null | undefined,
    more: Partial<LeadColumn> = {},
  ): LeadColumn => ({
    key,
    title: leadFieldName(key),
    name: leadFieldName(key),
    group,
    width,
    sort: key,
    text: (lead) => read(lead) ?? '',
    fullText: (lead) => read(lead) || undefined,
    render: (lead) => {
      const text = read(lead)
      return text ? marked(text) : null
    },
    ...more,
  })
  const listed = (texts: readonly string[]) => texts.join(', ')
  return [
    {
      key: 'code',
      title: t`Code`,
      name: t`Code of the next action`,
      group: 'next',
      width: 74,
      closesMargin: true,
      isFrozen: true,
      text: (lead) => lead.code ?? '',
      render: (lead) => <span className="lb-code">{lead.code}</span>,
    },
    plain('name', 'who', 140, (lead) => lead.name, {
      grow: 1.2,
      isFrozen: true,
      isRowName: true,
      render: (lead) => (
        <a className="lb-name" href={`#${leadRoute(lead.id, temperatureOn)}`} tabIndex={-1}>
          {marked(lead.name)}
        </a>
      ),
    }),
    plain('company', 'who', 120, (lead) => lead.company, { grow: 1.2 }),
    plain('jobTitle', 'who', 130, (lead) => lead.jobTitle),
    plain('email', 'who', 200, (lead) => listed(lead.emails), {
      fullText: (lead) => {
        const stray = lead.emails.find((email) => !isEmailShaped(email))
        return stray === undefined ? listed(lead.emails) || undefined : emailProblemText(stray)
      },
      render: (lead) => {
        const isStray = lead.emails.some((email) => !isEmailShaped(email))
        const text = marked(listed(lead.emails))
        return isStray ? <span className={classes.stray}>{text}</span> : text
      },
    }),
    plain('phone', 'who', 150, (lead) => listed(lead.phones)),
    plain('link', 'who', 170, (lead) => listed(lead.links), {
      render: (lead) => {
        const [link] = lead.links
        return link === undefined ? null : <LinkText text={link}>{marked(link)}</LinkText>
      },
    }),
    plain('street', 'where', 150, (lead) => lead.street),
    plain('postalCode', 'where', 90, (lead) => lead.postalCode),
    plain('city', 'where', 120, (lead) => lead.city),
    plain('region', 'where', 120, (lead) => lead.region),
    plain('country', 'where', 100, (lead) => lead.country),
    plain('temperature', 'standing', 92, (lead) => `${temperatureText(lead)}, ${formatScore(lead.score)}`, {
      title: t`Temp.`,
      sortsMostFirst: true,
      fullText: undefined,
      render: (lead) => (
        <TemperatureMark temperature={temperatureWord(lead)} score={formatScore(lead.score)} isPinned={lead.isPinned} />
      ),
    }),
    plain('score', 'standing', 70, (lead) => formatScore(lead.score), {
      align: 'end',
      sortsMostFirst: true,
      fullText: undefined,
    }),
    plain('interest', 'standing', 140, (lead) => listed(lead.interests ?? []), { grow: 1 }),
    plain('fit', 'standing', 42, (lead) => lead.fit, {
      fullText: undefined,
      render: (lead) =>
        lead.fit === null ? (
          <span className={classes.ungraded} role="img" aria-label={t`ungraded`}>
            ?
          </span>
        ) : (
          <span className={classes.fit}>{lead.fit}</span>
        ),
    }),
    plain('stage', 'standing', 114, (lead) => stageWord(lead.stage), {
      fullText: undefined,
      render: (lead) => <StagePips stage={lead.stage} name={stageWord(lead.stage)} />,
    }),
    plain('status', 'standing', 100, (lead) => statusWord(lead.status)),
    plain('source', 'standing', 120, (lead) => lead.source),
    plain('tag', 'standing', 150, (lead) => listed(lead.tags)),
    plain('value', 'standing', 92, (lead) => moneyText(lead.valueMinor, currency), {
      align: 'end',
      sortsMostFirst: true,
    }),
    plain('isPinned', 'standing', 110, (lead) => (lead.isPinned ? t`yes` : ''), {
      sortsMostFirst: true,
      fullText: undefined,
    }),
    plain('nextAction', 'next', 140, (lead) => lead.nextAction?.what, {
      grow: 1.7,
      render: (lead) => {
        const what = lead.nextAction?.what
        if (what !== undefined) return <span>{marked(what)}</span>
        return <span className="lb-faint">{isForgotten(lead) ? t`nothing planned` : ''}</span>
      },
    }),
    plain('nextActionOn', 'next', 76, (lead) => short(lead.nextAction?.day ?? null), {
      title: t`Day`,
      fullText: undefined,
      render: (lead) => <NextDay lead={lead} today={today} />,
    }),
    plain('lastTouchOn', 'next', 92, (lead) => short(lead.lastTouchOn), {
      fullText: undefined,
      render: (lead) =>
        lead.lastTouchOn === null ? (
          <span className="lb-faint">{t`never`}</span>
        ) : (
          <span className="lb-quiet">{short(lead.lastTouchOn)}</span>
        ),
    }),
    plain('playbook', 'next', 150, (lead) => lead.playbook),
    plain('cameInOn', 'next', 92, (lead) => short(lead.cameInOn), { sortsMostFirst: true, fullText: undefined }),
    plain('restingUntilOn', 'next', 96, (lead) => short(lead.restingUntilOn), { fullText: undefined }),
    plain('doNotContact', 'next', 120, (lead) => short(lead.doNotContactOn), { fullText: undefined }),
    plain('notes', 'next', 220, (lead) => lead.notes, { grow: 1.5 }),
  ]
}

function customColumn(field: CustomField, { today, currency, marked }: ColumnContext): LeadColumn {
  const key = customKey(field.id)
  const valueOf = (lead: LeadRow) => lead.custom[field.id] ?? ''
  const isFigure = field.kind === 'number' || field.kind === 'money'
  const text = (lead: LeadRow) => customText(field, valueOf(lead), today, currency)
  return {
    key,
    title: field.name,
    name: field.name,
    group: 'own',
    width: customWidths[field.kind],
    align: isFigure ? 'end' : undefined,
    sort: key,
    sortsMostFirst: isFigure || field.kind === 'yesNo',
    text,
    fullText: (lead) => {
      const value = valueOf(lead)
      if (value === '') return undefined
      return readsAsKind(field, value) ? text(lead) : strayWords(field, value)
    },
    render: (lead) => {
      const value = valueOf(lead)
      if (value === '') return null
      if (!readsAsKind(field, value)) return <span className={classes.stray}>{marked(value)}</span>
      if (field.kind === 'link') return <LinkText text={value}>{marked(value)}</LinkText>
      return marked(text(lead))
    },
  }
}

const customWidths: Record<CustomField['kind'], number> = {
  text: 140,
  longText: 200,
  number: 92,
  money: 100,
  day: 92,
  yesNo: 76,
  choice: 120,
  choices: 150,
  link: 170,
}

/** A value of a custom field in words; one that does not read as its kind as it was typed. */
export function customText(
  field: Pick<CustomField, 'kind' | 'options'>,
  value: string,
  today: PlainDate,
  currency: string,
): string {
  if (value === '' || !readsAsKind(field, value)) return value
  switch (field.kind) {
    case 'number':
      return formatNumber(Number(value), value.split('.')[1]?.length ?? 0)
    case 'money':
      return formatMoney(Number(value), currency)
    case 'day':
      return formatDay(value as PlainDate, 'short', today)
    case 'yesNo':
      return value === '1' ? t`yes` : t`no`
    case 'choices':
      return (choicesOf(value) ?? [value]).join(', ')
    default:
      return value
  }
}

/** Why a value is marked, and what helps. */
function strayWords(field: Pick<CustomField, 'kind'>, value: string): string {
  switch (field.kind) {
    case 'number':
      return t`${value}: kept as it came, because it is no number. Press Enter to mend it.`
    case 'money':
      return t`${value}: kept as it came, because it is no sum of money. Press Enter to mend it.`
    case 'day':
      return t`${value}: kept as it came, because it is no day. Press Enter to mend it.`
    case 'yesNo':
      return t`${value}: kept as it came, because it is neither yes nor no. Press Enter to mend it.`
    case 'choice':
    case 'choices':
      return t`${value}: kept as it came, because it is none of the choices of this field. Press Enter to mend it.`
    default:
      return t`${value}: kept as it came, because it does not read as a link. Press Enter to mend it.`
  }
}

/** A link of a cell: a click chooses the cell, Ctrl or ⌘ and a click opens the address. */
function LinkText({ text, children }: { text: string; children: ReactNode }) {
  return (
    <span className={classes.link} data-address={text}>
      {children}
    </span>
  )
}

function temperatureText(lead: LeadRow): string {
  switch (temperatureWord(lead)) {
    case 'cold':
      return t`Cold`
    case 'warm':
      return t`Warm`
    case 'hot':
      return t`Hot`
    case 'cooling':
      return t`Cooling`
  }
}

function moneyText(minorUnits: number | null, currency: string): string {
  return minorUnits === null ? '' : formatMoney(minorUnits, currency)
}

/** Active, worked with before, nothing planned. A lead that was never touched and did nothing is parked instead. */
function isForgotten(lead: LeadRow): boolean {
  const isParked = lead.lastTouchOn === null && lead.score === 0 && lead.temperature === 'cold'
  return lead.status === 'active' && lead.nextAction === null && lead.doNotContactOn === null && !isParked
}

function NextDay({ lead, today }: { lead: LeadRow; today: PlainDate }) {
  if (lead.nextAction === null) return <span className="lb-red">{isForgotten(lead) ? t`none` : ''}</span>
  const { day } = lead.nextAction
  if (day === today) return <span className={classes.today}>{t`today`}</span>
  return <span className={day < today ? 'lb-red' : undefined}>{formatDay(day, 'short', today)}</span>
}
