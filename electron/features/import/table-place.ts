import { createHash } from 'node:crypto'
import type { ImportChoices } from '../../../shared/contract/import.contract.ts'

/** What of the seller's choices changes how a file is read; all else is decided on the rows. */
export type ReadChoices = { readonly encoding?: string; readonly delimiter?: string; readonly sheet?: string }

export function readChoicesOf({ encoding, delimiter, sheet }: ImportChoices): ReadChoices {
  return {
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(sheet === undefined ? {} : { sheet }),
  }
}

/** Where the rows of a file stand once it is read so: beside the file in the spool, by its choices. */
export function tablePlace(filePath: string, { encoding, delimiter, sheet }: ReadChoices): string {
  const key = createHash('sha1')
    .update(JSON.stringify([encoding, delimiter, sheet]))
    .digest('hex')
    .slice(0, 8)
  return `${filePath}-${key}`
}
