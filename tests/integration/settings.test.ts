import { describe, expect, it } from 'vitest'
import { sharingCore } from '../support/shared-core.ts'

const withWorkbook = sharingCore()

describe('settings', () => {
  it('keeps what the seller sets, and leaves what is not named', async () => {
    await withWorkbook(async (core, { reopen }) => {
      await core.call('settings.set', { sellerName: 'Mara Stein' })
      await core.call('settings.set', { slotsPerDay: 5 })
      await reopen()
      expect(await core.call('settings.get', {})).toEqual({ sellerName: 'Mara Stein', slotsPerDay: 5 })
    })
  })

  it('says that nothing changed where a setting is set to what it is', async () => {
    await withWorkbook(async (core) => {
      const { slotsPerDay } = await core.call('settings.get', {})
      expect(await core.call('settings.set', { slotsPerDay })).toEqual({ changeSet: null })
    })
  })
})
