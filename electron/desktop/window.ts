import { BrowserWindow, nativeTheme, type Rectangle, screen } from 'electron'
import type { ComputerSettings } from '../core/computer-settings.ts'
import { appAddress } from './protocol.ts'

/** Colour of the page before it is drawn, as `--lb-paper` in renderer/app/tokens.css, so that a start does not flash. */
const paper = { light: '#f5f2eb', dark: '#1c1b18' }

/** The one window of the app, where and as large as it was last. It loads nothing but the app and opens no other. */
export function createWindow(settings: ComputerSettings, preload: string): BrowserWindow {
  const remembered = settings.values.window
  const place = remembered !== undefined && isOnScreen(remembered) ? remembered : { width: 1280, height: 860 }
  const window = new BrowserWindow({
    ...place,
    minWidth: 800,
    minHeight: 560,
    show: false,
    title: 'Leadbook',
    backgroundColor: nativeTheme.shouldUseDarkColors ? paper.dark : paper.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  })
  confine(window)
  // The host names the window after the workbook.
  window.on('page-title-updated', (event) => event.preventDefault())
  window.once('ready-to-show', () => {
    if (remembered?.isMaximized) window.maximize()
    window.show()
  })
  window.on('close', () => {
    settings.set({ window: { ...window.getNormalBounds(), isMaximized: window.isMaximized() } })
  })
  void window.loadURL(appAddress)
  return window
}

/** Keeps a window on the page it was opened with: no navigation, no new window, no frame from elsewhere. */
export function confine(window: BrowserWindow): void {
  const contents = window.webContents
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame || !/^(blob:leadbook:\/\/app\/|about:(blank|srcdoc)$)/.test(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

function isOnScreen(bounds: Rectangle): boolean {
  const { workArea } = screen.getDisplayMatching(bounds)
  return (
    bounds.x < workArea.x + workArea.width - 100 &&
    bounds.x + bounds.width > workArea.x + 100 &&
    bounds.y >= workArea.y - 10 &&
    bounds.y < workArea.y + workArea.height - 50
  )
}
