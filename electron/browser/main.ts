import { existsSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import packageJson from '../../package.json' with { type: 'json' }
import { parsePlainDate } from '../../shared/primitives/plain-date.ts'
import { ComputerSettings } from '../core/computer-settings.ts'
import { Core } from '../core/core.ts'
import { dispatchHost } from '../core/host-dispatch.ts'
import { HostWorkbook } from '../core/host-workbook.ts'
import { failureOf } from '../core/request.ts'
import { startLibraryInNode } from '../core/start-library-in-node.ts'
import { browserHandlers } from './host-handlers.ts'
import { type BrowserServer, startServer } from './server.ts'

/** The browser host: the screen in a browser of this computer, from source under Node. Everything here is wiring. */

const usage = 'Usage: browser host [--workbook FILE | --sample] [--data FOLDER] [--port NUMBER] [--on DAY]\n'
const root = join(import.meta.dirname, '../..')
const log = (text: string) => process.stderr.write(`${text}\n`)

const options = readOptions()
if (options === undefined) {
  process.stderr.write(usage)
  process.exitCode = 2
} else {
  await run(options)
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        workbook: { type: 'string' },
        sample: { type: 'boolean', default: false },
        data: { type: 'string', default: join(homedir(), 'Leadbook') },
        port: { type: 'string', default: '0' },
        on: { type: 'string' },
      },
    })
    if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535)
      throw new Error(`--port ${values.port} is no port.`)
    const today = values.on === undefined ? null : parsePlainDate(values.on)
    if (today === undefined) throw new Error(`--on ${values.on} is no day. A day is written YYYY-MM-DD.`)
    return { ...values, port: Number(values.port), today }
  } catch (error) {
    log(error instanceof Error ? error.message : String(error))
    return undefined
  }
}

async function run({ workbook: workbookFile, sample, data, port, today }: NonNullable<ReturnType<typeof readOptions>>) {
  const pageFolder = join(root, 'out/renderer')
  if (!existsSync(join(pageFolder, 'index.html'))) {
    log('The screen is not built. Run npm start -- --browser, or npm run build before.')
    process.exitCode = 1
    return
  }
  const dataFolder = resolve(data)
  mkdirSync(dataFolder, { recursive: true })
  const locale = Intl.DateTimeFormat().resolvedOptions().locale

  let server: BrowserServer | undefined
  const core = new Core({
    workerUrl: new URL('../core/worker.ts', import.meta.url),
    startLibrary: startLibraryInNode,
    log,
  })
  const tell: BrowserServer['tell'] = (event) => server?.tell(event)
  const workbook = new HostWorkbook({ core, locale, log, tell, today })
  const settings = new ComputerSettings(join(dataFolder, '.settings.json'), log)
  const handlers = browserHandlers({
    core,
    workbook,
    settings,
    dataFolder,
    fontFolder: join(root, 'renderer/app/fonts'),
    locale,
    appVersion: packageJson.version,
    today,
    tell,
  })
  core.onEvent(tell)

  try {
    server = await startServer({
      pageFolder,
      port,
      answer: (channel, name, input) =>
        channel === 'core' ? core.dispatch(name, input) : dispatchHost(handlers, log, name, input),
      log,
    })
  } catch (error) {
    log(failureOf(error, log).message)
    process.exitCode = 1
    await core.close()
    return
  }
  endOnSignal(async () => {
    await server?.close()
    await core.dispatch('job.cancel', {})
    await core.close()
  })
  await workbook.launch(async () => {
    if (workbookFile !== undefined) await workbook.open(resolve(workbookFile))
    else if (sample) await handlers['host.openSample']({})
  })
  process.stdout.write(`Leadbook is at ${server.address}\n`)
}

/** Ends at the first Ctrl+C or kill, with exit code 0: the workers and the server are all that keeps Node running. */
function endOnSignal(close: () => Promise<void>): void {
  let isEnding = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (isEnding) return
      isEnding = true
      close().catch((error: unknown) => {
        log(String(error))
        process.exitCode = 1
      })
    })
  }
}
