import type { Locator, Page } from '@playwright/test'

/** A file of the computer by its path, or one made up for the journey. */
export type GivenFile = string | { name: string; mimeType: string; buffer: Buffer }

/** Presses a button that asks for a file and answers the computer's dialog. */
export async function chooseFile(page: Page, button: Locator, file: GivenFile): Promise<void> {
  const asking = page.waitForEvent('filechooser')
  await button.click()
  await (await asking).setFiles(file)
}

/** A CSV as a program of today writes it. */
export function csvFile(name: string, lines: readonly string[]): GivenFile {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\r\n')) }
}
