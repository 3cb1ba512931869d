import * as z from 'zod/mini'
import { attachmentIdSchema, changeSetIdSchema, leadIdSchema } from '../primitives/ids.ts'
import { isoWeekSchema, plainDateSchema } from '../primitives/plain-date.ts'
import { fileIdSchema } from './file.contract.ts'
import { command, query } from './procedure.ts'
import { paperSchema } from './sheet.contract.ts'

export const recentWorkbookSchema = z.object({
  /** Stands for the path, which the screen never sees. */
  id: z.string(),
  name: z.string(),
  openedAt: z.string(),
  isMissing: z.boolean(),
})

export const hostStateSchema = z.object({
  host: z.enum(['desktop', 'browser']),
  /** Whether a workbook is open. */
  isOpen: z.boolean(),
  /** Name of the workbook that is being opened just now: its backup of the day and a new version of the app take their time. */
  opening: z.nullable(z.string()),
  /** Why the workbook asked for at launch is not open. */
  failure: z.nullable(z.object({ code: z.string(), message: z.string() })),
  theme: z.enum(['light', 'dark', 'system']),
  language: z.string(),
  /** The computer's own locale, for days, numbers and money. */
  locale: z.string(),
  appVersion: z.string(),
  /** Where this computer keeps backups of the open workbook, in words. */
  backupPlace: z.nullable(z.string()),
})
export type HostState = z.infer<typeof hostStateSchema>

/** What only a host can do. Handled in the host, with the same Reply. */
export const hostContract = {
  'host.state': query(z.strictObject({}), hostStateSchema),
  'host.recent': query(z.strictObject({}), z.array(recentWorkbookSchema)),
  /** Makes a new workbook and opens it. Desktop: asks where, and answers `isOpen: false` when the seller leaves. Browser: `name` in the data folder. */
  'host.newWorkbook': command(
    z.strictObject({ name: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)) }),
    z.object({ isOpen: z.boolean() }),
  ),
  /** Opens one of the recent workbooks, or in the browser host one of the data folder. */
  'host.openRecent': command(z.strictObject({ id: z.string() }), z.object({ isOpen: z.boolean() })),
  /** Desktop only: asks for a workbook with the computer's own dialog. */
  'host.chooseWorkbook': command(z.strictObject({}), z.object({ isOpen: z.boolean() })),
  /** Makes a fresh sample in a place of its own and opens it. */
  'host.openSample': command(z.strictObject({}), z.object({ isOpen: z.boolean() })),
  'host.closeWorkbook': command(z.strictObject({}), z.object({})),
  /** The week's sheet as PDF. Desktop: asks where to save. Browser: answers the bytes for a download. `isSaved: false` when the seller leaves. */
  'host.sheetPdf': command(
    z.strictObject({ week: isoWeekSchema, paper: paperSchema }),
    z.object({ isSaved: z.boolean(), fileName: z.string(), bytes: z.nullable(z.instanceof(Uint8Array)) }),
  ),
  /** Opens the computer's print dialog for the week's sheet. Browser: not_available, the screen prints itself. */
  'host.printSheet': command(z.strictObject({ week: isoWeekSchema, paper: paperSchema }), z.object({})),
  /** Saves a table of the screen's as CSV. Desktop: asks where to. Browser: not_available, the screen downloads it itself. `isSaved: false` when the seller leaves. */
  'host.saveCsv': command(
    z.strictObject({
      fileName: z.string().check(z.minLength(1), z.maxLength(255), z.regex(/\.csv$/)),
      bytes: z.instanceof(Uint8Array),
    }),
    z.object({ isSaved: z.boolean() }),
  ),
  /** Saves a file that `leads.export` wrote. Desktop: asks where to. Browser: not_available, the screen downloads it itself by `file.piece`. `isSaved: false` when the seller leaves. */
  'host.saveExport': command(z.strictObject({ exportId: fileIdSchema }), z.object({ isSaved: z.boolean() })),
  'host.copyText': command(z.strictObject({ text: z.string().check(z.maxLength(100_000)) }), z.object({})),
  /** Opens a `mailto:`, `tel:` or `https:` address in the computer's own program. */
  'host.openAddress': command(
    z.strictObject({ url: z.string().check(z.maxLength(10_000), z.regex(/^(mailto|tel|https):/i)) }),
    z.object({}),
  ),
  /**
   * Asks for a file with the computer's own dialog and keeps it beside a lead, by reference. `isAttached: false` when the seller leaves.
   * Browser: not_available.
   */
  'host.attachFile': command(
    z.strictObject({ leadId: leadIdSchema }),
    z.object({ isAttached: z.boolean(), changeSet: z.nullable(changeSetIdSchema) }),
  ),
  /**
   * Opens an attachment in the computer's own program; one that would start a program is shown in its folder instead. file_missing where
   * the file is gone. Browser: not_available, the page opens links by itself.
   */
  'host.openAttachment': command(
    z.strictObject({ attachmentId: attachmentIdSchema }),
    z.object({ isShownInFolder: z.boolean() }),
  ),
  'host.setTheme': command(z.strictObject({ theme: z.enum(['light', 'dark', 'system']) }), z.object({})),
  /** The day by the computer's calendar, to notice midnight. */
  'host.today': query(z.strictObject({}), z.object({ today: plainDateSchema })),
}
