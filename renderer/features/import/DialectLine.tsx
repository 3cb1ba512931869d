import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { IconAddressBook, IconFileSpreadsheet } from '@tabler/icons-react'
import type { ImportPlan } from '../../../shared/contract/import.contract.ts'
import classes from './Checking.module.css'
import { delimiterWord, encodingName } from './dialect-words.ts'
import { ReadDifferently } from './ReadDifferently.tsx'
import type { ImportChoosing } from './useImportChoices.ts'

interface DialectLineProps {
  plan: ImportPlan
  choosing: ImportChoosing
}

/** How the file was read, in one line, and the way to have it read differently. */
export function DialectLine({ plan, choosing }: DialectLineProps) {
  const { t } = useLingui()
  const { dialect, columns, notices } = plan
  const countOf = (notice: string) => notices.find(({ code }) => code === notice)?.count ?? 0
  const preamble = countOf('preamble_rows')
  const blank = countOf('blank_rows')
  const surplus = countOf('surplus_cells')
  const unclosed = countOf('unclosed_quotes')
  const row = dialect.headerRow
  const above = plural(preamble, { one: '# row above it', other: '# rows above it' })
  const head =
    row === null
      ? t`No head: columns are numbered`
      : preamble === 0
        ? t`Head in row ${row}`
        : t`Head in row ${row}, ${above} left out`
  const Icon = dialect.kind === 'cards' ? IconAddressBook : IconFileSpreadsheet
  return (
    <div className={classes.dialect}>
      <span className="lb-quiet">
        <Icon size={16} stroke={1.5} aria-hidden />
        <Trans>Read as</Trans>
      </span>
      {dialect.kind === 'spreadsheet' && <span>{t`Spreadsheet`}</span>}
      {dialect.kind === 'cards' && <span>{t`Address book`}</span>}
      {dialect.kind === 'text' && dialect.delimiter !== null && <span>{delimiterWord(dialect.delimiter)}</span>}
      {dialect.sheet !== null && <span>{t`Sheet “${dialect.sheet}”`}</span>}
      {dialect.encoding !== null && <span>{encodingName(dialect.encoding)}</span>}
      {dialect.kind !== 'cards' && <span>{head}</span>}
      <span>{plural(columns.length, { one: '# column', other: '# columns' })}</span>
      {blank > 0 && <span>{plural(blank, { one: '# blank row', other: '# blank rows' })}</span>}
      {surplus > 0 && (
        <span>{plural(surplus, { one: '# row with surplus cells', other: '# rows with surplus cells' })}</span>
      )}
      {unclosed > 0 && (
        <span>{plural(unclosed, { one: '# row with an unclosed quote', other: '# rows with an unclosed quote' })}</span>
      )}
      <ReadDifferently plan={plan} choosing={choosing} />
    </div>
  )
}
