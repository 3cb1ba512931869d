import type { Contract, InputOf, OutputOf, ProcedureName } from '../../shared/contract/index.ts'
import { Refusal } from '../../shared/contract/reply.ts'
import { fieldsHandlers } from '../features/fields/fields.handlers.ts'
import { followUpsHandlers } from '../features/follow-ups/follow-ups.handlers.ts'
import { funnelHandlers } from '../features/funnel/funnel.handlers.ts'
import { importHandlers } from '../features/import/import.handlers.ts'
import { journalHandlers } from '../features/journal/journal.handlers.ts'
import { companiesHandlers } from '../features/leads/companies.handlers.ts'
import { leadsHandlers } from '../features/leads/leads.handlers.ts'
import { viewsHandlers } from '../features/leads/views.handlers.ts'
import { nurtureHandlers } from '../features/nurture/nurture.handlers.ts'
import { qualificationHandlers } from '../features/qualification/qualification.handlers.ts'
import { settingsHandlers } from '../features/settings/settings.handlers.ts'
import { sheetHandlers } from '../features/sheet/sheet.handlers.ts'
import { temperatureHandlers } from '../features/temperature/temperature.handlers.ts'
import { workbookHandlers } from '../features/workbook/workbook.handlers.ts'
import type { CommandContext, QueryContext } from './context.ts'

/** Procedures that the host's side of the core answers itself, without a worker. */
export type LocalProcedure = 'file.begin' | 'file.chunk' | 'file.end' | 'file.piece' | 'job.cancel'

/** One function for each procedure of the contract: a missing or wrong one does not compile. */
export type HandlersFor<Names extends ProcedureName> = {
  [Name in Names]: (
    context: Contract[Name]['kind'] extends 'command' ? CommandContext : QueryContext,
    input: InputOf<Name>,
  ) => Promise<OutputOf<Name>> | OutputOf<Name>
}

/** The handlers of one feature, by the word its procedures begin with. */
export type FeatureHandlers<Feature extends string> = HandlersFor<
  Exclude<Extract<ProcedureName, `${Feature}.${string}`>, LocalProcedure>
>

const handlers: HandlersFor<Exclude<ProcedureName, LocalProcedure>> = {
  ...workbookHandlers,
  ...settingsHandlers,
  ...leadsHandlers,
  ...companiesHandlers,
  ...fieldsHandlers,
  ...viewsHandlers,
  ...temperatureHandlers,
  ...qualificationHandlers,
  ...followUpsHandlers,
  ...nurtureHandlers,
  ...funnelHandlers,
  ...sheetHandlers,
  ...importHandlers,
  ...journalHandlers,
}

/** Runs a procedure in a worker. The input has been checked by dispatch. */
export async function runProcedure(
  name: string,
  input: unknown,
  context: QueryContext | CommandContext,
): Promise<unknown> {
  if (!Object.hasOwn(handlers, name))
    throw new Refusal('unknown_procedure', `Leadbook knows no procedure ${JSON.stringify(name)}.`)
  const handler = handlers[name as keyof typeof handlers] as (
    context: QueryContext | CommandContext,
    input: unknown,
  ) => unknown
  return handler(context, input)
}
