import type { LeadbookBridge } from '../../shared/contract/bridge.ts'

declare global {
  interface Window {
    /** Put there by the preload of the desktop app; a page in a browser has none. */
    readonly leadbook?: LeadbookBridge
  }
}
