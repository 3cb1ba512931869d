import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import type { ViewDefinition } from '../../shared/contract/views.contract.ts'
import { silentFor } from '../../shared/domain/leads/filter-rules.ts'
import { type ShippedView, shippedViews } from '../../shared/domain/leads/shipped-views.ts'
import type { SavedViewId } from '../../shared/primitives/ids.ts'
import { sharingCore } from '../support/shared-core.ts'

const withWorkbook = sharingCore()

const silent: ViewDefinition = {
  search: 'optik',
  rules: [[silentFor(30), { field: 'status', not: true, test: { op: 'anyOf', values: ['active'] } }]],
  sort: { by: 'temperature', direction: 'descending' },
  columns: [{ key: 'code' }, { key: 'name', width: 240 }, { key: 'custom:3' }],
  density: 'roomy',
}
const plain: ViewDefinition = { rules: [], density: 'dense' }

async function save(core: Core, name: string, definition: ViewDefinition = plain): Promise<SavedViewId> {
  return (await core.call('views.save', { name, definition })).id
}

async function names(core: Core): Promise<string[]> {
  return (await core.call('views.list', {})).map(({ name }) => name)
}

async function refusal(core: Core, name: string, input: unknown) {
  const reply = await core.dispatch(name, input)
  if (reply.ok) throw new Error(`${name} was expected to be refused`)
  return reply.error
}

