import { describe, expect, test } from 'vitest'
import { hostContract } from '../../shared/contract/index.ts'
import type { Reply } from '../../shared/contract/reply.ts'
import { sharingBrowserHost } from '../support/browser-host.ts'
import { hostileRequests } from '../support/hostile-requests.ts'
import { sharingBareCore } from '../support/shared-core.ts'

const withCore = sharingBareCore()
const withBrowserHost = sharingBrowserHost(withCore)

type Ask = (channel: 'core' | 'host', name: unknown, input: unknown) => Promise<Reply<unknown>>

async function expectAllRefused(ask: Ask, requests: typeof hostileRequests): Promise<void> {
  const answers = []
  for (const { what, channel, name, input, code } of requests) {
    const reply = await ask(channel, name, input)
    answers.push({ what, channel, code: reply.ok ? 'answered' : reply.error.code, wanted: code })
  }
  expect(answers).toEqual(answers.map((answer) => ({ ...answer, code: answer.wanted })))
}

describe('a hostile request is refused with its code and never throws', () => {
  test('asked of the core itself', async () => {
    await withCore((core) =>
      expectAllRefused(
        (_channel, name, input) => core.dispatch(name, input),
        hostileRequests.filter(({ channel }) => channel === 'core'),
      ),
    )
  })

  test('over HTTP', async () => {
    await withBrowserHost(({ ask }) => expectAllRefused(ask, hostileRequests))
  })

  test('a key that JSON makes of __proto__ is a surplus key like any other', async () => {
    const input: unknown = JSON.parse('{"limit": 1, "__proto__": {"search": "x"}}')
    await withCore(async (core) => {
      expect(await core.dispatch('leads.list', input)).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
    })
    await withBrowserHost(async ({ send }) => {
      const body = '["leads.list", {"limit": 1, "__proto__": {"search": "x"}}]'
      const response = await send('/api/core', { method: 'POST', body })
      expect(await response.json()).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
    })
  })
})

describe('a value that cannot be sent as it is', () => {
  test('functions, symbols and cycles are refused, not thrown', async () => {
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    await withCore(async (core) => {
      for (const input of [() => 1, Symbol('x'), cycle, 1n]) {
        expect(await core.dispatch('leads.list', input)).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
        expect(await core.dispatch(input, {})).toMatchObject({ ok: false, error: { code: 'unknown_procedure' } })
      }
    })
  })
})

test('every host procedure takes an object of known keys only', () => {
  for (const [name, { input }] of Object.entries(hostContract)) {
    expect(input.safeParse({ surplus: 1 }).success, name).toBe(false)
  }
})
