import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import * as z from 'zod/mini'

const RECENT_MAX = 10

const storedSchema = z.object({
  theme: z._default(z.enum(['light', 'dark', 'system']), 'system'),
  language: z._default(z.string(), 'en'),
  recent: z._default(z.array(z.object({ id: z.string(), path: z.string(), openedAt: z.string() })), []),
  window: z.optional(
    z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number(), isMaximized: z.boolean() }),
  ),
})
export type StoredSettings = z.infer<typeof storedSchema>

/** Settings of this computer, not of a workbook: one small JSON file. */
export class ComputerSettings {
  private readonly path: string
  private stored: StoredSettings

  /** Reads the file. One that cannot be read is set aside under another name and said in the log, and the defaults hold. */
  constructor(path: string, log: (text: string) => void) {
    this.path = path
    this.stored = storedSchema.parse({})
    if (!existsSync(path)) return
    try {
      this.stored = storedSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
    } catch (error) {
      const aside = `${path}.unreadable`
      renameSync(path, aside)
      log(
        `The settings of this computer could not be read and start anew; the old ones are in ${aside}. ${String(error)}`,
      )
    }
  }

  get values(): StoredSettings {
    return this.stored
  }

  /** Writes some of the settings, whole or not at all. */
  set(values: Partial<StoredSettings>): void {
    this.stored = { ...this.stored, ...values }
    mkdirSync(dirname(this.path), { recursive: true })
    const unfinished = `${this.path}.unfinished`
    writeFileSync(unfinished, `${JSON.stringify(this.stored, null, 2)}\n`)
    renameSync(unfinished, this.path)
  }

  /** Puts a workbook first among the recent ones. */
  remember(path: string, openedAt: string): void {
    const before = this.stored.recent.find((entry) => resolve(entry.path) === resolve(path))
    const others = this.stored.recent.filter((entry) => entry !== before)
    this.set({ recent: [{ id: before?.id ?? randomUUID(), path, openedAt }, ...others].slice(0, RECENT_MAX) })
  }
}
