import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'

test('imports killed at ten random instants leave all of the import or nothing of it, in a workbook that is whole', async () => {
  const program = new URL('../kill/kill-imports.ts', import.meta.url).pathname
  const run = spawn(process.execPath, [program, '--kills', '10', '--rows', '1000'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  run.stdout.on('data', (piece: Buffer) => {
    output += piece.toString()
  })
  const [code] = (await once(run, 'close')) as [number]
  expect(output.trim().split('\n').at(-1)).toBe('10 kills: 0 half imports, 0 corrupt')
  expect(code).toBe(0)
})
