import { expect, test } from 'vitest'
import { testDay } from '../support/core.ts'
import { importFile, writeLines } from '../support/import-files.ts'
import { sharingCore } from '../support/shared-core.ts'

const inWorkbook = sharingCore()
const lines = ['Name,E-mail', 'Ann Lee,ann@x.example', 'Bob Roe,bob@x.example']

test('the same people in another list of signals did something else; the same list again did nothing more', async () => {
  await inWorkbook(async (core, { folder }) => {
    await importFile(core, writeLines(folder, 'people.csv', lines))
    const list = writeLines(folder, 'list.csv', lines)
    const came = { kind: 'signals', signal: { kind: 'attended', on: testDay } } as const
    const loaded = { kind: 'signals', signal: { kind: 'downloaded', on: testDay } } as const
    expect(await importFile(core, list, came)).toMatchObject({ updated: 2 })
    expect(await importFile(core, list, loaded)).toMatchObject({ updated: 2 })
    expect(await importFile(core, list, came)).toMatchObject({ updated: 0, same: 2 })
  })
})

test('who wants no calls any more and now unsubscribes gets no mail either', async () => {
  await inWorkbook(async (core, { folder }) => {
    const report = (name: string, cell: string) =>
      importFile(core, writeLines(folder, name, ['Name,E-mail,Unsubscribed', `Ann Lee,ann@x.example,${cell}`]))
    await report('one.csv', 'no')
    expect(await report('two.csv', 'yes')).toMatchObject({ updated: 1 })
    expect(await report('three.csv', 'Yes')).toMatchObject({ updated: 0 })
  })
})

test('a signal of a day to come, a head in a row that is not there and a delimiter that divides nothing are refused', async () => {
  await inWorkbook(async (core, { folder }) => {
    const fileId = core.takeFile(writeLines(folder, 'people.csv', lines))
    const refusals = [
      { kind: 'signals', signal: { kind: 'attended', on: '2031-01-01' } },
      { headerRow: 99_999 },
      { delimiter: '"' },
      { delimiter: '' },
    ]
    for (const choices of refusals)
      expect(await core.dispatch('import.plan', { fileId, choices })).toMatchObject({
        ok: false,
        error: { code: 'invalid_input' },
      })
  })
})

test('an answer that names a lead which is gone asks again instead of failing', async () => {
  await inWorkbook(async (core, { folder }) => {
    const fileId = core.takeFile(writeLines(folder, 'people.csv', lines))
    const choices = { answers: { 2: { is: 'same', leadId: 99 } } }
    expect(await core.dispatch('import.plan', { fileId, choices })).toMatchObject({
      ok: true,
      value: { counts: { created: 2 } },
    })
  })
})

test('a topic is spelled as it is on file, a new one as the file first spells it, and the same list again adds nothing', async () => {
  await inWorkbook(async (core, { folder }) => {
    const { leadId } = await core.call('leads.add', { name: 'Ann Lee', emails: ['ann@x.example'] })
    await core.call('temperature.logSignal', { leads: { ids: [leadId] }, kind: 'clicked', topic: 'Price list' })
    const list = writeLines(folder, 'list.csv', [
      'E-mail,When,What',
      `ann@x.example,${testDay},PRICE  LIST`,
      'ann@x.example,2026-01-05,price list',
      'ann@x.example,2026-01-06,Café',
      'ann@x.example,2026-01-07,cafe',
    ])
    const choices = {
      kind: 'signals',
      targets: { '1': 'email', '2': 'signalOn', '3': 'signalTopic' },
      signal: { kind: 'clicked' },
    } as const
    await importFile(core, list, choices)
    expect(await core.call('temperature.topics', { limit: 10 })).toEqual({
      topics: [
        { topic: 'Café', leads: 1, signals: 2 },
        { topic: 'Price list', leads: 1, signals: 2 },
      ],
    })
    expect(await importFile(core, list, choices)).toMatchObject({ updated: 0, same: 4 })
  })
})
