import type { Failure, FailureCode } from '../../shared/contract/reply.ts'

/** Why a request failed, thrown by `ask` and `askHost`. The message names the thing and the next step. */
export class FailureError extends Error {
  readonly code: FailureCode
  readonly details: unknown

  constructor(failure: Failure) {
    super(failure.message)
    this.name = 'FailureError'
    this.code = failure.code
    this.details = failure.details
  }
}
