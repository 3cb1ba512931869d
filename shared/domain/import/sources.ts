import type { Target } from './targets.ts'
export function recogniseSource(
  _h: readonly string[],
): { system: string; name: string; kind: 'leads' | 'signals'; targets: ReadonlyMap<number, Target> } | undefined {
  return undefined
}
