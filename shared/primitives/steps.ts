/** Work that may be left between its steps and gone on with later. */
export type Steps<T> = Generator<undefined, T>

/** Does all steps that are left. */
export function allSteps<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}
