import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from '@playwright/test'

const root = join(import.meta.dirname, '../..')
const networkModules = 'net|http|https|http2|tls|dgram|dns|dns/promises|undici|ws|inspector|inspector/promises'
const networkImport = new RegExp(
  `(?:\\bfrom|\\bimport|\\brequire|\\bgetBuiltinModule)\\s*\\(?\\s*["'\`](?:node:)?(?:${networkModules})["'\`]`,
  'g',
)

/** Words of the browser host, and calls of what Node has built in. A method of the name, as Kysely has, is none. */
const otherWaysOut =
  /x-leadbook-secret|Leadbook is at|\bcreateServer\b|\bnew (?:WebSocket|EventSource)\b|(?:\b(?:await|return)|[=(,?:]|globalThis\.)\s*fetch\(/g

test.beforeEach(() => test.skip(test.info().project.name !== 'chromium', 'Once is enough: it reads files'))

test('the desktop bundle and what it requires hold no network module', () => {
  const files = [...bundle(), ...packageFiles('better-sqlite3')]
  expect(files.length).toBeGreaterThan(5)
  for (const file of files) {
    expect(readFileSync(file, 'utf8').match(networkImport), file).toBeNull()
  }
})

test("the desktop bundle requires Electron, Node's own and SQLite, and nothing else", () => {
  const required = new Set<string>()
  for (const file of bundle()) {
    for (const [, name] of readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^;'"]*?["']([^"']+)["'];?$/gm)) {
      if (name !== undefined && !/^(\.|node:)/.test(name)) required.add(name)
    }
  }
  expect([...required].sort()).toEqual(['better-sqlite3', 'electron'])
})

test('the desktop bundle takes no network of Electron and holds no browser host', () => {
  for (const file of bundle()) {
    const text = readFileSync(file, 'utf8')
    for (const [, names] of text.matchAll(/import\s*\{([^}]*)\}\s*from\s*["']electron["']/g)) {
      expect(
        names?.split(',').map((name) => name.trim().split(' ')[0]),
        file,
      ).not.toContain('net')
    }
    expect(text.match(otherWaysOut), file).toBeNull()
  }
})

test('the search finds what it looks for', () => {
  expect(readFileSync(join(root, 'electron/browser/server.ts'), 'utf8').match(networkImport)).not.toBeNull()
  for (const text of [
    'require("net")',
    "import('node:tls')",
    'import http from "http"',
    "process.getBuiltinModule('dgram')",
  ]) {
    expect(text.match(networkImport), text).not.toBeNull()
  }
  for (const text of ['await fetch(url)', 'const answer = fetch(url)', 'globalThis.fetch(url)', 'new WebSocket(url)']) {
    expect(text.match(otherWaysOut), text).not.toBeNull()
  }
})

/** Every file of code that the desktop app runs outside of the page. */
function bundle(): string[] {
  return ['out/main', 'out/preload'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.[cm]?js$/.test(name))
      .map((name) => join(root, folder, name)),
  )
}

/** The JavaScript of a package that ships, and of the packages it depends on. */
function packageFiles(name: string, from = join(root, 'package.json'), known = new Set<string>()): string[] {
  const folder = dirname(createRequire(from).resolve(`${name}/package.json`))
  if (known.has(folder)) return []
  known.add(folder)
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>
  }
  const own = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[cm]?js$/.test(file) && !file.includes('node_modules'))
    .map((file) => join(folder, file))
  return [
    ...own,
    ...Object.keys(manifest.dependencies ?? {}).flatMap((next) =>
      packageFiles(next, join(folder, 'package.json'), known),
    ),
  ]
}
