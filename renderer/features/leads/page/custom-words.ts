import { t } from '@lingui/core/macro'
import type { CustomValue } from '../../../../shared/contract/lead-page.contract.ts'
import { choicesOf } from '../../../../shared/domain/leads/field-text.ts'
import { assertNever } from '../../../../shared/primitives/assert-never.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { formatFullDay, formatMoney, formatNumber } from '../../../app/format.ts'
import type { InPlaceKind } from './InPlace.tsx'

/** A value of a custom field as it is read; one that does not read as its kind as it was typed. */
export function customWords({ kind, value, isMarked }: CustomValue, { currency }: { currency: string }): string {
  if (value === null || isMarked) return value ?? ''
  switch (kind) {
    case 'number':
      return formatNumber(Number(value), value.split('.')[1]?.length ?? 0)
    case 'money':
      return formatMoney(Number(value), currency)
    case 'day':
      return formatFullDay(value as PlainDate)
    case 'yesNo':
      return value === '1' ? t`yes` : t`no`
    case 'choices':
      return choicesOf(value)?.join(', ') ?? value
    case 'text':
    case 'longText':
    case 'choice':
    case 'link':
      return value
    default:
      return assertNever(kind)
  }
}

/** Why a value is marked, and what to do. */
export function customMark({ kind }: CustomValue): string {
  switch (kind) {
    case 'number':
      return t`This is no number.`
    case 'money':
      return t`This is no amount in the workbook's currency.`
    case 'day':
      return t`This is no day.`
    case 'yesNo':
      return t`This is neither yes nor no.`
    case 'choice':
    case 'choices':
      return t`This is none of the field's options.`
    case 'link':
      return t`This is no link.`
    case 'text':
    case 'longText':
      return ''
    default:
      return assertNever(kind)
  }
}

/** The editor that suits a custom field. */
export function customEditor({ kind, options }: CustomValue): InPlaceKind {
  switch (kind) {
    case 'longText':
      return { type: 'text' }
    case 'number':
    case 'money':
      return { type: 'line', inputMode: 'decimal' }
    case 'day':
      return { type: 'day' }
    case 'yesNo':
      return {
        type: 'choice',
        options: [
          { value: 'yes', label: t`yes` },
          { value: 'no', label: t`no` },
        ],
      }
    case 'choice':
      return { type: 'choice', options: options.map((option) => ({ value: option, label: option })) }
    case 'choices':
      return { type: 'choices', options }
    case 'link':
      return { type: 'line', inputMode: 'url' }
    case 'text':
      return { type: 'line' }
    default:
      return assertNever(kind)
  }
}
