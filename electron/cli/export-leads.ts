import { extname, resolve } from 'node:path'
import type { ExportFormat } from '../../shared/contract/export.contract.ts'
import { customKey, type FieldKey, leadFieldKinds } from '../../shared/domain/leads/lead-fields.ts'
import { copyWhole } from '../core/write-whole.ts'
import { needed, type OptionsOf, WrongUse } from './arguments.ts'
import { counted } from './output.ts'
import type { Task } from './task.ts'

const formats: Readonly<Record<string, ExportFormat>> = {
  '.csv': 'csv',
  '.xlsx': 'xlsx',
  '.vcf': 'vcard',
  '.json': 'json',
}

/** Writes the leads that a search finds, or all, into a file whose ending says its format. */
export function exportLeads(options: OptionsOf<'leads'>): Task {
  const path = resolve(needed(options.export, '--export FILE'))
  const ending = extname(path).toLowerCase()
  const format = formats[ending]
  if (format === undefined) throw new WrongUse(`--export takes a file that ends in ${Object.keys(formats).join(', ')}.`)
  if (options.limit !== undefined || options.after !== undefined)
    throw new WrongUse('--export writes all that are found: leave --limit and --after out.')
  const { search } = options
  return async (core) => {
    const { fields } = await core.call('fields.list', {})
    const columns = [...(Object.keys(leadFieldKinds) as FieldKey[]), ...fields.map(({ id }) => customKey(id))]
    const query = search === undefined ? {} : { search }
    const { exportId, byteCount, leadCount, doNotContactCount, cutCellCount } = await core.call('leads.export', {
      query,
      columns,
      format,
    })
    await copyWhole(core.findExport(exportId).path, path)
    return {
      json: { file: path, format, bytes: byteCount, leads: leadCount, leftOut: doNotContactCount, cut: cutCellCount },
      text: `Wrote ${path}, ${counted(leadCount, 'lead')}.`,
      messages: [
        ...(doNotContactCount === 0 ? [] : [`${counted(doNotContactCount, 'lead')} left out: do not contact.`]),
        ...(cutCellCount === 0
          ? []
          : [`${counted(cutCellCount, 'cell')} cut after 32,767 characters, as long as Excel takes them.`]),
      ],
    }
  }
}
