import * as z from 'zod/mini'
import { command, query } from './procedure.ts'

export const fileIdSchema = z.uuid()

/** Files come in and go out by pieces: a path never comes from the screen. */
export const fileContract = {
  'file.begin': command(
    z.strictObject({ fileName: z.string().check(z.minLength(1), z.maxLength(255)) }),
    z.object({ fileId: fileIdSchema }),
  ),
  /** A piece of at most 8 MB. */
  'file.chunk': command(z.strictObject({ fileId: fileIdSchema, bytes: z.instanceof(Uint8Array) }), z.object({})),
  'file.end': command(z.strictObject({ fileId: fileIdSchema }), z.object({ fileId: fileIdSchema, byteCount: z.int() })),
  /** A piece of a file that `leads.export` wrote, of at most 4 MB from an offset; `next` is null after the last. file_missing once it is gone. */
  'file.piece': query(
    z.strictObject({ exportId: fileIdSchema, offset: z.int().check(z.gte(0)) }),
    z.object({ bytes: z.instanceof(Uint8Array), next: z.nullable(z.int()) }),
  ),
  /**
   * Asks what is running to stop, of one procedure where it is named, as its progress is told by, else all; it ends with `cancelled` and
   * leaves nothing behind. What of that procedure waits for its turn stops too.
   */
  'job.cancel': command(z.strictObject({ procedure: z.optional(z.string().check(z.maxLength(100))) }), z.object({})),
}
