import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NativeSelect, NumberInput, Popover } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import type { ImportChoices, ImportPlan } from '../../../shared/contract/import.contract.ts'
import classes from './ImportScreen.module.css'

const encodings = [
  'utf-8',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'iso-8859-15',
  'macintosh',
  'utf-16le',
  'shift_jis',
  'euc-kr',
  'gb18030',
  'windows-1256',
]

interface DialectLineProps {
  plan: ImportPlan
  choices: ImportChoices
  onChoose: (choices: ImportChoices) => void
}

/** How the file was read, in one line, and the way to have it read differently. */
export function DialectLine({ plan, choices, onChoose }: DialectLineProps) {
  const { t } = useLingui()
  const { dialect, columns, notices } = plan
  const delimiters: Record<string, string> = {
    ',': t`Commas`,
    ';': t`Semicolons`,
    '\t': t`Tabs`,
    '|': t`Bars`,
    ':': t`Colons`,
    '~': t`Tildes`,
  }
  const preamble = notices.find(({ code }) => code === 'preamble_rows')?.count ?? 0
  const head =
    dialect.headerRow === null
      ? t`No head: columns are numbered`
      : preamble === 0
        ? t`Head in row ${dialect.headerRow}`
        : t`Head in row ${dialect.headerRow}, ${plural(preamble, { one: '# row above it', other: '# rows above it' })} left out`
  return (
    <div className={classes.dialect}>
      <span className="lb-quiet">
        <IconFileSpreadsheet size={16} stroke={1.5} aria-hidden />
        <Trans>Read as</Trans>
      </span>
      {dialect.kind === 'xlsx' ? (
        <span>{t`Spreadsheet`}</span>
      ) : (
        <span>{delimiters[dialect.delimiter ?? ','] ?? dialect.delimiter}</span>
      )}
      {dialect.sheet !== null && <span>{t`Sheet “${dialect.sheet}”`}</span>}
      {dialect.encoding !== null && <span>{encodingName(dialect.encoding)}</span>}
      <span>{head}</span>
      <span>{plural(columns.length, { one: '# column', other: '# columns' })}</span>
      <Popover position="bottom-end" trapFocus withinPortal={false}>
        <Popover.Target>
          <Button variant="subtle" size="sm">
            <Trans>Read it differently</Trans>
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <div className={classes.differently}>
            {dialect.kind === 'text' && dialect.encoding !== null && (
              <NativeSelect
                label={t`Characters`}
                value={choices.encoding ?? dialect.encoding}
                data={[...new Set([dialect.encoding, ...encodings])].map((value) => ({
                  value,
                  label: encodingName(value),
                }))}
                onChange={(event) => onChoose({ encoding: event.currentTarget.value })}
              />
            )}
            {dialect.kind === 'text' && (
              <NativeSelect
                label={t`Cells are divided by`}
                value={choices.delimiter ?? dialect.delimiter ?? ','}
                data={Object.entries(delimiters).map(([value, label]) => ({ value, label }))}
                onChange={(event) => onChoose({ delimiter: event.currentTarget.value })}
              />
            )}
            {dialect.sheets.length > 1 && (
              <NativeSelect
                label={t`Sheet`}
                value={choices.sheet ?? dialect.sheet ?? ''}
                data={dialect.sheets.map(({ name, isHidden }) => ({
                  value: name,
                  label: isHidden ? t`${name} (hidden)` : name,
                }))}
                onChange={(event) => onChoose({ sheet: event.currentTarget.value })}
              />
            )}
            <NumberInput
              label={t`Row with the heads`}
              description={t`Empty where there are none.`}
              min={1}
              allowDecimal={false}
              value={dialect.headerRow ?? ''}
              onChange={(value) => onChoose({ headerRow: typeof value === 'number' ? value : null })}
            />
          </div>
        </Popover.Dropdown>
      </Popover>
    </div>
  )
}

function encodingName(encoding: string): string {
  return encoding
    .replace(/^utf/, 'UTF')
    .replace(/^windows/, 'Windows')
    .replace(/^iso/, 'ISO')
    .replace(/^macintosh/, 'Mac Roman')
    .replace(/^shift_jis/, 'Shift JIS')
    .replace(/^euc-kr/, 'EUC-KR')
    .replace(/^gb/, 'GB')
}
