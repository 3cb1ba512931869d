import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Core } from '../../../electron/core/core.ts'
import { HostWorkbook } from '../../../electron/core/host-workbook.ts'
import type { CoreEvent } from '../../../shared/contract/events.ts'
import { testDay, withFolder } from '../../support/core.ts'
import { sharingBareCore } from '../../support/shared-core.ts'

const withCore = sharingBareCore()
const withOtherCore = sharingBareCore()

function hostOn(core: Core, events: CoreEvent[] = []): HostWorkbook {
  return new HostWorkbook({ core, locale: 'de-DE', log: () => {}, tell: (event) => events.push(event), today: testDay })
}

describe('what cannot be opened leaves the workbook before open', () => {
  test('a file that is missing, foreign, or open in another Leadbook', async () => {
    await withFolder((folder) =>
      withCore((core) =>
        withOtherCore(async (otherCore) => {
          const host = hostOn(core)
          const mine = join(folder, 'mine.leadbook')
          await host.create(mine)
          const { leadId } = await core.call('leads.add', { name: 'Jürgen Müller' })
          writeFileSync(join(folder, 'foreign.leadbook'), 'not a workbook'.repeat(20))
          await hostOn(otherCore).create(join(folder, 'taken.leadbook'))

          await expect(host.open(join(folder, 'missing.leadbook'))).rejects.toMatchObject({ code: 'workbook_missing' })
          await expect(host.open(join(folder, 'foreign.leadbook'))).rejects.toMatchObject({ code: 'workbook_foreign' })
          await expect(host.open(join(folder, 'taken.leadbook'))).rejects.toMatchObject({ code: 'workbook_locked' })
          await expect(host.create(mine)).rejects.toMatchObject({ code: 'workbook_exists' })
          expect(host.path).toBe(mine)
          expect(await core.call('leads.get', { lead: leadId })).toMatchObject({ lead: { name: 'Jürgen Müller' } })
        }),
      ),
    )
  })

  test('at launch the reason is kept for the first screen, until something is open', async () => {
    await withFolder((folder) =>
      withCore(async (core) => {
        const host = hostOn(core)
        await host.launch(() => host.open(join(folder, 'gone.leadbook')))
        expect(host.launchFailure).toMatchObject({
          code: 'workbook_missing',
          message: expect.stringContaining('gone.leadbook'),
        })
        await host.create(join(folder, 'new.leadbook'))
        expect(host.launchFailure).toBeNull()
      }),
    )
  })
})

describe('the sample', () => {
  test('is made afresh each time, also while it is open, and touches nothing else', async () => {
    await withFolder((folder) =>
      withCore(async (core) => {
        const host = hostOn(core)
        const samples = join(folder, 'sample')
        await host.openSample(samples)
        await core.call('leads.add', { name: 'Left over' })
        expect(await core.call('workbook.status', {})).toMatchObject({ isSample: true, leadCount: 301 })
        await host.openSample(samples)
        expect(await core.call('workbook.status', {})).toMatchObject({ isSample: true, leadCount: 300 })
      }),
    )
  })

  test('that another Leadbook shows is left alone', async () => {
    await withFolder((folder) =>
      withCore((core) =>
        withOtherCore(async (otherCore) => {
          const samples = join(folder, 'sample')
          await hostOn(otherCore).openSample(samples)
          await expect(hostOn(core).openSample(samples)).rejects.toMatchObject({ code: 'workbook_locked' })
          expect(await otherCore.call('workbook.status', {})).toMatchObject({ leadCount: 300 })
        }),
      ),
    )
  })
})

test('closing tells every screen and lets go of the file', async () => {
  await withFolder((folder) =>
    withCore(async (core) => {
      const events: CoreEvent[] = []
      const host = hostOn(core, events)
      const path = join(folder, 'mine.leadbook')
      await host.create(path)
      expect([host.name, host.backupPlace, existsSync(`${path}-lock`)]).toEqual(['mine', 'mine.leadbook-backups', true])
      await host.close()
      expect(events).toEqual([{ type: 'ready' }, { type: 'closed', failure: null }])
      expect([host.name, existsSync(`${path}-lock`)]).toEqual([undefined, false])
    }),
  )
})
