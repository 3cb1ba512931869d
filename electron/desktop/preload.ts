import { contextBridge, ipcRenderer } from 'electron'
import type { LeadbookBridge } from '../../shared/contract/bridge.ts'
import type { CoreEvent, HostEvent } from '../../shared/contract/events.ts'
import type { Reply } from '../../shared/contract/reply.ts'

const bridge: LeadbookBridge = {
  call: async (channel, name, input) => {
    try {
      return (await ipcRenderer.invoke('leadbook:call', channel, name, input)) as Reply<unknown>
    } catch (error) {
      // What cannot be copied to another process, as a function, never reaches the host.
      return { ok: false, error: { code: 'invalid_input', message: `The request cannot be sent: ${String(error)}` } }
    }
  },
  onEvent: (listener) => {
    const hear = (_event: unknown, event: CoreEvent | HostEvent) => listener(event)
    ipcRenderer.on('leadbook:event', hear)
    return () => ipcRenderer.removeListener('leadbook:event', hear)
  },
}

contextBridge.exposeInMainWorld('leadbook', bridge)
