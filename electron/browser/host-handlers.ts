import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { HostEvent } from '../../shared/contract/events.ts'
import { Refusal } from '../../shared/contract/reply.ts'
import type { PlainDate } from '../../shared/primitives/plain-date.ts'
import type { ComputerSettings } from '../core/computer-settings.ts'
import type { Core } from '../core/core.ts'
import type { HostHandlers } from '../core/host-dispatch.ts'
import type { HostWorkbook } from '../core/host-workbook.ts'
import { localToday } from '../core/local-today.ts'
import { composeSheetPage } from '../core/sheet-page.ts'
import { printToPdf } from './chromium.ts'

export type BrowserHost = {
  core: Core
  workbook: HostWorkbook
  settings: ComputerSettings
  /** Where workbooks are kept: a name on the screen is a file here. */
  dataFolder: string
  fontFolder: string
  locale: string
  appVersion: string
  today: PlainDate | null
  tell: (event: HostEvent) => void
}

const ENDING = '.leadbook'

/** What the browser host does for the screen. It shows no path: a workbook is a name in the data folder. */
export function browserHandlers(host: BrowserHost): HostHandlers {
  const { core, workbook, settings, dataFolder, locale } = host

  return {
    'host.state': () => ({
      host: 'browser',
      isOpen: workbook.path !== undefined,
      opening: workbook.opening,
      failure: workbook.launchFailure,
      theme: settings.values.theme,
      language: settings.values.language,
      locale,
      appVersion: host.appVersion,
      backupPlace: workbook.backupPlace,
    }),
    'host.recent': () => listWorkbooks(dataFolder),
    'host.newWorkbook': async ({ name }) => {
      mkdirSync(dataFolder, { recursive: true })
      await workbook.create(join(dataFolder, `${fileName(name)}${ENDING}`))
      return { isOpen: true }
    },
    'host.openRecent': async ({ id }) => {
      if (!listWorkbooks(dataFolder).some((entry) => entry.id === id)) {
        throw new Refusal('not_found', 'That workbook is no longer in the data folder. Choose another.')
      }
      await workbook.open(join(dataFolder, `${id}${ENDING}`))
      return { isOpen: true }
    },
    'host.chooseWorkbook': () => {
      throw new Refusal('not_available', 'In a browser, workbooks are opened from the list of the data folder.')
    },
    'host.openSample': async () => {
      await workbook.openSample(join(dataFolder, '.sample'))
      return { isOpen: true }
    },
    'host.closeWorkbook': async () => {
      await workbook.close()
      return {}
    },
    'host.sheetPdf': async (input) => {
      const { html, fileName } = await composeSheetPage(core, { ...input, locale, fontFolder: host.fontFolder })
      return { isSaved: true, fileName, bytes: await printToPdf(html) }
    },
    'host.printSheet': () => {
      throw new Refusal('not_available', 'In a browser the page prints itself.')
    },
    'host.saveCsv': () => {
      throw new Refusal('not_available', 'In a browser the page downloads its tables itself.')
    },
    'host.saveExport': () => {
      throw new Refusal('not_available', 'In a browser the page downloads its exports itself.')
    },
    'host.copyText': () => {
      throw new Refusal('not_available', 'In a browser the page copies by itself.')
    },
    'host.openAddress': () => {
      throw new Refusal('not_available', 'In a browser the page opens addresses by itself.')
    },
    'host.attachFile': () => {
      throw new Refusal('not_available', 'Files are attached in the Leadbook app. In a browser, attach a link.')
    },
    'host.openAttachment': () => {
      throw new Refusal('not_available', 'Attached files are opened in the Leadbook app. A browser opens links only.')
    },
    'host.setTheme': ({ theme }) => {
      settings.set({ theme })
      host.tell({ type: 'theme', theme })
      return {}
    },
    'host.today': () => ({ today: host.today ?? localToday() }),
  }
}

function listWorkbooks(folder: string) {
  mkdirSync(folder, { recursive: true })
  return readdirSync(folder)
    .filter((name) => name.endsWith(ENDING) && !name.startsWith('.'))
    .map((name) => {
      const id = name.slice(0, -ENDING.length)
      return { id, name: id, openedAt: statSync(join(folder, name)).mtime.toISOString(), isMissing: false }
    })
    .sort((a, b) => b.openedAt.localeCompare(a.openedAt))
}

/** A workbook's name as it may be a file's on every system. Refuses with invalid_input. */
function fileName(name: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  const isForbidden = /[\u0000-\u001f<>:"/\\|?*]|^\.|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name)
  if (!isForbidden) return name
  throw new Refusal('invalid_input', `${name} cannot be a file's name. Use letters, digits, spaces and dashes.`)
}
