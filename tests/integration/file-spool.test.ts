import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FileSpool } from '../../electron/core/file-spool.ts'
import { withFolder } from '../support/core.ts'

const anyUuid = '1f0e5a52-3b7c-4b0e-9d55-0c6f2f6a7e11'

test('what a killed launch left of its files is cleared away by the next, and nobody else may read it', async () => {
  await withFolder(async (place) => {
    const ended = spawnSync(process.execPath, ['-e', '']).pid
    const dead = `leadbook-spool-${ended}-${anyUuid}`
    const living = `leadbook-spool-${process.pid}-${anyUuid}`
    for (const name of [dead, living, 'leadbook-of-somebody']) {
      mkdirSync(join(place, name))
      writeFileSync(join(place, name, 'contacts'), 'Anna')
    }
    const spool = new FileSpool(place)
    const left = readdirSync(place)
    expect(left).not.toContain(dead)
    expect(left).toEqual(expect.arrayContaining([living, 'leadbook-of-somebody']))
    expect(statSync(spool.folder).mode & 0o077).toBe(0)
    spool.discardAll()
    expect(readdirSync(place).sort()).toEqual(['leadbook-of-somebody', living].sort())
  })
})
