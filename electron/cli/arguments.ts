import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { type PlainDate, parsePlainDate } from '../../shared/primitives/plain-date.ts'

/** Wrong use of the command line: shown with the usage, exit code 2. */
export class WrongUse extends Error {}

const everywhere = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const
const onAWorkbook = { ...everywhere, workbook: { type: 'string' }, on: { type: 'string' } } as const

const optionsOf = {
  new: { ...everywhere, sample: { type: 'boolean' }, currency: { type: 'string' }, country: { type: 'string' } },
  import: {
    ...onAWorkbook,
    'dry-run': { type: 'boolean' },
    delimiter: { type: 'string' },
    encoding: { type: 'string' },
    sheet: { type: 'string' },
    'header-row': { type: 'string' },
    'day-order': { type: 'string' },
    map: { type: 'string' },
    system: { type: 'string' },
    kind: { type: 'string' },
    'on-match': { type: 'string' },
    unmatched: { type: 'string' },
    signal: { type: 'string' },
    'signal-day': { type: 'string' },
    topic: { type: 'string' },
    'left-out': { type: 'string' },
  },
  leads: {
    ...onAWorkbook,
    search: { type: 'string' },
    limit: { type: 'string' },
    after: { type: 'string' },
    export: { type: 'string' },
  },
  funnel: { ...onAWorkbook, from: { type: 'string' }, to: { type: 'string' }, by: { type: 'string' } },
  sheet: { ...onAWorkbook, week: { type: 'string' }, pdf: { type: 'string' }, paper: { type: 'string' } },
  qualify: onAWorkbook,
  why: onAWorkbook,
  log: { ...onAWorkbook, day: { type: 'string' }, topic: { type: 'string' }, note: { type: 'string' } },
  check: onAWorkbook,
} as const satisfies Record<string, ParseArgsOptionsConfig>

export type CommandName = keyof typeof optionsOf
export type OptionsOf<Name extends CommandName> = ReturnType<
  typeof parseArgs<{ options: (typeof optionsOf)[Name] }>
>['values']

/** How many words a command takes besides its options; none unless told. */
const wordsOf: Partial<Record<CommandName, number>> = { new: 1, import: 1, qualify: 1, why: 1, log: 2 }

/** The command and its words, checked against what it knows. Throws {@link WrongUse}. */
export type CommandLine = {
  [Name in CommandName]: { name: Name; words: readonly string[]; options: OptionsOf<Name> }
}[CommandName]

export function readCommandLine(args: readonly string[]): CommandLine {
  const [name, ...rest] = args
  if (name === undefined) throw new WrongUse('A command is missing.')
  if (!Object.hasOwn(optionsOf, name)) throw new WrongUse(`There is no command ${name}.`)
  const command = name as CommandName
  let parsed: { values: CommandLine['options']; positionals: string[] }
  try {
    parsed = parseArgs({ args: rest, options: optionsOf[command], allowPositionals: true, strict: true })
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error))
  }
  const surplus = parsed.positionals[wordsOf[command] ?? 0]
  if (surplus !== undefined) throw new WrongUse(`${command} does not know what to do with ${surplus}.`)
  return { name: command, words: parsed.positionals, options: parsed.values }
}

export function needed(value: string | undefined, what: string): string {
  if (value === undefined || value === '') throw new WrongUse(`${what} is missing.`)
  return value
}

export function dayOf(text: string, option: string): PlainDate {
  const day = parsePlainDate(text)
  if (day === undefined) throw new WrongUse(`${option} ${text} is no day. A day is written YYYY-MM-DD.`)
  return day
}

export function wholeNumberOf(text: string, option: string): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < 1 || !Number.isSafeInteger(value))
    throw new WrongUse(`${option} ${text} is no number from 1.`)
  return value
}

export function oneOf<const Word extends string>(text: string, words: readonly Word[], option: string): Word {
  const found = words.find((word) => word === text)
  if (found === undefined) throw new WrongUse(`${option} is one of ${words.join(', ')}.`)
  return found
}

/** A word of a contract, which the command line writes with hyphens in place of underscores. */
export function codeOf<const Code extends string>(text: string, codes: readonly Code[], option: string): Code {
  const found = codes.find((code) => code === text.replaceAll('-', '_'))
  if (found === undefined)
    throw new WrongUse(`${option} is one of ${codes.map((code) => code.replaceAll('_', '-')).join(', ')}.`)
  return found
}
