import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { CoreEvent } from '../../shared/contract/events.ts'
import { type Failure, Refusal } from '../../shared/contract/reply.ts'
import type { PlainDate } from '../../shared/primitives/plain-date.ts'
import { backupFolder, inspectWorkbookFile } from '../database/workbook-file.ts'
import { lockWorkbook } from '../database/workbook-lock.ts'
import type { Core } from './core.ts'
import { failureOf } from './request.ts'
import { sellerRegion } from './seller-region.ts'

export type HostWorkbookOptions = {
  core: Core
  /** The computer's locale (BCP 47): where a new workbook gets its currency and country from. */
  locale: string
  log: (text: string) => void
  /** Hears `closed`, which the core does not say by itself, and `ready`. */
  tell: (event: CoreEvent) => void
  /** Fixes the seller's day; null follows the clock. */
  today?: PlainDate | null
  /** Called with the path of a workbook that is now open, unless it is a sample. */
  onOpened?: (path: string) => void
}

/** Opening one workbook after another, as hosts do: what cannot be opened leaves the one before open. */
export class HostWorkbook {
  /** Why the workbook asked for at launch is not open; null once one is. */
  launchFailure: Pick<Failure, 'code' | 'message'> | null = null
  /** Name of the workbook that is being opened, until it is open and whole, or failed. */
  opening: string | null = null
  private readonly options: HostWorkbookOptions

  constructor(options: HostWorkbookOptions) {
    this.options = options
  }

  get path(): string | undefined {
    return this.options.core.workbookPath
  }

  /** Name of the open workbook, without its ending. */
  get name(): string | undefined {
    return this.path === undefined ? undefined : workbookName(this.path)
  }

  /** The folder beside the open workbook that holds its backups, by name: no path goes to the screen. */
  get backupPlace(): string | null {
    return this.path === undefined ? null : basename(backupFolder(this.path))
  }

  async open(path: string): Promise<void> {
    if (path === this.path) return
    inspectWorkbookFile(path)
    await this.replace(path, () => this.options.core.openWorkbook(path, this.today))
    this.options.onOpened?.(path)
  }

  async create(path: string): Promise<void> {
    if (existsSync(path)) {
      throw new Refusal(
        'workbook_exists',
        `There is already a file ${basename(path)} there. Choose another name, or open that one.`,
      )
    }
    const settings = { ...sellerRegion(this.options.locale), isSample: false }
    await this.replace(path, () => this.options.core.createWorkbook(path, settings, this.today))
    this.options.onOpened?.(path)
  }

  /** Makes the sample afresh in a folder that holds nothing else, and opens it. Refuses with workbook_locked where another Leadbook shows it. */
  async openSample(folder: string): Promise<void> {
    const path = join(folder, 'Sample.leadbook')
    mkdirSync(folder, { recursive: true })
    if (this.path === path) await this.options.core.closeWorkbook()
    const lock = lockWorkbook(path)
    try {
      for (const place of [path, `${path}-wal`, `${path}-shm`, backupFolder(path)]) {
        rmSync(place, { recursive: true, force: true })
      }
    } finally {
      lock.release()
    }
    const settings = { ...sellerRegion(this.options.locale), isSample: true }
    await this.replace(path, async () => {
      await this.options.core.createWorkbook(path, settings, this.today)
      await this.options.core.call('workbook.makeSample', {})
    })
  }

  async close(): Promise<void> {
    await this.options.core.closeWorkbook()
    this.options.tell({ type: 'closed', failure: null })
  }

  /** Opens what was asked for at launch. A failure is kept for the first screen rather than thrown. */
  async launch(open: () => Promise<void>): Promise<void> {
    try {
      await open()
    } catch (error) {
      const { code, message } = failureOf(error, this.options.log)
      this.launchFailure = { code, message }
      this.options.log(message)
      this.options.tell({ type: 'closed', failure: null })
    }
  }

  private get today(): PlainDate | null {
    return this.options.today ?? null
  }

  private async replace(path: string, open: () => Promise<void>): Promise<void> {
    const previous = this.path
    this.opening = workbookName(path)
    try {
      await open()
      this.launchFailure = null
    } catch (error) {
      await this.reopen(previous)
      throw error
    } finally {
      this.opening = null
    }
    // The core said so when the file was open; now it is whole, a sample with its leads.
    this.options.tell({ type: 'ready' })
  }

  private async reopen(previous: string | undefined): Promise<void> {
    if (this.path !== undefined) return
    try {
      if (previous !== undefined) await this.options.core.openWorkbook(previous, this.today)
    } catch (error) {
      this.options.tell({ type: 'closed', failure: failureOf(error, this.options.log) })
    }
  }
}

/** The name of a workbook as the seller knows it: its file's, without the ending. */
export function workbookName(path: string): string {
  return basename(path).replace(/\.leadbook$/i, '')
}
