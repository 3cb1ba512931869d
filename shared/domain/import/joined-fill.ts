import { foldText } from '../leads/fold-text.ts'
import { isFilled, type LeadFill } from './fill.ts'
import { emptyDraft, type LeadDraft } from './lead-draft.ts'

/** Fields of which one without the others would tell of another name, or another amount. */
const INSEPARABLE = [
  ['fullName', 'givenName', 'familyName'],
  ['valueMinor', 'foreignValue'],
] as const

/** The fills of one lead put together, each computed after those before it: what a later one says goes before. */
export class JoinedFill {
  private readonly draft: Record<string, unknown> = { ...emptyDraft }
  private readonly replaced = new Set<keyof LeadDraft>()
  /** Lists of its own, which may be added to. */
  private readonly lists = new Map<string, unknown[]>()

  add({ draft, replaced }: LeadFill): void {
    for (const [field, value] of Object.entries(draft)) {
      if (Array.isArray(value)) this.addList(field as keyof LeadDraft, value, replaced)
      else if (isFilled(value)) this.draft[field] = value
    }
    for (const fields of INSEPARABLE) {
      if (fields.some((field) => draft[field] !== null)) for (const field of fields) this.draft[field] = draft[field]
    }
    if (replaced.has('status')) this.draft.lostReason = draft.lostReason
    for (const field of replaced) this.replaced.add(field)
  }

  /** What all come to. Nothing may be added afterwards. */
  result(): LeadFill {
    return { draft: { ...this.draft, ...Object.fromEntries(this.lists) } as LeadDraft, replaced: this.replaced }
  }

  private addList(field: keyof LeadDraft, added: readonly unknown[], replaced: ReadonlySet<keyof LeadDraft>): void {
    if (added.length === 0) return
    const list = this.lists.get(field)
    if (list === undefined || (replaced.has(field) && field !== 'custom')) this.lists.set(field, [...added])
    else if (field === 'custom')
      this.lists.set(field, joinCustom(list as LeadDraft['custom'], added as LeadDraft['custom']))
    else for (const item of added) list.push(item)
  }
}

/** A custom field stands once, by its latest value. */
function joinCustom(first: LeadDraft['custom'], second: LeadDraft['custom']): LeadDraft['custom'][number][] {
  const later = new Set(second.map(({ name }) => foldText(name)))
  return [...first.filter(({ name }) => !later.has(foldText(name))), ...second]
}
