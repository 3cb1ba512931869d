import { plural, t } from '@lingui/core/macro'
import type { ImportColumn } from '../../../shared/contract/import.contract.ts'

/** A remark on a column: certain, to know, or to look at. */
export type Evidence = { tone: 'good' | 'plain' | 'warn'; words: string }

/** So many cells are looked at in a longer column, spread evenly. */
const SAMPLE = 400

/** Why a column becomes what it becomes, in words. */
export function evidenceWords(column: ImportColumn): Evidence[] {
  const lines: Evidence[] = []
  for (const evidence of column.evidence) {
    const line = lineOf(evidence, column)
    if (line !== undefined) lines.push(line)
  }
  return lines
}

function lineOf(
  { code, counts, example }: ImportColumn['evidence'][number],
  column: ImportColumn,
): Evidence | undefined {
  const filled = counts['filled'] ?? 0
  const looked = counts['looked'] ?? 0
  const rows = counts['rows'] ?? 0
  const many = plural(rows, { one: '# cell', other: '# cells' })
  switch (code) {
    case 'header':
      return {
        tone: 'good',
        words:
          shapeWords(column, counts) ??
          (looked >= SAMPLE
            ? t`by its name; filled in ${filled} of the ${looked} cells looked at`
            : t`by its name; ${plural(filled, { one: '# cell filled', other: '# cells filled' })}`),
      }
    case 'values':
      return { tone: 'good', words: shapeWords(column, counts) ?? t`by its cells; the name says nothing` }
    case 'values_over_header':
      return { tone: 'plain', words: t`its cells speak against its name` }
    case 'empty':
      return { tone: 'plain', words: t`empty, left out` }
    case 'about_others':
      return { tone: 'plain', words: t`about somebody else than the lead; kept word for word` }
    case 'identifier':
      return {
        tone: 'plain',
        words: isRead(column)
          ? t`numbers that are no phones; a field of its own`
          : t`numbers that are no phones; kept word for word`,
      }
    case 'taken':
      return {
        tone: 'plain',
        words: isRead(column)
          ? t`another column has that field already; a field of its own`
          : t`another column has that field already; kept word for word`,
      }
    case 'unknown':
      return {
        tone: 'plain',
        words: isRead(column)
          ? t`a field of its own, by what its cells are`
          : t`kept word for word, as a field of its own`,
      }
    case 'chosen':
      return { tone: 'good', words: t`as you chose` }
    case 'remembered':
      return { tone: 'good', words: t`as you chose for such files before` }
    case 'source':
      return { tone: 'good', words: t`as its program names it` }
    case 'days':
    case 'days_by_other_columns':
      return dayLine(counts, code)
    case 'damaged_phone':
      return { tone: 'warn', words: t`${many} damaged by a spreadsheet (${example ?? ''}): kept, never matched on` }
    case 'not_an_email':
      return { tone: 'warn', words: t`${many} no e-mail address (${example ?? ''}): kept in a field of its own` }
    case 'not_a_phone':
      return { tone: 'warn', words: t`${many} no phone (${example ?? ''}): kept in a field of its own` }
    case 'not_a_day':
    case 'ambiguous_day':
    case 'future_day':
      return { tone: 'warn', words: t`${many} not taken as a day (${example ?? ''}): kept in a field of its own` }
    case 'not_an_amount':
      return { tone: 'warn', words: t`${many} no amount (${example ?? ''}): kept in a field of its own` }
    case 'foreign_amount':
      return { tone: 'warn', words: t`${many} in another currency (${example ?? ''}): kept as written` }
    case 'unknown_word':
      return {
        tone: 'warn',
        words: t`${many} with a word not known here (${example ?? ''}): kept in a field of its own`,
      }
    default:
      return undefined
  }
}

function shapeWords(column: ImportColumn, counts: Record<string, number>): string | undefined {
  const filled = counts['filled'] ?? 0
  if (column.target === 'email') {
    const valid = counts['emailShaped'] ?? 0
    return t`${valid} of ${filled} cells looked at are e-mail addresses`
  }
  if (column.target === 'phone') {
    const valid = counts['phoneShaped'] ?? 0
    return t`${valid} of ${filled} cells looked at are phone numbers`
  }
  return undefined
}

function dayLine(counts: Record<string, number>, code: string): Evidence | undefined {
  const dayFirst = counts['dayFirst'] ?? 0
  const monthFirst = counts['monthFirst'] ?? 0
  if (dayFirst > 0 && monthFirst === 0)
    return {
      tone: 'good',
      words: t`day before month: ${plural(dayFirst, { one: '# row is only valid so', other: '# rows are only valid so' })}`,
    }
  if (monthFirst > 0 && dayFirst === 0)
    return {
      tone: 'good',
      words: t`month before day: ${plural(monthFirst, { one: '# row is only valid so', other: '# rows are only valid so' })}`,
    }
  if (dayFirst > 0 && monthFirst > 0)
    return { tone: 'warn', words: t`written both ways; each read as the only way it can be` }
  if (code === 'days_by_other_columns') return { tone: 'good', words: t`read in the order of the file's other days` }
  return undefined
}

/** Whether the column makes a field whose cells become values of another kind than text. */
function isRead({ newFieldKind: kind }: ImportColumn): boolean {
  return kind !== null && kind !== 'text' && kind !== 'longText'
}
