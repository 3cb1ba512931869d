import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app, type BrowserWindow, nativeTheme, session } from 'electron'
import type { CoreEvent, HostEvent } from '../../shared/contract/events.ts'
import { ComputerSettings } from '../core/computer-settings.ts'
import { Core } from '../core/core.ts'
import { HostWorkbook } from '../core/host-workbook.ts'
import { failureOf } from '../core/request.ts'
import { firstLocale } from '../core/seller-region.ts'
import { desktopHandlers } from './host-handlers.ts'
import { answerRequests } from './ipc.ts'
import { type LaunchRequest, readLaunchArguments } from './launch-arguments.ts'
import { installMenu } from './menu.ts'
import { sealSession, switchNetworkOff } from './offline.ts'
import { Printing } from './printing.ts'
import { registerScheme, serveApp } from './protocol.ts'
import { startLibrary } from './start-library.ts'
import { createWindow } from './window.ts'

/** The desktop app: one window on one core. Everything here is wiring. */

const rendererFolder = join(import.meta.dirname, '../renderer')
const preload = join(import.meta.dirname, '../preload/preload.cjs')
const workerUrl = pathToFileURL(join(import.meta.dirname, 'worker.js'))

switchNetworkOff()
registerScheme()

let request = readLaunchArguments(process.argv.slice(1), process.cwd())
/** What a double click on a workbook does; before the app is ready it is what the launch asks for. */
let openFile = (path: string) => {
  request = { type: 'workbook', path }
}
app.on('open-file', (event, path) => {
  event.preventDefault()
  openFile(path)
})

if (app.requestSingleInstanceLock()) void app.whenReady().then(run)
else app.quit()

async function run(): Promise<void> {
  let window: BrowserWindow | undefined
  const log = (text: string) => process.stderr.write(`${text}\n`)
  const tell = (event: CoreEvent | HostEvent) => {
    if (window !== undefined && !window.isDestroyed()) window.webContents.send('leadbook:event', event)
  }

  const core = new Core({ workerUrl, startLibrary, log })
  const settings = new ComputerSettings(join(app.getPath('userData'), 'settings.json'), log)
  const locale = firstLocale([app.getSystemLocale(), ...app.getPreferredSystemLanguages(), app.getLocale()])
  const workbook = new HostWorkbook({
    core,
    locale,
    log,
    tell: hear,
    onOpened: (path) => {
      settings.remember(path, new Date().toISOString())
      app.addRecentDocument(path)
    },
  })
  const handlers = desktopHandlers({
    core,
    workbook,
    settings,
    printing: new Printing(),
    locale,
    fontFolder: join(rendererFolder, 'assets'),
    window: () => window,
    tell,
  })

  function hear(event: CoreEvent): void {
    if (event.type === 'opened' || event.type === 'closed') {
      window?.setTitle(workbook.name === undefined ? 'Leadbook' : `${workbook.name} — Leadbook`)
    }
    tell(event)
  }

  function openWindow(): void {
    window = createWindow(settings, preload)
    window.once('closed', () => {
      window = undefined
    })
    if (workbook.name !== undefined) window.setTitle(`${workbook.name} — Leadbook`)
  }

  function focusWindow(): void {
    if (window === undefined) openWindow()
    else {
      if (window.isMinimized()) window.restore()
      window.focus()
    }
  }

  /** Does what was asked for outside of the page; a failure goes to the page. */
  function act(work: () => unknown): void {
    Promise.resolve()
      .then(work)
      .catch((error: unknown) => tell({ type: 'failed', failure: failureOf(error, log) }))
  }

  async function open(request: LaunchRequest): Promise<void> {
    if (request.type === 'workbook') await workbook.open(request.path)
    if (request.type === 'sample') await handlers['host.openSample']({})
  }

  openFile = (path) => act(() => workbook.open(path))
  app.on('second-instance', (_event, argv, folder) => {
    focusWindow()
    act(() => open(readLaunchArguments(argv.slice(1), folder)))
  })
  app.on('activate', focusWindow)
  app.on('window-all-closed', () => app.quit())

  let isClosed = false
  app.on('will-quit', (event) => {
    if (isClosed) return
    event.preventDefault()
    // A long command is asked to stop, or the app would wait for its end.
    void core
      .dispatch('job.cancel', {})
      .then(() => core.close())
      .catch((error: unknown) => log(String(error)))
      .finally(() => {
        isClosed = true
        app.quit()
      })
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())

  core.onEvent(hear)
  nativeTheme.themeSource = settings.values.theme
  answerRequests({ core, hostHandlers: handlers, log, window: () => window })

  const setTheme = (theme: 'light' | 'dark' | 'system') => {
    act(() => handlers['host.setTheme']({ theme }))
    tell({ type: 'theme', theme })
  }
  installMenu(
    {
      newWorkbook: () => act(() => handlers['host.newWorkbook']({ name: 'Leads' })),
      chooseWorkbook: () => act(() => handlers['host.chooseWorkbook']({})),
      openSample: () => act(() => handlers['host.openSample']({})),
      closeWorkbook: () => act(() => handlers['host.closeWorkbook']({})),
      setTheme,
      tell: (command) => tell({ type: 'menu', command }),
    },
    settings.values.theme,
  )

  sealSession(session.defaultSession)
  serveApp(session.defaultSession, rendererFolder)
  // The window stands while the workbook opens, and says so.
  openWindow()
  await workbook.launch(() => open(request))
}
