import type { FeatureHandlers } from '../../core/handlers.ts'
import { readSettings, writeSettings } from './settings.service.ts'

export const settingsHandlers: FeatureHandlers<'settings'> = {
  'settings.get': async ({ db }) => {
    const { sellerName, slotsPerDay } = await readSettings(db)
    return { sellerName, slotsPerDay }
  },
  'settings.set': async ({ change }, input) => {
    const { changeSet } = await change({ what: 'settings_changed' }, 'edit', (trx) => writeSettings(trx, input))
    return { changeSet }
  },
}
