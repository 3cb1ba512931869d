import type { Exported, ExportFormat } from '../../../../shared/contract/export.contract.ts'
import type { InputOf, OutputOf } from '../../../../shared/contract/index.ts'
import type { LeadQuery, LeadRule } from '../../../../shared/contract/lead-query.contract.ts'
import { Refusal } from '../../../../shared/contract/reply.ts'
import { customFieldOf } from '../../../../shared/domain/leads/lead-fields.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import type { QueryContext } from '../../../core/context.ts'
import { readSettings } from '../../settings/settings.service.ts'
import { readLeadRows } from '../lead-rows.ts'
import { countLeads, orderLeads } from '../list/lead-list.ts'
import { ownIds } from '../own-ids.ts'
import { csvWriter } from './csv-writer.ts'
import { exportColumns } from './export-columns.ts'
import { jsonWriter } from './json-writer.ts'
import { factsReader } from './lead-facts.ts'
import type { LeadTable, LeadWriter } from './lead-writer.ts'
import { PieceFile } from './piece-file.ts'
import { vcardWriter } from './vcard-writer.ts'
import { xlsxWriter } from './xlsx-writer.ts'

/** Leads between two looks at whether the seller wants to stop. */
const LEADS_AT_A_TIME = 500
/** Rows of a sheet below its head. */
const MOST_SHEET_ROWS = 1_048_575

const writers: Readonly<Record<ExportFormat, (file: PieceFile, table: LeadTable) => LeadWriter>> = {
  csv: csvWriter,
  xlsx: xlsxWriter,
  vcard: vcardWriter,
  json: jsonWriter,
}
const endings: Readonly<Record<ExportFormat, string>> = { csv: 'csv', xlsx: 'xlsx', vcard: 'vcf', json: 'json' }

/** Writes the leads of a query into a file, some at a time and all of one moment. A stop or a failure leaves no file. */
export async function exportLeads(context: QueryContext, request: InputOf<'leads.export'>): Promise<Exported> {
  const { raw, today } = context
  const { temperatureOn = today } = request.query
  const { currency } = await readSettings(context.db)
  const own = ownIds(raw)
  if (own === undefined)
    throw new Refusal('not_available', 'This workbook has no key for exports yet. Close it and open it again.')
  // One snapshot for all of the rows.
  raw.exec('BEGIN')
  try {
    const found = orderLeads(context, request.query, request.sort)
    const ids = asksDoNotContact(request.query) ? found : mayBeContacted(context, found)
    const { exportId, path } = context.newExport()
    const columns = exportColumns(raw, request.columns, ids, currency)
    if (request.format === 'xlsx' && ids.length > MOST_SHEET_ROWS)
      throw new Refusal(
        'not_possible',
        `A sheet holds ${MOST_SHEET_ROWS.toLocaleString('en')} leads, and these are ${ids.length.toLocaleString('en')}. Export them as CSV.`,
      )
    const readFacts = factsReader(context, request.columns, temperatureOn)
    const fields = request.columns.flatMap((key) => (key === 'interest' ? 'interests' : (customFieldOf(key) ?? [])))
    const file = new PieceFile(path)
    try {
      const writer = writers[request.format](file, { columns })
      for (let done = 0; done < ids.length; done += LEADS_AT_A_TIME) {
        context.progress.report('writing', done, ids.length)
        context.progress.stopIfCancelled()
        const chunk = ids.slice(done, done + LEADS_AT_A_TIME)
        const facts = readFacts(chunk)
        for (const lead of readLeadRows(context, chunk, fields, temperatureOn)) {
          const known = facts.get(lead.id)
          if (known === undefined) throw new Error(`Lead ${lead.id} went while it was exported`)
          writer.add(
            columns.map((column) => column.cellOf(lead, known)),
            { exportId: own.idOf(lead.id), called: lead.name },
          )
        }
      }
      writer.finish()
      return {
        exportId,
        fileName: `Leads ${today}${temperatureOn === today ? '' : `, temperature of ${temperatureOn}`}.${endings[request.format]}`,
        byteCount: file.finish(),
        leadCount: ids.length,
        doNotContactCount: found.length - ids.length,
        cutCellCount: writer.cutCellCount,
      }
    } catch (error) {
      file.abandon()
      throw error
    }
  } finally {
    raw.exec('COMMIT')
  }
}

/** What {@link exportLeads} writes of a query and leaves out. */
export function countExport(context: QueryContext, query: LeadQuery): OutputOf<'leads.countExport'> {
  const all = [...(query.filter?.all ?? []), [isSilenced]]
  const [found = 0, silenced = 0] = countLeads(context, [query, { ...query, filter: { ...query.filter, all } }])
  const doNotContactCount = asksDoNotContact(query) ? 0 : silenced
  return { leadCount: found - doNotContactCount, doNotContactCount }
}

const isSilenced: LeadRule = { field: 'doNotContact', test: { op: 'yes' } }

/** Whether the query itself is for leads that may not be contacted, and for no others. */
function asksDoNotContact({ filter }: LeadQuery): boolean {
  return (filter?.all ?? []).some((rules) =>
    rules.every(({ field, not, test }) => field === 'doNotContact' && test.op === 'yes' && not !== true),
  )
}

function mayBeContacted({ raw }: QueryContext, ids: readonly LeadId[]): readonly LeadId[] {
  const silenced = new Set(
    raw.prepare<[], LeadId>('SELECT id FROM lead WHERE do_not_contact_on IS NOT NULL').pluck().all(),
  )
  return silenced.size === 0 ? ids : ids.filter((id) => !silenced.has(id))
}
