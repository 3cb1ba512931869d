import { resolve } from 'node:path'
import type { ImportChoices, ImportPlan, ImportReport } from '../../shared/contract/import.contract.ts'
import { signalKinds } from '../../shared/domain/temperature/signal-kinds.ts'
import type { Core } from '../core/core.ts'
import { writeWhole } from '../core/write-whole.ts'
import { codeOf, dayOf, needed, type OptionsOf, WrongUse, wholeNumberOf } from './arguments.ts'
import { type ColumnMap, namesHeaders, readColumnMap, targetsByColumn } from './column-map.ts'
import { reportInWords } from './import-words.ts'
import type { Answer } from './output.ts'
import type { Task } from './task.ts'

/** Brings a file in, or with `--dry-run` says what that would do. What is to be asked is told, never guessed. */
export function importFile(file: string | undefined, options: OptionsOf<'import'>): Task {
  const path = resolve(needed(file, 'FILE'))
  const told = readChoices(options)
  const map = options.map === undefined ? undefined : readColumnMap(options.map)
  const leftOut =
    options['left-out'] === undefined ? undefined : resolve(needed(options['left-out'], '--left-out FILE'))
  if (leftOut === path) throw new WrongUse('--left-out names the file that is to be imported. Name another.')
  return async (core) => {
    if (leftOut !== undefined && leftOut === core.workbookPath)
      throw new WrongUse('--left-out names the workbook. Name another file.')
    const fileId = core.takeFile(path)
    const choices = map === undefined ? told : { ...told, targets: await resolveMap(core, fileId, told, map) }
    const plan = await core.call('import.plan', { fileId, choices })
    if (leftOut !== undefined) await writeLeftOut(core, { fileId, choices }, leftOut)
    if (options['dry-run']) return answerOf(await core.call('import.rehearse', { fileId, choices }), plan, true)
    const answer = await core.call('import.commit', { fileId, choices })
    // Without a planId there is nothing that could have changed.
    if (answer.status === 'changed') throw new Error('An import that names no plan was told that its plan has changed')
    return answerOf(answer.report, plan, false)
  }
}

async function resolveMap(
  core: Core,
  fileId: string,
  choices: ImportChoices,
  map: ColumnMap,
): Promise<Record<string, string>> {
  if (!namesHeaders(map)) return targetsByColumn(map, [])
  // Only the report has the headers as the file writes them; the plan names repeated ones apart.
  const { mapping } = await core.call('import.rehearse', { fileId, choices })
  return targetsByColumn(map, mapping)
}

function readChoices(options: OptionsOf<'import'>): ImportChoices {
  const headerRow = options['header-row']
  const dayOrder = options['day-order']
  const onMatch = options['on-match']
  const { kind, unmatched } = options
  const signal = readSignal(options)
  return {
    ...(options.delimiter === undefined ? {} : { delimiter: delimiterOf(options.delimiter) }),
    ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
    ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
    ...(headerRow === undefined
      ? {}
      : { headerRow: headerRow === 'none' ? null : wholeNumberOf(headerRow, '--header-row') }),
    ...(dayOrder === undefined ? {} : { dayOrder: codeOf(dayOrder, ['day_first', 'month_first'], '--day-order') }),
    ...(options.system === undefined ? {} : { system: needed(options.system.trim(), '--system NAME') }),
    ...(kind === undefined ? {} : { kind: codeOf(kind, ['leads', 'signals'], '--kind') }),
    ...(onMatch === undefined ? {} : { onMatch: codeOf(onMatch, ['keep', 'fill', 'overwrite'], '--on-match') }),
    ...(unmatched === undefined ? {} : { unmatched: codeOf(unmatched, ['create', 'leave_out'], '--unmatched') }),
    ...(signal === undefined ? {} : { signal }),
  }
}

function readSignal(options: OptionsOf<'import'>): ImportChoices['signal'] {
  const { signal: kind, 'signal-day': day, topic } = options
  if (kind === undefined && day === undefined && topic === undefined) return undefined
  return {
    ...(kind === undefined ? {} : { kind: codeOf(kind, signalKinds, '--signal') }),
    ...(day === undefined ? {} : { on: dayOf(day, '--signal-day') }),
    ...(topic === undefined ? {} : { topic: needed(topic.trim(), '--topic TEXT') }),
  }
}

function delimiterOf(text: string): string {
  if (text === 'tab' || text === '\\t') return '\t'
  if (text.length !== 1) throw new WrongUse('--delimiter takes one sign, or the word tab.')
  return text
}

/** Writes the rows that will not be written to the workbook; before they are, for afterwards the plan is another. */
async function writeLeftOut(
  core: Core,
  request: { fileId: string; choices: ImportChoices },
  path: string,
): Promise<void> {
  const pieces: string[] = []
  let offset: number | null = 0
  while (offset !== null) {
    const { csv, next }: { csv: string; next: number | null } = await core.call('import.leftOut', {
      ...request,
      offset,
    })
    pieces.push(csv)
    offset = next
  }
  await writeWhole(path, Buffer.from(pieces.join('')))
}

function answerOf(report: ImportReport, plan: ImportPlan, isRehearsal: boolean): Answer {
  const { kind, system, rows, created, updated, same, asked, askedRows, refusedRows: refused } = report
  const { assumptions, difference, changeSet, dialect, mapping } = report
  const askedColumns = mapping
    .filter((_, index) => plan.columns[index]?.isAsking === true)
    .map(({ column, header }) => ({ column, header }))
  const isNothing = created + updated + same === 0
  const counts = { rows, created, updated, same, asked }
  return {
    json: {
      kind,
      system,
      ...counts,
      askedRows,
      refused,
      assumptions,
      askedColumns,
      difference,
      changeSet,
      dialect,
      mapping,
    },
    text: reportInWords(report, askedColumns, isRehearsal),
    messages: isNothing && !isRehearsal ? [`Nothing of ${report.fileName} was brought in.`] : [],
    exitCode: isNothing && !isRehearsal ? 1 : 0,
  }
}
