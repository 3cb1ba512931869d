import { basename } from 'node:path'
import type { FeatureHandlers } from '../../core/handlers.ts'
import { newestBackupDay } from '../../database/backup.ts'
import { readSettings } from '../settings/settings.service.ts'
import { makeSample } from './sample.ts'
import { checkWorkbook } from './workbook-check.ts'

const SAMPLE_SEED = 20_260_101

export const workbookHandlers: FeatureHandlers<'workbook'> = {
  'workbook.status': async ({ db, raw, path, today }) => {
    const { currency, country, isSample } = await readSettings(db)
    return {
      name: basename(path).replace(/\.leadbook$/, ''),
      isSample,
      leadCount:
        raw
          .prepare<[], number>(
            'SELECT (SELECT count(*) FROM lead) - (SELECT count(*) FROM lead WHERE archived_on IS NOT NULL)',
          )
          .pluck()
          .get() ?? 0,
      dueCount:
        raw
          .prepare<[string], number>(`
            SELECT count(*) FROM next_action JOIN lead ON lead.id = lead_id
            WHERE next_action.state = 'open' AND due_on <= ? AND do_not_contact_on IS NULL AND archived_on IS NULL`)
          .pluck()
          .get(today) ?? 0,
      today,
      currency,
      country,
      backedUpOn: newestBackupDay(path) ?? null,
    }
  },

  'workbook.check': ({ raw }) => checkWorkbook(raw),

  'workbook.makeSample': (context, { seed }) => makeSample(context, seed ?? SAMPLE_SEED),
}
