import { Refusal } from '../../shared/contract/reply.ts'
import { Core } from '../core/core.ts'
import { failureOf } from '../core/request.ts'
import { startLibraryInNode } from '../core/start-library-in-node.ts'
import { type CommandLine, readCommandLine, WrongUse } from './arguments.ts'
import * as commands from './commands.ts'
import { exportLeads } from './export-leads.ts'
import { importFile } from './import-file.ts'
import { logSignal } from './log-signal.ts'
import type { Answer } from './output.ts'
import { qualifyLead } from './qualify-lead.ts'
import type { Task } from './task.ts'
import { usage } from './usage.ts'
import { whyLead } from './why-lead.ts'

/** Where a command's result goes, and where its messages. */
export type Streams = { out: (text: string) => void; err: (text: string) => void }

/** Gives a core to a command and takes it back when the command has ended. `log` takes the bugs that the core met. */
export type LendCore = <T>(use: (core: Core) => Promise<T>, log: (text: string) => void) => Promise<T>

/**
 * One command on one workbook: the command line host but for the process. Gives the exit code: 0 done, 1 nothing done, 2 wrong use.
 * Never throws. The core is one of its own unless one is lent.
 */
export async function runCommandLine(
  args: readonly string[],
  streams: Streams,
  lendCore: LendCore = withOwnCore,
): Promise<0 | 1 | 2> {
  const log = (text: string) => streams.err(`${text}\n`)
  try {
    if (args[0] === '--help' || args[0] === '-h') {
      streams.out(usage)
      return 0
    }
    const line = readCommandLine(args)
    if (line.options.help) {
      streams.out(usage)
      return 0
    }
    const answer = await lendCore((core) => runTask(core, taskOf(line)), log)
    streams.out(line.options.json ? `${JSON.stringify(answer.json, null, 2)}\n` : `${answer.text}\n`)
    for (const message of answer.messages ?? []) log(message)
    return answer.exitCode ?? 0
  } catch (error) {
    if (error instanceof WrongUse || (error instanceof Refusal && error.code === 'invalid_input')) {
      log(`${error.message}\n\n${usage.trimEnd()}`)
      return 2
    }
    log(failureOf(error, log).message)
    return 1
  }
}

function taskOf(line: CommandLine): Task {
  switch (line.name) {
    case 'new':
      return commands.makeWorkbook(line.words[0], line.options)
    case 'import':
      return commands.onNamedWorkbook(line.options, importFile(line.words[0], line.options))
    case 'leads':
      return commands.onNamedWorkbook(
        line.options,
        line.options.export === undefined ? commands.listLeads(line.options) : exportLeads(line.options),
      )
    case 'funnel':
      return commands.onNamedWorkbook(line.options, commands.showFunnel(line.options))
    case 'sheet':
      return commands.onNamedWorkbook(line.options, commands.makeSheet(line.options))
    case 'qualify':
      return commands.onNamedWorkbook(line.options, qualifyLead(line.words[0]))
    case 'why':
      return commands.onNamedWorkbook(line.options, whyLead(line.words[0]))
    case 'log':
      return commands.onNamedWorkbook(line.options, logSignal(line.words, line.options))
    case 'check':
      return commands.onNamedWorkbook(line.options, commands.checkWorkbook())
  }
}

async function withOwnCore<T>(use: (core: Core) => Promise<T>, log: (text: string) => void): Promise<T> {
  const core = new Core({
    workerUrl: new URL('../core/worker.ts', import.meta.url),
    startLibrary: startLibraryInNode,
    log,
  })
  try {
    return await use(core)
  } finally {
    await core.close()
  }
}

/** Ctrl+C stops a long command, which then leaves nothing behind; a second one ends everything at once. */
async function runTask(core: Core, task: Task): Promise<Answer> {
  const stop = () => void core.dispatch('job.cancel', {})
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  try {
    return await task(core)
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, stop)
  }
}
