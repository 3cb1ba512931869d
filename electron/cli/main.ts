import { Refusal } from '../../shared/contract/reply.ts'
import { Core } from '../core/core.ts'
import { failureOf } from '../core/request.ts'
import { type CommandLine, readCommandLine, WrongUse } from './arguments.ts'
import * as commands from './commands.ts'
import type { Answer } from './output.ts'
import { usage } from './usage.ts'

/** The command line host: one procedure or two on one workbook, then the end. */

const log = (text: string) => process.stderr.write(`${text}\n`)

// Whoever reads our output may stop early, as `head` does.
process.stdout.on('error', (error) => {
  if ('code' in error && error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<0 | 1 | 2> {
  try {
    if (args[0] === '--help' || args[0] === '-h') {
      process.stdout.write(usage)
      return 0
    }
    const line = readCommandLine(args)
    if (line.options.help) {
      process.stdout.write(usage)
      return 0
    }
    const answer = await withCore(taskOf(line))
    process.stdout.write(line.options.json ? `${JSON.stringify(answer.json, null, 2)}\n` : `${answer.text}\n`)
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

function taskOf(line: CommandLine): commands.Task {
  switch (line.name) {
    case 'new':
      return commands.makeWorkbook(line.file, line.options)
    case 'import':
      return commands.onNamedWorkbook(line.options, commands.importFile(line.file, line.options))
    case 'leads':
      return commands.onNamedWorkbook(line.options, commands.listLeads(line.options))
    case 'funnel':
      return commands.onNamedWorkbook(line.options, commands.showFunnel(line.options))
    case 'sheet':
      return commands.onNamedWorkbook(line.options, commands.makeSheet(line.options))
    case 'check':
      return commands.onNamedWorkbook(line.options, commands.checkWorkbook())
  }
}

/** Ctrl+C stops a long command, which then leaves nothing behind; a second one ends everything at once. */
async function withCore(task: commands.Task): Promise<Answer> {
  const core = new Core({ workerUrl: new URL('../core/worker.ts', import.meta.url), log })
  const stop = () => void core.dispatch('job.cancel', {})
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  try {
    return await task(core)
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, stop)
    await core.close()
  }
}
