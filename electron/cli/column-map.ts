import { leadTargets, parseTarget } from '../../shared/domain/import/targets.ts'
import { WrongUse } from './arguments.ts'

/** A column of a file, from 1, with its header as the file writes it. */
export type Column = { readonly column: number; readonly header: string }

/** What `--map` says: targets by header, or by `#N` for column N. */
export type ColumnMap = ReadonlyMap<string, string>

const BY_NUMBER = /^#([1-9]\d{0,4})$/

/** Reads the JSON of `--map`. Throws {@link WrongUse} for what is no object of targets, and for a target that does not exist. */
export function readColumnMap(text: string): ColumnMap {
  const entries = Object.entries(objectIn(text))
  if (entries.length === 0) throw new WrongUse('--map names no column.')
  return new Map(
    entries.map(([name, word]) => {
      const target = typeof word === 'string' ? parseTarget(word.trim()) : undefined
      if (target === undefined)
        throw new WrongUse(
          `--map gives “${name}” to ${JSON.stringify(word)}, which is no target. Targets: ${leadTargets.join(' ')} custom:NAME signal:KIND.`,
        )
      return [name, target]
    }),
  )
}

function objectIn(text: string): object {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    value = undefined
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new WrongUse(`--map takes JSON that gives each header its target, as {"Mail":"email","#3":"phone"}.`)
  return value
}

/** Whether the file's own headers are needed to know which columns are meant. */
export function namesHeaders(map: ColumnMap): boolean {
  return [...map.keys()].some((name) => !BY_NUMBER.test(name))
}

/**
 * The targets by column number. A header is found as it is written, or else whatever its case. Throws {@link WrongUse} for a header
 * that the file does not have or has twice, and for a column that is named twice.
 */
export function targetsByColumn(map: ColumnMap, columns: readonly Column[]): Record<string, string> {
  const targets: Record<string, string> = {}
  for (const [name, target] of map) {
    const column = BY_NUMBER.exec(name)?.[1] ?? String(columnOfHeader(name, columns))
    if (column in targets) throw new WrongUse(`--map names column ${column} twice, the second time as “${name}”.`)
    targets[column] = target
  }
  return targets
}

function columnOfHeader(name: string, columns: readonly Column[]): number {
  const header = name.replace(/\s+/g, ' ').trim()
  const exact = columns.filter((column) => column.header === header)
  const found =
    exact.length > 0 ? exact : columns.filter((column) => column.header.toLowerCase() === header.toLowerCase())
  const [only, ...others] = header === '' ? [] : found
  if (only === undefined) throw new WrongUse(`The file has no column “${name}”. ${headersInWords(columns)}`)
  if (others.length > 0) {
    const numbers = found.map(({ column }) => `#${column}`)
    throw new WrongUse(
      `“${name}” stands over ${found.length} columns of the file: name the one you mean by its number, ${numbers.join(' or ')}.`,
    )
  }
  return only.column
}

function headersInWords(columns: readonly Column[]): string {
  if (columns.every(({ header }) => header === ''))
    return `It has no headers: name a column by its number, #1 to #${columns.length}.`
  const headers = columns.map(({ column, header }) => (header === '' ? `#${column}` : header))
  return `Its columns: ${headers.join(', ')}.`
}
