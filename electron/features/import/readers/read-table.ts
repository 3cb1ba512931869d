import type { ReadFacts } from '../../../../shared/domain/import/table.ts'
import type { ByteSource } from './byte-source.ts'
import { readLdif } from './read-ldif.ts'
import { NeedsLibrary } from './read-refusal.ts'
import { readText, type TextChoices } from './read-text.ts'
import { readVcard } from './read-vcard.ts'
import { readXlsx, type XlsxChoices } from './read-xlsx.ts'
import { recogniseFile } from './recognise-file.ts'
import type { RowSink } from './row-sink.ts'

/** What the seller may choose; what is left out is detected. `headerRow`: its number as a spreadsheet shows it, null for none. */
export type ReadChoices = TextChoices & XlsxChoices & { readonly headerRow?: number | null }

/**
 * Reads the rows of a file, told by its content and never by its name, into `sink`. Throws UnreadableFile for a file that cannot be
 * read, and NeedsLibrary for one that only the spreadsheet library reads.
 */
export function readRows(bytes: ByteSource, choices: ReadChoices, sink: RowSink): ReadFacts {
  switch (recogniseFile(bytes)) {
    case 'zip':
      return readXlsx(bytes, choices, sink)
    case 'compound':
      throw new NeedsLibrary()
    case 'vcard':
      return readVcard(bytes, choices, sink)
    case 'ldif':
      return readLdif(bytes, choices, sink)
    case 'text':
      return readText(bytes, choices, sink)
  }
}
