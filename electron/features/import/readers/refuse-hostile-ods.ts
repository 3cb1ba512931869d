import { UnreadableFile } from './read-refusal.ts'
import type { ZipArchive } from './zip-archive.ts'

/** Larger contents are more than the library can hold in its memory: about 15,000 rows of 20 columns. */
const MAX_CONTENT_BYTES = 48 * 1024 * 1024
/** No spreadsheet has more rows, nor columns; a row or cell that repeats more often is made to fill the memory. */
const MAX_REPEATS = 16_777_216
/** Longest attribute that may lie across two pieces. */
const OVERLAP = 64

/** Looks through an OpenDocument spreadsheet, as far as its rows repeat and its size goes, before the library reads it. Throws UnreadableFile. */
export function refuseHostileOds(zip: ZipArchive): void {
  if (zip.sizeOf('content.xml') > MAX_CONTENT_BYTES) {
    throw new UnreadableFile(
      'too_big',
      '“{file}” is a larger OpenDocument spreadsheet than Leadbook reads. Save it as XLSX or CSV and import that.',
    )
  }
  let before = ''
  zip.unpack('content.xml', (piece) => {
    const text = before + piece.toString('latin1')
    before = text.slice(-OVERLAP)
    for (const [, count] of text.matchAll(/-repeated\s*=\s*["']\s*(\d+)/g)) {
      if (Number(count) > MAX_REPEATS) {
        throw new UnreadableFile(
          'hostile',
          '“{file}” repeats its cells far beyond what a spreadsheet holds, so it was not opened. Save it again as CSV and import that.',
        )
      }
    }
  })
}
