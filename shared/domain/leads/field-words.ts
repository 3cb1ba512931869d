import type { LeadField } from './lead-fields.ts'
import { nameKey } from './name-key.ts'

/** What the fields that every lead has are called, in English: the language of a workbook's own words. */
export const fieldWords: Readonly<Record<LeadField, string>> = {
  name: 'Name',
  company: 'Company',
  jobTitle: 'Job title',
  email: 'E-mail',
  phone: 'Phone',
  link: 'Link',
  street: 'Street',
  postalCode: 'Postal code',
  city: 'City',
  region: 'Region',
  country: 'Country',
  notes: 'Notes',
  source: 'Source',
  tag: 'Tag',
  temperature: 'Temperature',
  score: 'Score',
  interest: 'Interests',
  fit: 'Fit',
  stage: 'Stage',
  status: 'Status',
  playbook: 'Playbook',
  import: 'Import',
  optOut: 'Opted out of',
  value: 'Value',
  nextAction: 'Next action',
  nextActionOn: "Next action's day",
  lastTouchOn: 'Last touch',
  cameInOn: 'Came in',
  changedOn: 'Changed',
  restingUntilOn: 'Rests until',
  tagUntilOn: 'Hand tag holds until',
  doNotContact: 'Do not contact',
  isArchived: 'In the trash',
  isPinned: 'Tagged by hand',
  hasNoNextStep: 'No next step',
  isParked: 'Parked: imported, never touched',
  isNeglected: 'Neglected',
  isReady: 'Ready to buy',
  isCurious: 'Only curious',
  isAcceptanceOverdue: 'Acceptance overdue',
  hasReasonToWrite: 'Reason to write now',
}

const taken = new Map(Object.values(fieldWords).map((word) => [nameKey(word), word]))

/** The field of every lead that is called so, as it is written; undefined where there is none. */
export function fieldCalled(name: string): string | undefined {
  return taken.get(nameKey(name))
}
