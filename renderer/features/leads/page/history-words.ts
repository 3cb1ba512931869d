import { t } from '@lingui/core/macro'
import type { ChangeCause } from '../../../../shared/contract/journal.contract.ts'
import type { ChangedField, CustomValue, FieldChange } from '../../../../shared/contract/lead-page.contract.ts'
import type { Stage } from '../../../../shared/domain/funnel/stages.ts'
import { readsAsKind } from '../../../../shared/domain/leads/field-text.ts'
import type { Status } from '../../../../shared/domain/leads/status.ts'
import { answerSchema } from '../../../../shared/domain/qualification/gates.ts'
import {
  type FitQuestion,
  type Question,
  returnReasonSchema,
} from '../../../../shared/domain/qualification/questions.ts'
import { assertNever } from '../../../../shared/primitives/assert-never.ts'
import { type PlainDate, parsePlainDate } from '../../../../shared/primitives/plain-date.ts'
import { stageWord, statusWord } from '../../../app/contact-words.ts'
import { formatDay, formatFullDay, formatMoney } from '../../../app/format.ts'
import { answerWord, returnReasonWord } from '../../qualification/qualification.parts.ts'
import { leadFieldName } from '../field-names.ts'
import { customWords } from './custom-words.ts'

/** What a change set was: who did it. */
export function causeWord(cause: ChangeCause): string {
  switch (cause) {
    case 'edit':
      return t`by you`
    case 'bulk':
      return t`by you, with others`
    case 'import':
      return t`by an import`
    case 'merge':
      return t`by merging`
    case 'playbook':
      return t`by a playbook`
    case 'undo':
      return t`by undo`
    case 'redo':
      return t`by redo`
    default:
      return assertNever(cause)
  }
}

/** The name of a field that was changed. */
export function fieldWord({ field, custom }: ChangedField): string {
  switch (field) {
    case 'address':
      return t`Address`
    case 'foreignValue':
      return t`Value as written`
    case 'statusReason':
      return t`Reason`
    case 'doNotContact':
      return t`Do not contact since`
    case 'doNotContactReason':
      return t`Do not contact because`
    case 'optOut':
      return t`Opted out`
    case 'archived':
      return t`In the trash since`
    case 'note':
      return t`Note`
    case 'attachment':
      return t`Attachment`
    case 'custom':
      return custom?.name ?? ''
    case 'answer':
      return questionName(custom?.name ?? '')
    case 'returned':
      return t`Returned because`
    default:
      return leadFieldName(field)
  }
}

/** What a question is called in short; a criterion of fit by its own name. */
function questionName(question: string): string {
  switch (question as Exclude<Question, FitQuestion>) {
    case 'need':
      return t`Need`
    case 'timeline':
      return t`Timeline`
    case 'authority':
      return t`Authority`
    case 'budget':
      return t`Budget`
    case 'right_person':
      return t`Right person`
    case 'reason_to_write':
      return t`Reason to write now`
    case 'lawful_basis':
      return t`Where the contact came from`
    case 'want':
      return t`What they want`
    case 'problem':
      return t`Their problem in their words`
    case 'scope':
      return t`Scope`
    case 'decision_day':
      return t`Decision day`
    default:
      return question
  }
}

/** A word of the workbook as it is read, with what was noted behind it. */
function notedWord<Word extends string>(
  value: string,
  schema: { safeParse: (word: string) => { success: true; data: Word } | { success: false } },
  wordOf: (word: Word) => string,
): string {
  const [word, note] = splitAt(value, ': ')
  const read = schema.safeParse(word)
  const words = read.success ? wordOf(read.data) : word
  return note === undefined ? words : `${words}: ${note}`
}

function splitAt(text: string, mark: string): [string, string?] {
  const at = text.indexOf(mark)
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + mark.length)]
}

/** Where and when a value is read. */
export interface ReadingOf {
  today: PlainDate
  currency: string
  /** The fields of the workbook, which say how their values are read. */
  fields: readonly CustomValue[]
}

/** A value before or after a change, as it is read; null for none. */
export function valueWord({ field, custom }: FieldChange, value: string | null, place: ReadingOf): string | null {
  if (value === null) return null
  const { today, currency, fields } = place
  switch (field) {
    case 'value':
      return formatMoney(Number(value), currency)
    case 'stage':
      return stageWord(value as Stage)
    case 'status':
      return statusWord(value as Status)
    case 'restingUntilOn':
    case 'doNotContact':
    case 'archived':
    case 'cameInOn':
      return formatFullDay(value as PlainDate)
    case 'optOut':
      return value === 'mail' ? t`no mail` : t`no calls`
    case 'answer':
      return notedWord(value, answerSchema, answerWord)
    case 'returned':
      return notedWord(value, returnReasonSchema, returnReasonWord)
    case 'nextAction': {
      const day = parsePlainDate(value.slice(0, 10))
      return day === undefined ? value : `${formatDay(day, 'short', today)}, ${value.slice(11)}`
    }
    case 'custom': {
      const known = fields.find(({ id }) => id === custom?.id)
      // A value of before may not read as the kind that the field has now.
      return known === undefined ? value : customWords({ ...known, value, isMarked: !readsAsKind(known, value) }, place)
    }
    default:
      return value
  }
}
