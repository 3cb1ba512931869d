import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import type { Reply } from '../../shared/contract/reply.ts'
import type { Core } from '../core/core.ts'
import { dispatchHost, type HostHandlers } from '../core/host-dispatch.ts'

export type IpcOptions = {
  core: Core
  hostHandlers: HostHandlers
  log: (text: string) => void
  window: () => BrowserWindow | undefined
}

/** Answers the page's requests, and those of nobody else: the main frame of our window, showing our page. */
export function answerRequests({ core, hostHandlers, log, window }: IpcOptions): void {
  ipcMain.handle('leadbook:call', (event, channel: unknown, name: unknown, input: unknown): Promise<Reply<unknown>> => {
    if (!isOurPage(event, window())) return Promise.resolve(refused('This page may not ask Leadbook.'))
    if (channel === 'core') return core.dispatch(name, input)
    if (channel === 'host') return dispatchHost(hostHandlers, log, name, input)
    return Promise.resolve(refused('There are two channels: core and host.'))
  })
}

function isOurPage(event: IpcMainInvokeEvent, window: BrowserWindow | undefined): boolean {
  const frame = event.senderFrame
  return (
    frame !== null &&
    window !== undefined &&
    event.sender === window.webContents &&
    frame === window.webContents.mainFrame &&
    frame.url.startsWith('leadbook://app/')
  )
}

function refused(message: string): Reply<never> {
  return { ok: false, error: { code: 'not_available', message } }
}
