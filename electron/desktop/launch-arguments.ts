import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export type LaunchRequest = { type: 'workbook'; path: string } | { type: 'sample' } | { type: 'nothing' }

/**
 * What a launch asks to open: `--workbook FILE`, `--sample`, or a workbook's file as the computer hands it over after a double
 * click. Other words are Chromium's and Electron's own and are passed over. Relative names are meant from `folder`.
 */
export function readLaunchArguments(args: readonly string[], folder: string): LaunchRequest {
  const { values, positionals } = parseArgs({
    args: [...args],
    strict: false,
    options: { workbook: { type: 'string' }, sample: { type: 'boolean' } },
  })
  if (typeof values.workbook === 'string') return { type: 'workbook', path: resolve(folder, values.workbook) }
  const file = positionals.find((word) => /\.leadbook$/i.test(word))
  if (file !== undefined) return { type: 'workbook', path: resolve(folder, file) }
  return values.sample === true ? { type: 'sample' } : { type: 'nothing' }
}
