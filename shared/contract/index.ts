import type * as z from 'zod/mini'
import { boardContract } from './board.contract.ts'
import { companiesContract } from './companies.contract.ts'
import { duplicatesContract } from './duplicates.contract.ts'
import { exportContract } from './export.contract.ts'
import { fieldsContract } from './fields.contract.ts'
import { fileContract } from './file.contract.ts'
import { followUpsContract } from './follow-ups.contract.ts'
import { funnelContract } from './funnel.contract.ts'
import { hostContract } from './host.contract.ts'
import { importContract } from './import.contract.ts'
import { journalContract } from './journal.contract.ts'
import { leadPageContract } from './lead-page.contract.ts'
import { leadsContract } from './leads.contract.ts'
import { nurtureContract } from './nurture.contract.ts'
import { qualificationContract } from './qualification.contract.ts'
import { quickAddContract } from './quick-add.contract.ts'
import { settingsContract } from './settings.contract.ts'
import { sheetContract } from './sheet.contract.ts'
import { temperatureContract } from './temperature.contract.ts'
import { trashContract } from './trash.contract.ts'
import { viewsContract } from './views.contract.ts'
import { workbookContract } from './workbook.contract.ts'

/** All that a screen or a host may ask of the core. The only truth about what crosses the boundary. */
export const contract = {
  ...workbookContract,
  ...settingsContract,
  ...leadsContract,
  ...boardContract,
  ...viewsContract,
  ...leadPageContract,
  ...companiesContract,
  ...duplicatesContract,
  ...fieldsContract,
  ...quickAddContract,
  ...trashContract,
  ...exportContract,
  ...temperatureContract,
  ...qualificationContract,
  ...followUpsContract,
  ...nurtureContract,
  ...funnelContract,
  ...sheetContract,
  ...importContract,
  ...journalContract,
  ...fileContract,
} as const

/** Procedures that a host alone may call: they take or give paths of this computer, which no screen sees. */
export const hostOnlyProcedures: ReadonlySet<unknown> = new Set<ProcedureName>([
  'leads.attachFile',
  'leads.findAttachment',
])

export type Contract = typeof contract
export type ProcedureName = keyof Contract
export type InputOf<Name extends ProcedureName> = z.infer<Contract[Name]['input']>
export type OutputOf<Name extends ProcedureName> = z.infer<Contract[Name]['output']>

export { hostContract }
export type HostContract = typeof hostContract
export type HostProcedureName = keyof HostContract
export type HostInputOf<Name extends HostProcedureName> = z.infer<HostContract[Name]['input']>
export type HostOutputOf<Name extends HostProcedureName> = z.infer<HostContract[Name]['output']>
