import { Refusal } from '../../../shared/contract/reply.ts'
import type { LeftBehind } from '../../../shared/contract/trash.contract.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { QueryContext } from '../../core/context.ts'
import type { FeatureHandlers } from '../../core/handlers.ts'
import { listBackups } from '../../database/backup.ts'
import { eraseLeads } from './erase-leads.ts'
import { archiveLeads, causeOf, type LeadsLabel, labelLeads, restoreLeads } from './leads.service.ts'
import { selectLeads } from './list/lead-list.ts'

type Handled = 'leads.archive' | 'leads.restore' | 'leads.trash' | 'leads.erase'

export const trashHandlers: Pick<FeatureHandlers<'leads'>, Handled> = {
  'leads.archive': async (context, { leads }) => {
    const { changeSet } = await context.change(
      (label: LeadsLabel) => ({ what: 'leads_archived', ...label }),
      causeOf(leads),
      async (trx) => {
        const leadIds = selectLeads(context, leads)
        const label = await labelLeads(trx, leadIds)
        await archiveLeads(trx, leadIds, context.today)
        return label
      },
    )
    return { changeSet }
  },

  'leads.restore': async (context, { leads }) => {
    const { changeSet } = await context.change(
      (label: LeadsLabel) => ({ what: 'leads_restored', ...label }),
      causeOf(leads),
      async (trx) => {
        const leadIds = selectLeads(context, leads)
        const label = await labelLeads(trx, leadIds)
        await restoreLeads(trx, leadIds)
        return label
      },
    )
    return { changeSet }
  },

  'leads.trash': (context) => {
    const counts = context.raw
      .prepare<
        [],
        { count: number; oldestOn: PlainDate | null; doNotContactCount: number; attachedFileCount: number }
      >(`
        SELECT count(*) AS count, min(archived_on) AS oldestOn, count(do_not_contact_on) AS doNotContactCount,
          (SELECT count(*) FROM attachment JOIN lead AS owner ON owner.id = lead_id WHERE kind = 'file' AND owner.archived_on IS NOT NULL) AS attachedFileCount
        FROM lead WHERE archived_on IS NOT NULL`)
      .get()
    if (!counts) throw new Error('A count gave no row')
    return { ...counts, ...backupsOf(context) }
  },

  'leads.erase': async (context, { leads, count }) => {
    const { value, isFileClean } = await context.erase(
      ({ erasedCount }) => ({ what: 'leads_erased', count: erasedCount }),
      async () => {
        const leadIds = selectLeads(context, leads)
        if (leadIds.length !== count)
          throw new Refusal(
            'not_possible',
            `The trash has changed: these were ${count} leads and are ${leadIds.length} now. Nobody was erased. Look at them again.`,
          )
        return eraseLeads(context.raw, leadIds, context.today)
      },
    )
    return { ...value, isFileClean, ...backupsOf(context) }
  },
}

function backupsOf({ path }: QueryContext): Pick<LeftBehind, 'backups' | 'versionBackupCount'> {
  const { days, versionCount } = listBackups(path)
  return { backups: days, versionBackupCount: versionCount }
}
