import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { app, type BrowserWindow, clipboard, dialog, nativeTheme, shell } from 'electron'
import type { HostEvent } from '../../shared/contract/events.ts'
import type { OutputOf } from '../../shared/contract/index.ts'
import { Refusal } from '../../shared/contract/reply.ts'
import { httpsAddressOf } from '../../shared/domain/leads/https-address.ts'
import { isProgramFile } from '../../shared/domain/leads/program-file.ts'
import type { ComputerSettings } from '../core/computer-settings.ts'
import type { Core } from '../core/core.ts'
import type { HostHandlers } from '../core/host-dispatch.ts'
import { type HostWorkbook, workbookName } from '../core/host-workbook.ts'
import { localToday } from '../core/local-today.ts'
import { composeSheetPage } from '../core/sheet-page.ts'
import { copyWhole, writeWhole } from '../core/write-whole.ts'
import type { Printing } from './printing.ts'

export type DesktopHost = {
  core: Core
  workbook: HostWorkbook
  settings: ComputerSettings
  printing: Printing
  locale: string
  /** Where the built style sheet that names the fonts stands. */
  fontFolder: string
  window: () => BrowserWindow | undefined
  tell: (event: HostEvent) => void
}

const workbookFilter = { name: 'Leadbook', extensions: ['leadbook'] }

/** What the desktop app does for the screen. */
export function desktopHandlers(host: DesktopHost): HostHandlers {
  const { core, workbook, settings, printing, locale } = host

  async function composeSheet(input: { week: string; paper: 'A4' | 'Letter' }) {
    return composeSheetPage(core, { ...input, locale, fontFolder: host.fontFolder })
  }

  return {
    'host.state': () => ({
      host: 'desktop',
      isOpen: workbook.path !== undefined,
      opening: workbook.opening,
      failure: workbook.launchFailure,
      theme: settings.values.theme,
      language: settings.values.language,
      locale,
      appVersion: app.getVersion(),
      backupPlace: workbook.backupPlace,
    }),
    'host.recent': () =>
      settings.values.recent.map(({ id, path, openedAt }) => ({
        id,
        name: workbookName(path),
        openedAt,
        isMissing: !existsSync(path),
      })),
    'host.newWorkbook': async ({ name }) => {
      const path = await askWhereToSave(
        host,
        join(app.getPath('documents'), `${fileNameOf(name)}.leadbook`),
        workbookFilter,
      )
      if (path === undefined) return { isOpen: false }
      await workbook.create(path)
      return { isOpen: true }
    },
    'host.openRecent': async ({ id }) => {
      const recent = settings.values.recent.find((entry) => entry.id === id)
      if (recent === undefined) {
        throw new Refusal('not_found', 'That workbook is no longer among the recent ones. Open it from its folder.')
      }
      await workbook.open(recent.path)
      return { isOpen: true }
    },
    'host.chooseWorkbook': async () => {
      const options: Electron.OpenDialogOptions = { properties: ['openFile'], filters: [workbookFilter] }
      const window = host.window()
      const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options))
      const path = answer.filePaths[0]
      if (answer.canceled || path === undefined) return { isOpen: false }
      await workbook.open(path)
      return { isOpen: true }
    },
    'host.openSample': async () => {
      await workbook.openSample(join(app.getPath('userData'), 'sample'))
      return { isOpen: true }
    },
    'host.closeWorkbook': async () => {
      await workbook.close()
      return {}
    },
    'host.sheetPdf': async (input) => {
      const { html, fileName } = await composeSheet(input)
      const path = await askWhereToSave(host, join(app.getPath('documents'), fileName), {
        name: 'PDF',
        extensions: ['pdf'],
      })
      if (path === undefined) return { isSaved: false, fileName, bytes: null }
      await writeWhole(path, await printing.toPdf(html))
      return { isSaved: true, fileName, bytes: null }
    },
    'host.printSheet': async (input) => {
      await printing.toPrinter((await composeSheet(input)).html)
      return {}
    },
    'host.saveCsv': async ({ fileName, bytes }) => {
      const path = await askWhereToSave(host, join(app.getPath('documents'), fileNameOf(fileName)), {
        name: 'CSV',
        extensions: ['csv'],
      })
      if (path === undefined) return { isSaved: false }
      await writeWhole(path, bytes)
      return { isSaved: true }
    },
    'host.saveExport': async ({ exportId }) => {
      const { path: written, fileName } = core.findExport(exportId)
      const extension = fileName.slice(fileName.lastIndexOf('.') + 1)
      const path = await askWhereToSave(host, join(app.getPath('documents'), fileNameOf(fileName)), {
        name: extension.toUpperCase(),
        extensions: [extension],
      })
      if (path === undefined) return { isSaved: false }
      await copyWhole(written, path)
      return { isSaved: true }
    },
    'host.copyText': async ({ text }) => {
      // Later Electrons answer with a promise.
      await clipboard.writeText(text)
      return {}
    },
    'host.openAddress': async ({ url }) => {
      await shell.openExternal(url)
      return {}
    },
    'host.attachFile': async ({ leadId }) => {
      const path = await askForFile(host)
      if (path === undefined) return { isAttached: false, changeSet: null }
      const { changeSet } = await core.call('leads.attachFile', { leadId, path })
      return { isAttached: true, changeSet }
    },
    'host.openAttachment': async ({ attachmentId }) =>
      openAttachment(await core.call('leads.findAttachment', { attachmentId })),
    'host.setTheme': ({ theme }) => {
      settings.set({ theme })
      nativeTheme.themeSource = theme
      return {}
    },
    'host.today': () => ({ today: localToday() }),
  }
}

