import { t } from '@lingui/core/macro'
import type { ImportRow } from '../../../shared/contract/import.contract.ts'
import { stages } from '../../../shared/domain/funnel/stages.ts'
import { statusSchema } from '../../../shared/domain/leads/status.ts'
import { signalKinds } from '../../../shared/domain/temperature/signal-kinds.ts'
import { type PlainDate, parsePlainDate } from '../../../shared/primitives/plain-date.ts'
import { signalWord, stageWord, statusWord } from '../../app/contact-words.ts'
import { formatFullDay } from '../../app/format.ts'

/** A change of a lead as the screen shows it; `before` is null where there was nothing. */
export interface ShownChange {
  field: string
  before: string | null
  after: string
}

/** The field that changes by its name, and what it was and becomes in words. */
export function changeShown({ field, before, after }: ImportRow['changes'][number]): ShownChange {
  if (field === 'custom') {
    const [, name = after, value = ''] = /^(.*?): ([\s\S]*)$/.exec(after) ?? []
    return {
      field: name,
      before: before?.startsWith(`${name}: `) ? before.slice(name.length + 2) : before,
      after: value,
    }
  }
  const read = valueReader(field)
  return { field: fieldWord(field), before: before === null || before === '' ? null : read(before), after: read(after) }
}

function valueReader(field: string): (value: string) => string {
  switch (field) {
    case 'stage':
      return (value) => {
        const stage = stages.find((one) => one === value)
        return stage === undefined ? value : stageWord(stage)
      }
    case 'status':
      return (value) => {
        const status = statusSchema.options.find((one) => one === value)
        return status === undefined ? value : statusWord(status)
      }
    case 'temperature':
      return (value) => (value === 'warm' ? t`warm, by hand` : value === 'cold' ? t`cold, by hand` : value)
    case 'doNotContact':
    case 'optOut':
      return (value) => (value === 'yes' ? t`yes` : value)
    case 'signals':
      return signalShown
    default:
      return dayShown
  }
}

/** A signal as the planner writes it: its kind, its day and after a colon what it was about. */
function signalShown(value: string): string {
  const [, kind, day, topic] = /^(\w+) (\S+?)(?:: ([\s\S]*))?$/.exec(value) ?? []
  const known = signalKinds.find((one) => one === kind)
  if (known === undefined || day === undefined) return value
  const words = `${signalWord(known)}, ${dayShown(day)}`
  return topic === undefined ? words : `${words}: ${topic}`
}

function dayShown(value: string): string {
  const day: PlainDate | undefined = parsePlainDate(value)
  return day === undefined ? value : formatFullDay(day)
}

function fieldWord(field: string): string {
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
    stage: t`Stage`,
    status: t`Status`,
    createdOn: t`Came in on`,
    wonOn: t`Won on`,
    lostOn: t`Lost on`,
    lostReason: t`Reason lost`,
    sourceId: t`Number in its program`,
    signals: t`Signal`,
    doNotContact: t`Do not contact`,
    optOut: t`Wants no e-mail`,
  }
  return names[field] ?? t`Field`
}
