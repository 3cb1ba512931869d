import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ComputerSettings } from '../../../electron/core/computer-settings.ts'

let folder = ''
let words: string[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadbook-settings-'))
  words = []
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = () => new ComputerSettings(join(folder, 'settings.json'), (text) => words.push(text))

test('what is set is there at the next launch, and nothing is half written', () => {
  open().set({ theme: 'dark' })
  expect(open().values.theme).toBe('dark')
  expect(readdirSync(folder)).toEqual(['settings.json'])
})

test('the workbook opened last stands first, once, under the same id, and the list has an end', () => {
  const settings = open()
  for (let book = 0; book < 12; book += 1) settings.remember(`/books/${book}.leadbook`, `2026-03-${10 + book}`)
  const id = settings.values.recent.find(({ path }) => path === '/books/5.leadbook')?.id
  settings.remember('/books/5.leadbook', '2026-04-01')
  const { recent } = open().values
  expect(recent).toHaveLength(10)
  expect(recent[0]).toEqual({ id, path: '/books/5.leadbook', openedAt: '2026-04-01' })
  expect(recent.filter(({ path }) => path === '/books/5.leadbook')).toHaveLength(1)
})

test('settings that cannot be read are set aside and said, and the defaults hold', () => {
  for (const text of ['', '{', '[]', '{"theme":"pink"}', '{"recent":[{"path":1}]}']) {
    writeFileSync(join(folder, 'settings.json'), text)
    const count = words.length
    expect(open().values, text).toMatchObject({ theme: 'system', language: 'en', recent: [] })
    expect(words).toHaveLength(count + 1)
    expect(readFileSync(join(folder, 'settings.json.unreadable'), 'utf8')).toBe(text)
  }
})
