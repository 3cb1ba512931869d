import { t } from '@lingui/core/macro'
import type { CustomFieldKind } from '../../../shared/domain/leads/field-kinds.ts'
import { customFieldOf, type FieldKey, type LeadField } from '../../../shared/domain/leads/lead-fields.ts'
import type { CustomFieldId } from '../../../shared/primitives/ids.ts'

/** A field of the seller's own, as far as filters need to know it. */
export interface OwnField {
  id: CustomFieldId
  name: string
  kind: CustomFieldKind
  group: string | null
}

/** What a field is called; undefined for one of the seller's own that is no more. */
export function fieldName(field: FieldKey, ownFields: readonly OwnField[]): string | undefined {
  const id = customFieldOf(field)
  return id === undefined ? leadFieldName(field as LeadField) : ownFields.find((own) => own.id === id)?.name
}

/** What a field that every lead has is called. */
export function leadFieldName(field: LeadField): string {
  switch (field) {
    case 'name':
      return t`Name`
    case 'company':
      return t`Company`
    case 'jobTitle':
      return t`Job title`
    case 'email':
      return t`E-mail`
    case 'phone':
      return t`Phone`
    case 'link':
      return t`Link`
    case 'street':
      return t`Street`
    case 'postalCode':
      return t`Postal code`
    case 'city':
      return t`City`
    case 'region':
      return t`Region`
    case 'country':
      return t`Country`
    case 'notes':
      return t`Notes`
    case 'source':
      return t`Source`
    case 'tag':
      return t`Tag`
    case 'temperature':
      return t`Temperature`
    case 'score':
      return t`Score`
    case 'interest':
      return t`Interests`
    case 'fit':
      return t`Fit`
    case 'stage':
      return t`Stage`
    case 'status':
      return t`Status`
    case 'playbook':
      return t`Playbook`
    case 'import':
      return t`Import`
    case 'optOut':
      return t`Opted out of`
    case 'value':
      return t`Value`
    case 'nextAction':
      return t`Next action`
    case 'nextActionOn':
      return t`Next action's day`
    case 'lastTouchOn':
      return t`Last touch`
    case 'cameInOn':
      return t`Came in`
    case 'changedOn':
      return t`Changed`
    case 'restingUntilOn':
      return t`Rests until`
    case 'tagUntilOn':
      return t`Hand tag holds until`
    case 'doNotContact':
      return t`Do not contact`
    case 'isArchived':
      return t`In the trash`
    case 'isPinned':
      return t`Tagged by hand`
    case 'hasNoNextStep':
      return t`No next step`
    case 'isParked':
      return t`Parked: imported, never touched`
    case 'isNeglected':
      return t`Neglected`
    case 'isReady':
      return t`Ready to buy`
    case 'isCurious':
      return t`Only curious`
    case 'isAcceptanceOverdue':
      return t`Acceptance overdue`
    case 'hasReasonToWrite':
      return t`Reason to write now`
  }
}
