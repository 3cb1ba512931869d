import { t } from '@lingui/core/macro'
import type { CustomField } from '../../../../../shared/contract/fields.contract.ts'
import { foldText } from '../../../../../shared/domain/leads/fold-text.ts'
import { customFieldOf, type EditableField, type EditableKey } from '../../../../../shared/domain/leads/lead-fields.ts'
import { listText } from '../../../../../shared/domain/leads/text-list.ts'
import { addDays, type PlainDate } from '../../../../../shared/primitives/plain-date.ts'
import { formatWeekdayAndDay } from '../../../../app/format.ts'

/** What is offered while one types. `text` is what the cell gets, `note` stands beside it in grey. */
export interface Suggestion {
  text: string
  label: string
  note?: string
}

/** How a field is typed: what is offered comes from a list, from the leads, or from nowhere. */
export interface EditorForm {
  isMultiline: boolean
  /** Several texts with commas between; what is offered ends the last one. */
  isList: boolean
  /** Only what is offered is meant: the first that fits is taken. */
  isStrict: boolean
  isFigure: boolean
  offers: { from: 'leads' } | { from: 'list'; list: readonly Suggestion[] } | { from: 'none' }
}

const plain: EditorForm = {
  isMultiline: false,
  isList: false,
  isStrict: false,
  isFigure: false,
  offers: { from: 'none' },
}

const offeredFromLeads: readonly EditableField[] = [
  'company',
  'jobTitle',
  'city',
  'region',
  'country',
  'source',
  'nextAction',
]

/** How the cells of a field are typed. */
export function editorForm(key: EditableKey, field: CustomField | undefined, today: PlainDate): EditorForm {
  if (customFieldOf(key) === undefined) {
    const named = key as EditableField
    if (named === 'notes') return { ...plain, isMultiline: true }
    if (named === 'tag') return { ...plain, isList: true, offers: { from: 'leads' } }
    if (named === 'value') return { ...plain, isFigure: true }
    if (named === 'nextActionOn') return { ...plain, offers: { from: 'list', list: dayOffers(today) } }
    return offeredFromLeads.includes(named) ? { ...plain, offers: { from: 'leads' } } : plain
  }
  switch (field?.kind) {
    case 'longText':
      return { ...plain, isMultiline: true }
    case 'number':
    case 'money':
      return { ...plain, isFigure: true }
    case 'day':
      return { ...plain, offers: { from: 'list', list: dayOffers(today) } }
    case 'yesNo':
      return {
        ...plain,
        isStrict: true,
        offers: {
          from: 'list',
          list: [
            { text: 'yes', label: t`yes` },
            { text: 'no', label: t`no` },
          ],
        },
      }
    case 'choice':
    case 'choices':
      return {
        ...plain,
        isStrict: field.kind === 'choice',
        isList: field.kind === 'choices',
        offers: { from: 'list', list: field.options.map((option) => ({ text: option, label: option })) },
      }
    case 'text':
      return { ...plain, offers: { from: 'leads' } }
    default:
      return plain
  }
}

function dayOffers(today: PlainDate): Suggestion[] {
  const offer = (label: string, days: number) => {
    const day = addDays(today, days)
    return { text: day, label, note: formatWeekdayAndDay(day, 'short') }
  }
  return [
    offer(t`Today`, 0),
    offer(t`Tomorrow`, 1),
    offer(t`In 3 days`, 3),
    offer(t`In a week`, 7),
    offer(t`In 30 days`, 30),
  ]
}

/** Those of a list that hold what was typed; all of them while nothing was. */
export function fittingOffers(list: readonly Suggestion[], typed: string): readonly Suggestion[] {
  const wanted = foldText(typed.trim())
  if (wanted === '') return list
  return list.filter(({ text, label }) => foldText(label).includes(wanted) || foldText(text).includes(wanted))
}

/** What is meant by a text where only what is offered is: the first that holds it; undefined where it names one already, or nothing. */
export function meantOffer({ isStrict, offers }: EditorForm, typed: string): Suggestion | undefined {
  if (!isStrict || offers.from !== 'list' || typed.trim() === '') return undefined
  const wanted = foldText(typed)
  const isNamed = offers.list.some(({ text, label }) => foldText(text) === wanted || foldText(label) === wanted)
  return isNamed ? undefined : fittingOffers(offers.list, typed)[0]
}

/** What of a list is being typed now: the part behind the last comma. */
export function lastOfList(text: string): string {
  return text.slice(text.lastIndexOf(',') + 1).trim()
}

/** A list with its last part become the one that was chosen; in quotes where it holds a comma itself. */
export function withLastOfList(text: string, chosen: string): string {
  const before = text.slice(0, text.lastIndexOf(',') + 1)
  const item = listText([chosen])
  return before === '' ? item : `${before} ${item}`
}
