import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { browserHandlers } from '../../electron/browser/host-handlers.ts'
import { type BrowserServer, startServer } from '../../electron/browser/server.ts'
import { ComputerSettings } from '../../electron/core/computer-settings.ts'
import type { Core } from '../../electron/core/core.ts'
import { dispatchHost } from '../../electron/core/host-dispatch.ts'
import { HostWorkbook } from '../../electron/core/host-workbook.ts'
import type { Reply } from '../../shared/contract/reply.ts'
import { decodeWire, encodeWire } from '../../shared/contract/wire.ts'
import { testDay, withFolder } from './core.ts'
import type { sharingBareCore } from './shared-core.ts'

export type TestHost = {
  server: BrowserServer
  dataFolder: string
  secret: string
  /** Asks as the screen does, over HTTP. */
  ask: (channel: 'core' | 'host', name: unknown, input: unknown) => Promise<Reply<unknown>>
  /** Sends a request as it stands, with the secret unless the headers say otherwise. */
  send: (path: string, init?: RequestInit) => Promise<Response>
}

/** Gives what runs a test on a server of the browser host of its own, with a page that says nothing, on the core that a file shares. */
export function sharingBrowserHost(withCore: ReturnType<typeof sharingBareCore>) {
  return <T>(work: (host: TestHost) => Promise<T>): Promise<T> =>
    withFolder((folder) => withCore((core) => onServer(core, folder, work)))
}

async function onServer<T>(core: Core, folder: string, work: (host: TestHost) => Promise<T>): Promise<T> {
  const pageFolder = join(folder, 'page')
  const dataFolder = join(folder, 'data')
  mkdirSync(pageFolder)
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><script nonce="%CSP_NONCE%"></script>')
  const bugs: string[] = []
  const log = (text: string) => bugs.push(text)
  const tell: BrowserServer['tell'] = (event) => server.tell(event)
  const handlers = browserHandlers({
    core,
    workbook: new HostWorkbook({ core, locale: 'de-AT', log, tell, today: testDay }),
    settings: new ComputerSettings(join(dataFolder, '.settings.json'), log),
    dataFolder,
    fontFolder: new URL('../../renderer/app/fonts', import.meta.url).pathname,
    locale: 'de-AT',
    appVersion: '0',
    today: testDay,
    tell,
  })
  const server = await startServer({
    pageFolder,
    port: 0,
    answer: (channel, name, input) =>
      channel === 'core' ? core.dispatch(name, input) : dispatchHost(handlers, log, name, input),
    log,
  })
  const stopTelling = core.onEvent(tell)
  const secret = new URL(server.address).hash.replace('#secret=', '')
  const send: TestHost['send'] = (path, init = {}) =>
    fetch(`${server.origin}${path}`, {
      ...init,
      headers: {
        'x-leadbook-secret': secret,
        'content-type': 'application/json',
        ...(init.headers as Record<string, string>),
      },
    })
  try {
    const value = await work({
      server,
      dataFolder,
      secret,
      send,
      ask: async (channel, name, input) => {
        const body = encodeWire([name, input], (bytes) => Buffer.from(bytes).toString('base64'))
        const response = await send(`/api/${channel}`, { method: 'POST', body })
        return decodeWire(
          await response.text(),
          (text) => new Uint8Array(Buffer.from(text, 'base64')),
        ) as Reply<unknown>
      },
    })
    if (bugs.length > 0) throw new Error('The host met a bug', { cause: bugs })
    return value
  } finally {
    stopTelling()
    await server.close()
  }
}
