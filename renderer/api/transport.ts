import type { CoreEvent, HostEvent } from '../../shared/contract/events.ts'
import type { Reply } from '../../shared/contract/reply.ts'
import { createBrowserTransport } from './browser-transport.ts'
import { createDesktopTransport } from './desktop-transport.ts'

/** Which contract a request belongs to: the workbook's, or what only the host can do. */
export type Channel = 'core' | 'host'

/** `lost`: the host no longer answers; what is on the screen may be old. */
export type Connection = 'connected' | 'lost'

/** Carries messages to the host. Knows nothing of what they say. */
export interface Transport {
  call: (channel: Channel, name: string, input: unknown) => Promise<Reply<unknown>>
  /** Hears what the host tells without being asked. Gives the function that stops it. */
  onEvent: (listener: (event: CoreEvent | HostEvent) => void) => () => void
  onConnection: (listener: (connection: Connection) => void) => () => void
}

/** The way to the host of this page: the preload's bridge in the desktop app, else HTTP on this computer. */
export const transport: Transport =
  window.leadbook === undefined ? createBrowserTransport() : createDesktopTransport(window.leadbook)
