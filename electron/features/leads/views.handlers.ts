import type { FeatureHandlers } from '../../core/handlers.ts'
import { deleteView, insertView, listViews, orderViews, updateView } from './saved-views.ts'

export const viewsHandlers: FeatureHandlers<'views'> = {
  'views.list': ({ db }) => listViews(db),

  'views.save': async ({ change }, { id, name, definition }) => {
    const { value, changeSet } = await change({ what: 'view_saved', name }, 'edit', (trx) =>
      id === undefined ? insertView(trx, { name, definition }) : updateView(trx, id, { name, definition }),
    )
    return { id: value, changeSet }
  },

  'views.order': async ({ change }, { ids }) => {
    const { changeSet } = await change({ what: 'views_ordered' }, 'edit', (trx) => orderViews(trx, ids))
    return { changeSet }
  },

  'views.delete': async ({ change }, { id }) => {
    const { changeSet } = await change(
      (name: string) => ({ what: 'view_deleted', name }),
      'edit',
      (trx) => deleteView(trx, id),
    )
    return { changeSet }
  },
}
