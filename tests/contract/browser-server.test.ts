import { request as httpRequest } from 'node:http'
import { describe, expect, test } from 'vitest'
import { sharingBrowserHost } from '../support/browser-host.ts'
import { sharingBareCore } from '../support/shared-core.ts'

const withBrowserHost = sharingBrowserHost(sharingBareCore())
const question = '["file.begin", {"fileName": "leads.csv"}]'

describe('who may ask the browser host', () => {
  test('nobody without the secret of the launch', async () => {
    await withBrowserHost(async ({ send, secret }) => {
      for (const given of ['', 'wrong', `${secret}x`, secret.slice(1), secret.toUpperCase()]) {
        const headers = { 'x-leadbook-secret': given }
        expect((await send('/api/core', { method: 'POST', body: question, headers })).status).toBe(403)
        expect((await send('/api/host', { method: 'POST', body: '["host.state", {}]', headers })).status).toBe(403)
        expect((await send('/api/events', { headers })).status).toBe(403)
      }
      expect((await send(`/api/events?secret=${secret}`, { headers: { 'x-leadbook-secret': '' } })).status).toBe(403)
      expect((await send('/api/core', { method: 'POST', body: question })).status).toBe(200)
    })
  })

  test('no page of another origin, secret or not', async () => {
    await withBrowserHost(async ({ send, server }) => {
      const { port } = new URL(server.origin)
      for (const origin of [
        'http://evil.example',
        'null',
        `http://localhost:${port}`,
        `https://127.0.0.1:${port}`,
        'http://127.0.0.1:1',
      ]) {
        const response = await send('/api/core', { method: 'POST', body: question, headers: { origin } })
        expect(response.status, origin).toBe(403)
      }
      const own = await send('/api/core', { method: 'POST', body: question, headers: { origin: server.origin } })
      expect(own.status).toBe(200)
    })
  })

  test('nobody under a name that was turned to this address', async () => {
    await withBrowserHost(async ({ server, secret }) => {
      const { port } = new URL(server.origin)
      const statusUnder = (host: string) =>
        new Promise<number | undefined>((resolve, reject) => {
          const headers = { host, 'x-leadbook-secret': secret }
          httpRequest({ host: '127.0.0.1', port, path: '/', headers }, (response) => {
            response.resume()
            resolve(response.statusCode)
          })
            .on('error', reject)
            .end()
        })
      for (const host of [
        'evil.example',
        `evil.example:${port}`,
        `localhost:${port}`,
        '127.0.0.1',
        `127.0.0.1:${port}.evil.example`,
      ]) {
        expect(await statusUnder(host), host).toBe(403)
      }
      expect(await statusUnder(`127.0.0.1:${port}`)).toBe(200)
    })
  })

  test('no other computer: it listens on 127.0.0.1', async () => {
    await withBrowserHost(async ({ server }) => {
      expect(server.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    })
  })
})

describe('what the browser host answers', () => {
  test('the page has a policy with a nonce of this load and no other', async () => {
    await withBrowserHost(async ({ send }) => {
      const nonces = new Set<string>()
      for (let load = 0; load < 3; load += 1) {
        const response = await send('/')
        const policy = response.headers.get('content-security-policy') ?? ''
        const nonce = /script-src 'self' 'nonce-([\w-]{24})'/.exec(policy)?.[1] ?? ''
        expect(policy).toContain("default-src 'none'")
        expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`)
        expect(policy).not.toContain('unsafe')
        expect(await response.text()).toContain(`nonce="${nonce}"`)
        nonces.add(nonce)
      }
      expect(nonces.size).toBe(3)
    })
  })

  test('nothing outside of the page', async () => {
    await withBrowserHost(async ({ send }) => {
      for (const path of [
        '/../data/.settings.json',
        '/%2e%2e/data/.settings.json',
        '/..%2fdata/.settings.json',
        '/..%5cdata',
        '/%00',
        '/%',
        '//etc/passwd',
        '/missing.js',
        '/api/',
        '/api/core',
      ]) {
        expect((await send(path)).status, path).toBe(404)
      }
    })
  })

  test('a message that is none is refused, and the host goes on', async () => {
    await withBrowserHost(async ({ send }) => {
      for (const body of [
        '',
        '{',
        '[]',
        '["leads.list"]',
        '[1,2,3]',
        '"leads.list"',
        'null',
        '["file.chunk", {"bytes": {"$bytes": "%%%"}}]',
        '["file.chunk", {"bytes": {"$bytes": "AAAA", "more": 1}}]',
      ]) {
        const response = await send('/api/core', { method: 'POST', body })
        expect(await response.json(), body).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
      }
      const asForm = await send('/api/core', {
        method: 'POST',
        body: question,
        headers: { 'content-type': 'text/plain' },
      })
      expect(await asForm.json()).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
      expect((await send('/api/core', { method: 'POST', body: question })).status).toBe(200)
    })
  })

  test('a message over the limit is refused before it is read', async () => {
    await withBrowserHost(async ({ send }) => {
      // The connection may end before the answer is read; what counts is that nothing was taken and the host goes on.
      const status = await send('/api/core', { method: 'POST', body: 'x'.repeat(13 * 1024 * 1024) }).then(
        (response) => response.status,
        () => 'ended',
      )
      expect(['ended', 413]).toContain(status)
      expect((await send('/api/core', { method: 'POST', body: question })).status).toBe(200)
    })
  })

  test('a file comes in byte for byte', async () => {
    await withBrowserHost(async ({ ask }) => {
      const begun = await ask('core', 'file.begin', { fileName: 'all bytes.bin' })
      const { fileId } = (begun as { value: { fileId: string } }).value
      const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 256)
      expect(await ask('core', 'file.chunk', { fileId, bytes })).toEqual({ ok: true, value: {} })
      expect(await ask('core', 'file.end', { fileId })).toEqual({ ok: true, value: { fileId, byteCount: 70_000 } })
    })
  })

  test('events reach the page that listens', async () => {
    await withBrowserHost(async ({ send, ask }) => {
      const events = await send('/api/events')
      await ask('host', 'host.setTheme', { theme: 'dark' })
      let heard = ''
      for await (const piece of events.body ?? []) {
        heard += new TextDecoder().decode(piece)
        if (heard.includes('}')) break
      }
      expect(JSON.parse(heard)).toEqual({ type: 'theme', theme: 'dark' })
      expect(await ask('host', 'host.state', {})).toMatchObject({ ok: true, value: { theme: 'dark', isOpen: false } })
    })
  })
})

describe('workbooks of the data folder', () => {
  test('a new one gets currency and country of the locale, is listed by name, and opens again', async () => {
    await withBrowserHost(async ({ ask, dataFolder }) => {
      expect(await ask('host', 'host.newWorkbook', { name: 'Meine Kontakte' })).toEqual({
        ok: true,
        value: { isOpen: true },
      })
      expect(await ask('core', 'workbook.status', {})).toMatchObject({
        ok: true,
        value: { currency: 'EUR', country: 'AT', name: 'Meine Kontakte' },
      })
      const recent = await ask('host', 'host.recent', {})
      expect(recent).toMatchObject({
        ok: true,
        value: [{ id: 'Meine Kontakte', name: 'Meine Kontakte', isMissing: false }],
      })
      expect(JSON.stringify(recent)).not.toContain(dataFolder)
      await ask('host', 'host.closeWorkbook', {})
      expect(await ask('host', 'host.state', {})).toMatchObject({ value: { isOpen: false } })
      expect(await ask('host', 'host.openRecent', { id: 'Meine Kontakte' })).toEqual({
        ok: true,
        value: { isOpen: true },
      })
    })
  })

  test('a name that is taken, or no file can have, is refused and what is open stays open', async () => {
    await withBrowserHost(async ({ ask }) => {
      await ask('host', 'host.newWorkbook', { name: 'First' })
      expect(await ask('host', 'host.newWorkbook', { name: 'First' })).toMatchObject({
        error: { code: 'workbook_exists' },
      })
      for (const name of ['../First', 'a/b', 'a\\b', '.hidden', 'con', 'CON.txt', 'a:b', 'dot.', 'line\nbreak']) {
        expect(await ask('host', 'host.newWorkbook', { name }), name).toMatchObject({
          error: { code: 'invalid_input' },
        })
      }
      expect(await ask('core', 'workbook.status', {})).toMatchObject({ ok: true, value: { name: 'First' } })
    })
  })
})
