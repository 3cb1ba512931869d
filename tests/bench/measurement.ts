/** One line of the bench: what Leadbook took, and what the least that could do the same took in the same run. */
export type Measurement = {
  name: string
  /** What was done, and how often. */
  what: string
  unit: 'ms'
  leadbook: { p50: number; p95: number }
  floor: { p50: number; p95: number } | null
  /** What the floor is. */
  floorIs: string
}

/** Runs each of the tasks in turn, alternating between the two, so that both meet the same machine. */
export async function alternate(
  runs: number,
  leadbook: (run: number) => Promise<number> | number,
  floor: (run: number) => Promise<number> | number,
): Promise<Pick<Measurement, 'leadbook' | 'floor'>> {
  const ours: number[] = []
  const theirs: number[] = []
  for (let run = 0; run < runs; run += 1) {
    theirs.push(await floor(run))
    ours.push(await leadbook(run))
  }
  return { leadbook: percentiles(ours), floor: percentiles(theirs) }
}

export function percentiles(milliseconds: readonly number[]): { p50: number; p95: number } {
  const sorted = milliseconds.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95) }
}

/** Milliseconds that the work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

/** The measurements as a table for people. */
export function tableOf(measurements: readonly Measurement[]): string {
  const head = ['', 'p50', 'p95', 'floor p50', 'floor p95', 'ratio p50', 'ratio p95', 'what']
  const rows = measurements.map(({ name, leadbook, floor, what, floorIs }) => [
    name,
    figure(leadbook.p50),
    figure(leadbook.p95),
    floor === null ? '' : figure(floor.p50),
    floor === null ? '' : figure(floor.p95),
    floor === null ? '' : `${(leadbook.p50 / floor.p50).toFixed(2)}×`,
    floor === null ? '' : `${(leadbook.p95 / floor.p95).toFixed(2)}×`,
    floor === null ? what : `${what}; floor: ${floorIs}`,
  ])
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => (row[column] as string).length)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 || column === 7 ? cell.padEnd(widths[column] as number) : cell.padStart(widths[column] as number),
      )
      .join('  ')
      .trimEnd()
  return [head, ...rows].map(line).join('\n')
}

function figure(milliseconds: number): string {
  return `${milliseconds >= 100 ? milliseconds.toFixed(0) : milliseconds.toFixed(2)} ms`
}