async function askForFile(host: DesktopHost): Promise<string | undefined> {
  const options: Electron.OpenDialogOptions = { properties: ['openFile'] }
  const window = host.window()
  const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options))
  return answer.canceled ? undefined : answer.filePaths[0]
}

/** Opens what is kept beside a lead. What would start a program is only shown: a workbook may come from someone else. */
async function openAttachment({
  kind,
  target,
}: OutputOf<'leads.findAttachment'>): Promise<{ isShownInFolder: boolean }> {
  if (kind === 'link') {
    if (httpsAddressOf(target) !== target)
      throw new Refusal('not_possible', `${target} is no address that Leadbook opens.`)
    await shell.openExternal(target)
    return { isShownInFolder: false }
  }
  const name = basename(target)
  if (!existsSync(target))
    throw new Refusal('file_missing', `${name} is not where it was: it was moved, renamed or deleted. Attach it again.`)
  if (isProgramFile(name)) {
    shell.showItemInFolder(target)
    return { isShownInFolder: true }
  }
  const problem = await shell.openPath(target)
  if (problem !== '') throw new Refusal('not_possible', `${name} could not be opened: ${problem}`)
  return { isShownInFolder: false }
}

async function askWhereToSave(
  host: DesktopHost,
  defaultPath: string,
  filter: Electron.FileFilter,
): Promise<string | undefined> {
  const options: Electron.SaveDialogOptions = { defaultPath, filters: [filter], properties: ['createDirectory'] }
  const window = host.window()
  const answer = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options))
  if (answer.canceled || answer.filePath === '') return undefined
  const [extension] = filter.extensions
  if (answer.filePath.toLowerCase().endsWith(`.${extension}`)) return answer.filePath
  // Linux leaves the ending out where the seller does, and then has not asked whether to write over that file.
  const path = `${answer.filePath}.${extension}`
  if (!existsSync(path)) return path
  throw new Refusal('not_possible', `There is already a file ${basename(path)} there. Choose another name.`)
}

/** A name as a file may have it: signs that a path or Windows forbids become a dash. */
function fileNameOf(name: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return name.replace(/[\u0000-\u001f<>:"/\\|?*]/g, '-').replace(/^\.+/, '')
}
