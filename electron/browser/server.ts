import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CoreEvent, HostEvent } from '../../shared/contract/events.ts'
import { Refusal, type Reply } from '../../shared/contract/reply.ts'
import { decodeWire, encodeWire } from '../../shared/contract/wire.ts'
import { readPageFile } from '../core/page-files.ts'
import { failureOf } from '../core/request.ts'

/** A piece of a file is at most 8 MB, and a third more as base64. */
const BODY_MAX_BYTES = 12 * 1024 * 1024
const HEARTBEAT_MS = 15_000

export type ServerOptions = {
  /** The built screen. */
  pageFolder: string
  /** 0 takes a free one. */
  port: number
  answer: (channel: 'core' | 'host', name: unknown, input: unknown) => Promise<Reply<unknown>>
  log: (text: string) => void
}

export type BrowserServer = {
  /** Where to open the screen: with the secret of this launch as fragment, which stays in the browser. */
  address: string
  origin: string
  tell: (event: CoreEvent | HostEvent) => void
  close: () => Promise<void>
}

/**
 * Serves the screen and its requests on 127.0.0.1 to who knows the secret of this launch. Another Host (a name that was turned to
 * this address), another Origin (a page from elsewhere) and a request without the secret are refused with 403.
 */
export async function startServer(options: ServerOptions): Promise<BrowserServer> {
  const secret = randomBytes(32).toString('base64url')
  const listeners = new Set<ServerResponse>()
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      options.log(`${request.method} ${request.url}: ${error instanceof Error ? error.stack : String(error)}`)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  await listen(server, options.port)
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const origin = `http://${host}`
  const heartbeat = setInterval(() => send('\n'), HEARTBEAT_MS)

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isFromOurPage(request, host, origin)) return refuse(response, 403)
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    if (!path.startsWith('/api/')) return servePage(request, response, path)
    if (!isSecret(request.headers['x-leadbook-secret'], secret)) return refuse(response, 403)
    if (path === '/api/events' && request.method === 'GET') return serveEvents(response)
    if ((path === '/api/core' || path === '/api/host') && request.method === 'POST') {
      return serveRequest(request, response, path === '/api/core' ? 'core' : 'host')
    }
    refuse(response, 404)
  }

  async function servePage(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405)
    // Browsers ask for it unasked; the page has none.
    if (path === '/favicon.ico') {
      response.writeHead(204).end()
      return
    }
    const file = await readPageFile(options.pageFolder, path)
    if (file === undefined) return refuse(response, 404)
    response.writeHead(200, file.headers).end(request.method === 'HEAD' ? undefined : file.body)
  }

  function serveEvents(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' }).write('\n')
    listeners.add(response)
    response.on('close', () => listeners.delete(response))
  }

  async function serveRequest(request: IncomingMessage, response: ServerResponse, channel: 'core' | 'host') {
    let reply: Reply<unknown>
    try {
      const [name, input] = await readMessage(request)
      reply = await options.answer(channel, name, input)
    } catch (error) {
      reply = { ok: false, error: failureOf(error, options.log) }
    }
    const status = request.complete ? 200 : 413
    response.writeHead(status, {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      ...(request.complete ? {} : { connection: 'close' }),
    })
    response.end(encodeWire(reply, (bytes) => Buffer.from(bytes).toString('base64')))
  }

  function send(line: string): void {
    for (const listener of listeners) listener.write(line)
  }

  return {
    address: `${origin}/#secret=${secret}`,
    origin,
    tell: (event) => send(`${JSON.stringify(event)}\n`),
    close: () =>
      new Promise((resolve) => {
        clearInterval(heartbeat)
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const code = 'code' in error ? String(error.code) : error.message
      reject(
        new Refusal(
          'not_available',
          `Port ${port} of 127.0.0.1 cannot be used (${code}). Leave --port out to take a free one.`,
        ),
      )
    })
    server.listen(port, '127.0.0.1', resolve)
  })
}

function isFromOurPage(request: IncomingMessage, host: string, origin: string): boolean {
  if (request.headers.host !== host) return false
  if (request.headers.origin !== undefined && request.headers.origin !== origin) return false
  const site = request.headers['sec-fetch-site']
  // `none` is the seller's own opening of the address.
  return site === undefined || site === 'same-origin' || site === 'none' || isOpening(request)
}

/** A page opened through a link elsewhere shows the screen, which can do nothing without the secret. */
function isOpening(request: IncomingMessage): boolean {
  return request.method === 'GET' && request.headers['sec-fetch-mode'] === 'navigate' && request.url === '/'
}

function isSecret(given: string | string[] | undefined, secret: string): boolean {
  if (typeof given !== 'string') return false
  const [a, b] = [Buffer.from(given), Buffer.from(secret)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** The name and input of a request. Refuses with invalid_input what is no message, or too large a one. */
async function readMessage(request: IncomingMessage): Promise<[unknown, unknown]> {
  if (request.headers['content-type'] !== 'application/json') throw badMessage('its type is not application/json')
  if (Number(request.headers['content-length']) > BODY_MAX_BYTES) throw badMessage('it is larger than 12 MB')
  const pieces: Buffer[] = []
  let byteCount = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    byteCount += piece.byteLength
    if (byteCount > BODY_MAX_BYTES) throw badMessage('it is larger than 12 MB')
    pieces.push(piece)
  }
  let message: unknown
  try {
    message = decodeWire(
      Buffer.concat(pieces).toString('utf8'),
      (base64) => new Uint8Array(Buffer.from(base64, 'base64')),
    )
  } catch (error) {
    throw badMessage(error instanceof Error ? error.message : String(error))
  }
  if (!Array.isArray(message) || message.length !== 2) throw badMessage('it is not a name and an input')
  return [message[0], message[1]]
}

function badMessage(why: string): Refusal {
  return new Refusal('invalid_input', `The request cannot be read: ${why}.`)
}

function refuse(response: ServerResponse, status: 403 | 404 | 405): void {
  response.writeHead(status, { 'content-type': 'text/plain', 'cache-control': 'no-store' }).end(`${status}\n`)
}
