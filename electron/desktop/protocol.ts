import { randomUUID } from 'node:crypto'
import { protocol, type Session } from 'electron'
import { readPageFile } from '../core/page-files.ts'

/** The first page of the app, on a scheme that only this app answers. */
export const appAddress = 'leadbook://app/index.html'

/** Makes `leadbook:` a scheme like https to the page: an origin of its own, modules, fetch. Before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'leadbook', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Answers `leadbook://app/…` with the built screen. */
export function serveApp(session: Session, folder: string): void {
  session.protocol.handle('leadbook', async (request) => {
    const url = new URL(request.url)
    if (url.host !== 'app' || request.method !== 'GET') return notFound()
    const file = await readPageFile(folder, url.pathname)
    return file === undefined
      ? notFound()
      : new Response(file.body as string | Uint8Array<ArrayBuffer>, { headers: file.headers })
  })
}

/** Answers `leadbook://print/…` with documents that are to be printed; each can be had until it is taken back. */
export function servePrints(session: Session): { put: (html: string) => { address: string; takeBack: () => void } } {
  const documents = new Map<string, string>()
  session.protocol.handle('leadbook', (request) => {
    const html = documents.get(request.url)
    return html === undefined ? notFound() : new Response(html, { headers: printHeaders })
  })
  return {
    put: (html) => {
      const address = `leadbook://print/${randomUUID()}`
      documents.set(address, html)
      return { address, takeBack: () => documents.delete(address) }
    },
  }
}

/** A document to print stands alone and runs nothing. */
const printHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'",
}

function notFound(): Response {
  return new Response(null, { status: 404 })
}
