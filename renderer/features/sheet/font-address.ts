import sansExtended from '../../app/fonts/source-sans-3-latin-ext-wght-normal.woff2?url'
import sans from '../../app/fonts/source-sans-3-latin-wght-normal.woff2?url'
import serifExtended from '../../app/fonts/source-serif-4-latin-ext-wght-normal.woff2?url'
import serif from '../../app/fonts/source-serif-4-latin-opsz-normal.woff2?url'

const addresses: Record<string, string> = {
  'source-sans-3-latin-ext-wght-normal.woff2': sansExtended,
  'source-sans-3-latin-wght-normal.woff2': sans,
  'source-serif-4-latin-ext-wght-normal.woff2': serifExtended,
  'source-serif-4-latin-opsz-normal.woff2': serif,
}

/** Where the screen has a font of the sheet, as a whole address: the preview is a document of its own. */
export function fontAddress(fileName: string): string {
  return new URL(addresses[fileName] ?? fileName, window.location.href).href
}