describe('saved views', () => {
  it('keeps what a view shows, word for word', async () => {
    await withWorkbook(async (core, { reopen }) => {
      const id = await save(core, 'Silent opticians', silent)
      await reopen()
      expect(await core.call('views.list', {})).toEqual([{ id, name: 'Silent opticians', definition: silent }])
    })
  })

  it('renames a view without touching what it shows, and shows something else by the same name', async () => {
    await withWorkbook(async (core) => {
      const id = await save(core, 'Silent', silent)
      await core.call('views.save', { id, name: 'Quiet' })
      expect(await core.call('views.list', {})).toEqual([{ id, name: 'Quiet', definition: silent }])
      await core.call('views.save', { id, name: 'Quiet', definition: plain })
      expect(await core.call('views.list', {})).toEqual([{ id, name: 'Quiet', definition: plain }])
      expect(await core.call('views.save', { id, name: 'Quiet', definition: plain })).toEqual({ id, changeSet: null })
    })
  })

  it('refuses a name that folds like another view’s, and leaves the view its own', async () => {
    await withWorkbook(async (core) => {
      const id = await save(core, 'Łódź fair')
      await save(core, 'Other')
      expect(await refusal(core, 'views.save', { name: ' lodz  FAIR ', definition: plain })).toMatchObject({
        code: 'not_possible',
        message: 'There is a view “Łódź fair” already. Give this one another name.',
      })
      expect((await refusal(core, 'views.save', { id, name: 'OTHER' })).code).toBe('not_possible')
      await core.call('views.save', { id, name: 'lodz fair' })
      expect(await names(core)).toEqual(['lodz fair', 'Other'])
    })
  })

  it('orders views, those left out behind, and undoes it', async () => {
    await withWorkbook(async (core) => {
      const [, b, c] = [await save(core, 'A'), await save(core, 'B'), await save(core, 'C')]
      await core.call('views.order', { ids: [c, b] })
      expect(await names(core)).toEqual(['C', 'B', 'A'])
      expect(await core.call('views.order', { ids: [c, b] })).toEqual({ changeSet: null })
      await save(core, 'D')
      expect(await names(core)).toEqual(['C', 'B', 'A', 'D'])
      await core.call('journal.undo', {})
      await core.call('journal.undo', {})
      expect(await names(core)).toEqual(['A', 'B', 'C'])
    })
  })

  it('deletes a view and gives it back as it was', async () => {
    await withWorkbook(async (core) => {
      const id = await save(core, 'Silent', silent)
      const { changeSet } = await core.call('views.delete', { id })
      expect(await names(core)).toEqual([])
      const undone = await core.call('journal.undo', { changeSetId: changeSet ?? undefined })
      expect(undone.label).toEqual({ what: 'view_deleted', name: 'Silent' })
      expect(await core.call('views.list', {})).toEqual([{ id, name: 'Silent', definition: silent }])
    })
  })

  it('says what cannot be taken back where its name was taken meanwhile', async () => {
    await withWorkbook(async (core) => {
      const id = await save(core, 'Silent', silent)
      const { changeSet } = await core.call('views.delete', { id })
      await save(core, 'Silent')
      const reply = await core.dispatch('journal.undo', { changeSetId: changeSet })
      expect(reply.ok ? reply.value : reply.error).toMatchObject(
        reply.ok ? { impossible: [{ table: 'saved_view' }] } : { code: 'not_possible' },
      )
      expect(await names(core)).toEqual(['Silent'])
    })
  })

  it('lists a view that does not read any more without what it showed, and can rename and delete it', async () => {
    await withWorkbook(async (core, { path, reopen }) => {
      const [broken, sound] = [await save(core, 'Broken'), await save(core, 'Sound', silent)]
      const file = new Database(path)
      file
        .prepare('UPDATE saved_view SET definition = ? WHERE id = ?')
        .run('{"rules":[[{"field":"aura","test":{"op":"glows"}}]],"density":"dense"}', broken)
      file.close()
      await reopen()
      expect(await core.call('views.list', {})).toEqual([
        { id: broken, name: 'Broken', definition: null },
        { id: sound, name: 'Sound', definition: silent },
      ])
      await core.call('views.save', { id: broken, name: 'Still broken' })
      expect(await names(core)).toEqual(['Still broken', 'Sound'])
      await core.call('views.delete', { id: broken })
      expect(await names(core)).toEqual(['Sound'])
    })
  })

  it.each<[string, string, unknown]>([
    ['views.save', 'a blank name', { name: '  ', definition: plain }],
    ['views.save', 'a name beyond measure', { name: 'x'.repeat(101), definition: plain }],
    ['views.save', 'nothing to show', { name: 'Empty' }],
    [
      'views.save',
      'a field that there never was',
      { name: 'A', definition: { ...plain, rules: [[{ field: 'aura' }]] } },
    ],
    ['views.save', 'an empty group', { name: 'A', definition: { ...plain, rules: [[]] } }],
    ['views.save', 'a key too many', { name: 'A', definition: { ...plain, __proto: 1 } }],
    ['views.save', 'a width of nothing', { name: 'A', definition: { ...plain, columns: [{ key: 'name', width: 0 }] } }],
    ['views.order', 'ids that are words', { ids: ['1'] }],
    ['views.delete', 'an id of another kind', { id: -1 }],
  ])('refuses in %s %s', async (name, _, input) => {
    await withWorkbook(async (core) => {
      expect((await refusal(core, name, input)).code).toBe('invalid_input')
      expect(await names(core)).toEqual([])
    })
  })

  it('says that a view is gone', async () => {
    await withWorkbook(async (core) => {
      await save(core, 'There')
      for (const [name, input] of [
        ['views.save', { id: 99, name: 'A' }],
        ['views.order', { ids: [99] }],
        ['views.delete', { id: 99 }],
      ] as const)
        expect((await refusal(core, name, input)).code).toBe('not_found')
      expect(await names(core)).toEqual(['There'])
    })
  })
})

describe('views that ship', () => {
  it('can be listed and counted', async () => {
    await withWorkbook(
      async (core) => {
        await core.call('workbook.makeSample', { seed: 7 })
        const views: readonly ShippedView[] = shippedViews
        const filters = views.map(({ rules }) => ({ all: rules.map((group) => [...group]) }))
        const { counts } = await core.call('leads.counts', { of: filters.map((filter) => ({ filter })) })
        for (const [at, { slug, sort }] of views.entries()) {
          const { total } = await core.call('leads.list', { filter: filters[at], ...(sort && { sort }), limit: 1 })
          expect([slug, total]).toEqual([slug, counts[at]])
        }
        const found = Object.fromEntries(views.map(({ slug }, at) => [slug, counts[at]]))
        expect(found['all']).toBe(300)
        for (const slug of ['warm', 'cold', 'hot', 'cooling', 'never-contacted'])
          expect([slug, found[slug]]).not.toEqual([slug, 0])
      },
      { isSample: true },
    )
  })
})
