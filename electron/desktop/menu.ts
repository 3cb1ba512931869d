import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { MenuCommand } from '../../shared/contract/events.ts'

export type MenuActions = {
  newWorkbook: () => void
  chooseWorkbook: () => void
  openSample: () => void
  closeWorkbook: () => void
  setTheme: (theme: 'light' | 'dark' | 'system') => void
  /** Hands a command to the page, which knows what it means just now. */
  tell: (command: MenuCommand) => void
}

/** The app's menu. Keys that the page answers itself are shown here and not taken. */
export function installMenu(actions: MenuActions, theme: 'light' | 'dark' | 'system'): void {
  const isMac = process.platform === 'darwin'
  const pages = (label: string, command: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => actions.tell(command),
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
  })
  const themes = { light: 'Light', dark: 'Dark', system: 'As the Computer' } as const

  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [
      { label: '&New Workbook…', accelerator: 'CmdOrCtrl+Shift+N', click: actions.newWorkbook },
      { label: '&Open Workbook…', accelerator: 'CmdOrCtrl+O', click: actions.chooseWorkbook },
      { label: 'Open the &Sample', click: actions.openSample },
      { label: '&Close Workbook', click: actions.closeWorkbook },
      { type: 'separator' },
      pages('New &Lead…', 'newLead', 'CmdOrCtrl+N'),
      pages('&Import…', 'import'),
      pages('&Print the Week…', 'print'),
      ...(isMac ? [] : ([{ type: 'separator' }, { role: 'quit' }] as const)),
    ],
  }
  const edit: MenuItemConstructorOptions = {
    label: '&Edit',
    submenu: [
      pages('&Undo', 'undo', 'CmdOrCtrl+Z'),
      pages('&Redo', 'redo', 'CmdOrCtrl+Shift+Z'),
      { type: 'separator' },
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      { type: 'separator' },
      pages('&Find…', 'find', 'CmdOrCtrl+K'),
      pages('Se&ttings', 'settings'),
    ],
  }
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      {
        label: '&Theme',
        submenu: (Object.keys(themes) as (keyof typeof themes)[]).map((name) => ({
          label: themes[name],
          type: 'radio',
          checked: name === theme,
          click: () => actions.setTheme(name),
        })),
      },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      ...(app.isPackaged ? [] : ([{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }] as const)),
    ],
  }
  const help: MenuItemConstructorOptions = { label: '&Help', submenu: [pages('&Keys', 'keys'), { role: 'about' }] }

  Menu.setApplicationMenu(
    Menu.buildFromTemplate([...(isMac ? ([{ role: 'appMenu' }] as const) : []), file, edit, view, help]),
  )
}
