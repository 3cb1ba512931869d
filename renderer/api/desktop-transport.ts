import type { LeadbookBridge } from '../../shared/contract/bridge.ts'
import type { Transport } from './transport.ts'

/** Messages over the preload's bridge. Bytes travel as they are. */
export function createDesktopTransport(bridge: LeadbookBridge): Transport {
  return {
    call: bridge.call,
    onEvent: (listener) =>
      bridge.onEvent((event) => {
        const isTextCommand = event.type === 'menu' && (event.command === 'undo' || event.command === 'redo')
        // In a text field the menu's Undo means the text, as its key does.
        if (isTextCommand && isTextFocused()) document.execCommand(event.command)
        else listener(event)
      }),
    // The page and its host end together.
    onConnection: () => () => {},
  }
}

function isTextFocused(): boolean {
  const focused = document.activeElement
  return (
    focused instanceof HTMLTextAreaElement ||
    (focused instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(focused.type)) ||
    (focused instanceof HTMLElement && focused.isContentEditable)
  )
}
