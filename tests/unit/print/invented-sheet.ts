import type { LeadRow } from '../../../shared/contract/leads.contract.ts'
import type { Sheet, SheetSection } from '../../../shared/contract/sheet.contract.ts'
import type { CompanyId, LeadId, NextActionId } from '../../../shared/primitives/ids.ts'
import { plainDate } from '../../../shared/primitives/plain-date.ts'

export type Entry = SheetSection['entries'][number]

/** A lead of a sheet as a test needs it. */
export function inventedEntry(id: number, lead: Partial<LeadRow> = {}, rest: Partial<Omit<Entry, 'lead'>> = {}): Entry {
  return {
    lead: {
      id: id as LeadId,
      code: 'K7Q',
      name: `Marta Vogel ${id}`,
      companyId: 1 as CompanyId,
      company: 'Nordlicht Optik',
      jobTitle: null,
      emails: ['marta@nordlicht.example'],
      phones: ['040 66969 214'],
      links: [],
      street: null,
      postalCode: null,
      city: null,
      region: null,
      country: null,
      temperature: 'warm',
      score: 34.33,
      isHot: false,
      isCooling: false,
      isPinned: false,
      fit: null,
      stage: 'mql',
      status: 'active',
      restingUntilOn: null,
      source: null,
      tags: [],
      nextAction: {
        id: id as NextActionId,
        day: plainDate('2026-03-24'),
        what: 'Call, offer a 15-minute review',
        channel: 'call',
        isHuman: true,
      },
      lastTouchOn: plainDate('2026-03-18'),
      cameInOn: plainDate('2026-01-07'),
      valueMinor: null,
      notes: null,
      playbook: null,
      doNotContactOn: null,
      archivedOn: null,
      custom: {},
      ...lead,
    },
    step: { playbook: 'Warm: used your content', position: 3, count: 6 },
    whyNow: { rule: 'replied', on: plainDate('2026-03-12'), topic: null },
    ...rest,
  }
}

/** The sheet of week 13 of 2026 with these sections, printed on its Tuesday. */
export function inventedSheet(sections: readonly SheetSection[]): Sheet {
  return {
    week: '2026-W13',
    mondayOn: plainDate('2026-03-23'),
    printedOn: plainDate('2026-03-24'),
    dueCount: 19,
    slots: 32,
    slotsPerDay: 8,
    overdueCount: 3,
    coolingCount: 2,
    sections: [...sections],
    leadIds: sections.flatMap((section) => section.entries.map((entry) => entry.lead.id)),
  }
}
