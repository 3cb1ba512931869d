import * as z from 'zod/mini'

/** Every reason for which a request can fail. The message beside it names the thing and the next step. */
export const failureCodeSchema = z.enum([
  'invalid_input',
  'unknown_procedure',
  'not_found',
  'not_possible',
  'changed_meanwhile',
  'cancelled',
  'no_workbook',
  'workbook_missing',
  'workbook_exists',
  'workbook_locked',
  'workbook_read_only',
  'workbook_corrupt',
  'workbook_foreign',
  'workbook_newer',
  'disk_full',
  'file_not_a_table',
  'file_unsupported',
  'file_encrypted',
  'file_corrupt',
  'file_hostile',
  'file_missing',
  'not_available',
  'internal',
])
export type FailureCode = z.infer<typeof failureCodeSchema>

export type Failure = { code: FailureCode; message: string; details?: unknown }

/** The answer to every request: the value, or why there is none. Nothing is ever thrown across the boundary. */
export type Reply<T> = { ok: true; value: T } | { ok: false; error: Failure }

/** Thrown inside the core to end a request with an expected failure; whatever transaction is open is rolled back. */
export class Refusal extends Error {
  readonly code: FailureCode
  readonly details: unknown
  constructor(code: FailureCode, message: string, details?: unknown) {
    super(message)
    this.name = 'Refusal'
    this.code = code
    this.details = details
  }
}
