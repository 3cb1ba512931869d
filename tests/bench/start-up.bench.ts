import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron, type Browser, chromium } from '@playwright/test'
import { alternate, type Measurement } from './measurement.ts'

const root = join(import.meta.dirname, '../..')
const sandboxSwitches = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
const RUNS = 5

/** The time until a workbook of the bench is on the screen: in Electron where its runtime and a display are there, else in a browser. Null where neither is. */
export async function benchStartUp(folder: string, workbook: string): Promise<Measurement | null> {
  if (!existsSync(join(root, 'out/renderer/index.html'))) {
    process.stderr.write('Start-up is left out: the app is not built. Run npm run build before.\n')
    return null
  }
  const electron = electronProgram()
  if (electron !== undefined && hasDisplay()) return inElectron(folder, workbook, electron)
  const program = process.env['LEADBOOK_BROWSER'] ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync)
  if (program === undefined) {
    process.stderr.write('Start-up is left out: neither Electron nor a browser is here.\n')
    return null
  }
  return inBrowser(folder, workbook, program)
}

function electronProgram(): string | undefined {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const folder = override ? override : join(root, 'node_modules/electron/dist')
  const place =
    process.platform === 'darwin'
      ? 'Electron.app/Contents/MacOS/Electron'
      : process.platform === 'win32'
        ? 'electron.exe'
        : 'electron'
  return [join(folder, place)].find(existsSync)
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY'])
}

async function inElectron(folder: string, workbook: string, executablePath: string): Promise<Measurement> {
  const empty = join(folder, 'empty-app')
  mkdirSync(empty, { recursive: true })
  writeFileSync(join(empty, 'package.json'), '{"name":"empty","main":"main.cjs"}')
  writeFileSync(
    join(empty, 'main.cjs'),
    "const { app, BrowserWindow } = require('electron'); app.whenReady().then(() => new BrowserWindow().loadURL('data:text/html,<main>empty</main>'))",
  )
  const launch = async (args: string[], shown: string) => {
    const startedAt = performance.now()
    const app = await _electron.launch({
      executablePath,
      args: [...args, ...sandboxSwitches, `--user-data-dir=${join(folder, 'electron-settings')}`],
    })
    await (await app.firstWindow()).locator(shown).first().waitFor()
    const milliseconds = performance.now() - startedAt
    await app.close()
    return milliseconds
  }
  const measured = await alternate(
    RUNS,
    () => launch([root, '--workbook', workbook], 'main h1'),
    () => launch([empty], 'main'),
  )
  return {
    name: 'start-up',
    what: 'Electron until the first screen stands, median of 5',
    unit: 'ms',
    ...measured,
    floorIs: 'Electron with an empty window',
  }
}

const emptyServer = `
  const server = require('node:http').createServer((_, answer) => answer.setHeader('content-type', 'text/html').end('<main>empty</main>'))
  server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port + '/ '))`

async function inBrowser(folder: string, workbook: string, executablePath: string): Promise<Measurement> {
  const browser = await chromium.launch({ executablePath, args: sandboxSwitches })
  try {
    const host = [join(root, 'electron/browser/main.ts'), '--workbook', workbook, '--data', join(folder, 'data')]
    const measured = await alternate(
      RUNS,
      () => untilShown(browser, host, 'main h1'),
      () => untilShown(browser, ['-e', emptyServer], 'main'),
    )
    return {
      name: 'start-up',
      what: 'browser host and page until the first screen stands, median of 5',
      unit: 'ms',
      ...measured,
      floorIs: 'an empty HTTP server and page in the same browser',
    }
  } finally {
    await browser.close()
  }
}

/** From starting a server under Node until its page shows the element. */
async function untilShown(browser: Browser, args: readonly string[], shown: string): Promise<number> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const page = await browser.newPage()
    await page.goto(await addressOf(child))
    await page.locator(shown).first().waitFor()
    const milliseconds = performance.now() - startedAt
    await page.close()
    return milliseconds
  } finally {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    }
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let words = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      words += text
      const address = /http:\/\/127\.0\.0\.1:\d+\S*(?=\s)/.exec(words)?.[0]
      if (address !== undefined) resolve(address)
    })
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}`)))
  })
}
