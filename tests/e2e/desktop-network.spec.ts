import { createSocket } from 'node:dgram'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { exitCodeOf, startDesktop, withHome } from '../support/desktop.ts'
import { internetSockets, processKind, processTree } from '../support/process-sockets.ts'

const WATCHED_MS = 6000
const EVERY_MS = 50

test.beforeEach(() => {
  test.skip(test.info().project.name !== 'electron', 'The desktop app only')
  test.skip(process.platform !== 'linux', 'Sockets are read from /proc')
})

test('a plain launch has no listening and no outgoing socket in any of its processes', async () => {
  await withHome(async (home) => {
    const { child, words } = startDesktop(home, ['--sample'])
    const seen = new Set<string>()
    const sockets: string[] = []
    const look = () => {
      for (const pid of processTree(child.pid ?? 0)) {
        seen.add(processKind(pid))
        sockets.push(...internetSockets(pid).map((socket) => `${processKind(pid)}: ${socket}`))
      }
    }
    try {
      // From the first moment, through opening the sample and drawing it, to some seconds of peace.
      while (!seen.has('renderer') || !existsSync(join(home, 'settings/sample/Sample.leadbook'))) {
        expect(child.exitCode, words()).toBeNull()
        look()
        await wait(EVERY_MS)
      }
      for (const until = Date.now() + WATCHED_MS; Date.now() < until; await wait(EVERY_MS)) look()
      expect(child.exitCode, words()).toBeNull()
      expect(sockets).toEqual([])
      expect([...seen]).toEqual(expect.arrayContaining(['main', 'renderer']))
    } finally {
      child.kill('SIGINT')
      expect(await exitCodeOf(child)).toBe(0)
    }
  })
})

test('the watch sees listening, outgoing and unconnected sockets', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  const datagrams = createSocket('udp4')
  try {
    await new Promise((resolve) => server.once('listening', resolve))
    await new Promise<void>((resolve) => datagrams.bind(0, '127.0.0.1', resolve))
    const kinds = internetSockets(process.pid).map((line) => line.split(' ')[0])
    expect(kinds).toEqual(expect.arrayContaining(['tcp', 'udp']))
  } finally {
    server.close()
    datagrams.close()
  }
})
