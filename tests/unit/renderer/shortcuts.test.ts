import { describe, expect, it } from 'vitest'
import { companyRoute, leadRoute, placeOf } from '../../../renderer/app/routes.ts'
import { isPressOf } from '../../../renderer/app/shortcuts.ts'

function press(key: string, held: Partial<Record<'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey', boolean>> = {}) {
  return { key, ctrlKey: false, shiftKey: false, altKey: false, metaKey: false, ...held } as KeyboardEvent
}

// These presses are of a keyboard with Ctrl; on a Mac the same tests would need ⌘.
describe.skipIf(/Mac/.test(navigator.platform))('a press of keys', () => {
  it('tells undo from redo by Shift', () => {
    expect(isPressOf('mod+z', press('z', { ctrlKey: true }))).toBe(true)
    expect(isPressOf('mod+z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(false)
    expect(isPressOf('mod+shift+z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(true)
  })

  it('takes a sign on whatever keyboard it is typed, with Shift or without', () => {
    expect(isPressOf('/', press('/'))).toBe(true)
    expect(isPressOf('/', press('/', { shiftKey: true }))).toBe(true)
    expect(isPressOf('?', press('?', { shiftKey: true }))).toBe(true)
  })

  it('does not take a letter for its shortcut while another modifier is held', () => {
    expect(isPressOf('l', press('l', { ctrlKey: true }))).toBe(false)
    expect(isPressOf('l', press('l', { altKey: true }))).toBe(false)
    expect(isPressOf('l', press('L', { shiftKey: true }))).toBe(false)
  })
})

it('takes Alt for the shortcuts that ask for it, and for no others', () => {
  expect(isPressOf('alt+ArrowDown', press('ArrowDown', { altKey: true }))).toBe(true)
  expect(isPressOf('alt+ArrowDown', press('ArrowDown'))).toBe(false)
  expect(isPressOf('ArrowDown', press('ArrowDown', { altKey: true }))).toBe(false)
})

describe('the place of a route', () => {
  it('is that of its first part, for a lead too, and for a company that of its people', () => {
    expect(placeOf('/today')).toBe('today')
    expect(placeOf(leadRoute(3))).toBe('leads')
    expect(placeOf('/leads?stage=sql')).toBe('leads')
    expect(placeOf(companyRoute(3))).toBe('leads')
  })

  it('is none where there is no such screen', () => {
    expect(placeOf('/lead')).toBeUndefined()
    expect(placeOf('/toString')).toBeUndefined()
  })
})
