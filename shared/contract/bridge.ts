import type { CoreEvent, HostEvent } from './events.ts'
import type { Reply } from './reply.ts'

/** What the preload of the desktop app offers the page, as `window.leadbook`. */
export type LeadbookBridge = {
  call: (channel: 'core' | 'host', name: string, input: unknown) => Promise<Reply<unknown>>
  /** Gives the function that stops it. */
  onEvent: (listener: (event: CoreEvent | HostEvent) => void) => () => void
}
