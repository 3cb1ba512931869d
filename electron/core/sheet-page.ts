import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { printI18n } from '../../renderer/print/print-i18n.ts'
import { composeSheetDocument } from '../../renderer/print/sheet-document.ts'
import { sheetFontCss } from '../../renderer/print/sheet-fonts.ts'
import type { Paper, Sheet } from '../../shared/contract/sheet.contract.ts'
import type { Core } from './core.ts'

export type SheetPageRequest = {
  week: string
  paper: Paper
  /** The computer's locale (BCP 47): days and figures are written as in its region, in the words of the app's language. */
  locale: string
  /** Where the font files stand, under their own names or with the mark of a build in them. */
  fontFolder: string
}

/** The week's sheet as a document that stands alone, as every host prints it. */
export async function composeSheetPage(
  core: Core,
  { week, paper, locale, fontFolder }: SheetPageRequest,
): Promise<{ html: string; sheet: Sheet; fileName: string }> {
  const sheet = await core.call('sheet.week', { week })
  const { html } = composeSheetDocument(sheet, {
    paper,
    i18n: printI18n(),
    locale: localeOf('en', locale),
    fontCss: sheetFontCss((fileName) => `data:font/woff2;base64,${fontAsBase64(fontFolder, fileName)}`),
  })
  return { html, sheet, fileName: `Leadbook ${week}.pdf` }
}

/** The words of one language with the figures of the region of another locale. */
function localeOf(language: string, locale: string): string {
  const region = new Intl.Locale(locale).maximize().region
  return region === undefined ? language : new Intl.Locale(language, { region }).toString()
}

function fontAsBase64(folder: string, fileName: string): string {
  const stem = fileName.replace(/\.woff2$/, '')
  const found = readdirSync(folder).find(
    (name) => name === fileName || (name.startsWith(`${stem}-`) && name.endsWith('.woff2')),
  )
  if (found === undefined) throw new Error(`${fileName} is not in ${folder}`)
  return readFileSync(join(folder, found)).toString('base64')
}
