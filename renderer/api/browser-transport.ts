import type { CoreEvent, HostEvent } from '../../shared/contract/events.ts'
import type { HostInputOf } from '../../shared/contract/index.ts'
import type { Reply } from '../../shared/contract/reply.ts'
import { decodeWire, encodeWire } from '../../shared/contract/wire.ts'
import type { Connection, Transport } from './transport.ts'

const SECRET_KEY = 'leadbook-secret'
const RETRY_MS = 1000

/**
 * Messages over HTTP to the browser host on this computer. The secret of the launch comes in the address' fragment, which no server
 * ever sees, and stays in this tab's session storage, which belongs to this port alone (a cookie would go to every port).
 */
export function createBrowserTransport(): Transport {
  const headers = { 'x-leadbook-secret': takeSecret() }
  const eventListeners = new Set<(event: CoreEvent | HostEvent) => void>()
  const connectionListeners = new Set<(connection: Connection) => void>()
  let connection: Connection = 'connected'
  let isListening = false

  function setConnection(next: Connection) {
    if (next === connection) return
    connection = next
    for (const listener of connectionListeners) listener(next)
    // Whatever happened meanwhile was not heard: everything is read anew.
    if (next === 'connected') tell({ type: 'restarted' })
  }

  function tell(event: CoreEvent | HostEvent) {
    for (const listener of eventListeners) listener(event)
  }

  async function listen() {
    isListening = true
    while (eventListeners.size > 0) {
      try {
        const response = await fetch('/api/events', { headers })
        if (response.ok && response.body !== null) {
          setConnection('connected')
          await readLines(response.body, (line) => {
            if (line !== '') tell(JSON.parse(line) as CoreEvent | HostEvent)
          })
        }
      } catch {
        // The host is gone, or the line broke: both end in the state `lost` and another try.
      }
      setConnection('lost')
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
    isListening = false
  }

  return {
    call: async (channel, name, input) => {
      if (channel === 'host' && name === 'host.copyText') return copyText(input as HostInputOf<'host.copyText'>)
      if (channel === 'host' && name === 'host.openAddress')
        return openAddress(input as HostInputOf<'host.openAddress'>)
      let response: Response
      try {
        response = await fetch(`/api/${channel}`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: encodeWire([name, input], toBase64),
        })
      } catch {
        setConnection('lost')
        return notAvailable('Leadbook no longer answers. Start it again and open the address it prints.')
      }
      if (response.status === 403)
        return notAvailable(
          'This page is not of the Leadbook that runs now. Open the address it printed when it started.',
        )
      if (!response.headers.get('content-type')?.startsWith('application/json'))
        return notAvailable(
          `Leadbook answered with ${response.status}. Reload the page; if it comes back, start Leadbook again.`,
        )
      return decodeWire(await response.text(), fromBase64) as Reply<unknown>
    },
    onEvent: (listener) => {
      eventListeners.add(listener)
      if (!isListening) void listen()
      return () => eventListeners.delete(listener)
    },
    onConnection: (listener) => {
      connectionListeners.add(listener)
      return () => connectionListeners.delete(listener)
    },
  }
}

function takeSecret(): string {
  const given = /^#secret=([\w-]+)$/.exec(location.hash)?.[1]
  if (given === undefined) return sessionStorage.getItem(SECRET_KEY) ?? ''
  sessionStorage.setItem(SECRET_KEY, given)
  history.replaceState(null, '', location.pathname)
  return given
}

/** What a browser only lets the page itself do, and only just after a click or a key. */
async function copyText({ text }: HostInputOf<'host.copyText'>): Promise<Reply<unknown>> {
  try {
    await navigator.clipboard.writeText(text)
    return { ok: true, value: {} }
  } catch {
    return notAvailable('The browser does not let Leadbook copy. Select the text and copy it yourself.')
  }
}

function openAddress({ url }: HostInputOf<'host.openAddress'>): Reply<unknown> {
  if (!/^(mailto|tel|https):/i.test(url)) return notAvailable(`${url} is no address that Leadbook opens.`)
  const link = Object.assign(document.createElement('a'), { href: url, target: '_blank', rel: 'noopener noreferrer' })
  link.click()
  return { ok: true, value: {} }
}

function notAvailable(message: string): Reply<never> {
  return { ok: false, error: { code: 'not_available', message } }
}

async function readLines(body: ReadableStream<Uint8Array>, onLine: (line: string) => void): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const lines = (rest + value).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(line)
  }
}

function toBase64(bytes: Uint8Array): string {
  const PIECE = 0x8000
  let text = ''
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE))
  return btoa(text)
}

function fromBase64(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
}
