import { parsePlainDate } from '../../primitives/plain-date.ts'
import { stages } from '../funnel/stages.ts'
import { readDecimalText } from '../leads/custom-cells.ts'
import { readOwnHeader } from '../leads/export-columns.ts'
import { readTextList } from '../leads/text-list.ts'
import { emailKey } from './cell-shapes.ts'
import type { LeadDraft } from './lead-draft.ts'
import { readFullName } from './names.ts'
import type { LeadTarget } from './targets.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type Said = Partial<Mutable<LeadDraft>>

/**
 * What a cell of Leadbook's own export says, to the letter: nothing is tidied, split or taken for a placeholder. Undefined where it was
 * written by somebody else since and says nothing of the kind. `currency` is the workbook's; a sum of another stays text.
 */
export function readOwnCell(
  target: LeadTarget | 'signal',
  text: string,
  header: string,
  currency: string,
): Said | undefined {
  switch (target) {
    case 'email':
      return { emails: [text] }
    case 'tags':
      return { tags: readTextList(text) }
    case 'notes':
      return { notes: [text] }
    case 'stage': {
      const stage = stages.find((known) => known === text.toLowerCase())
      return stage === undefined ? undefined : { stage }
    }
    case 'status':
      return statusOf(text)
    case 'createdOn':
    case 'nextActionOn': {
      const day = parsePlainDate(text)
      return day === undefined ? undefined : { [target]: day }
    }
    case 'value':
      return valueOf(text, header, currency)
    case 'doNotContact':
      return text === 'yes' ? { doNotContact: true } : {}
    case 'optOut':
      return readTextList(text).includes('mail') ? { optOut: true } : {}
    case 'company':
    case 'title':
    case 'website':
    case 'street':
    case 'city':
    case 'region':
    case 'postalCode':
    case 'country':
    case 'source':
    case 'nextAction':
    case 'sourceId':
      return { [target]: text }
    default:
      return {}
  }
}

function statusOf(text: string): Said | undefined {
  switch (text) {
    case 'active':
    case 'customer':
    case 'lost':
    case 'disqualified':
      return { status: text }
    case 'resting':
      return {}
    default:
      return undefined
  }
}

function valueOf(text: string, header: string, currency: string): Said {
  const own = readOwnHeader(header)
  const written = own !== null && 'field' in own ? (own.currency ?? currency) : currency
  const minor = readDecimalText(text, written)
  if (minor === undefined) return { foreignValue: text }
  return written === currency ? { valueMinor: minor } : { foreignValue: `${text} ${written}` }
}

/** The draft with its name, which is none where the lead went by its company, an e-mail address or a phone; each e-mail and phone once. */
export function finishOwnDraft(draft: Mutable<LeadDraft>, name: string): LeadDraft {
  const goesBy = [draft.company, ...draft.emails, ...draft.phones.map(({ raw }) => raw)]
  if (name !== '' && !goesBy.includes(name)) {
    const read = readFullName(name, false)
    const isAsWritten = read.fullName === name
    draft.fullName = name
    draft.givenName = isAsWritten ? read.givenName : null
    draft.familyName = isAsWritten ? read.familyName : null
  }
  draft.emails = uniqueBy(draft.emails, emailKey)
  draft.phones = uniqueBy(draft.phones, ({ raw }) => raw)
  draft.moreLinks = uniqueBy(draft.moreLinks, (url) => url).filter((url) => url !== draft.website)
  if (draft.stage === 'won') draft.status ??= 'customer'
  return draft
}

function uniqueBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  if (items.length < 2) return items
  const seen = new Set<string>()
  return items.filter((item) => {
    const key = keyOf(item)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
