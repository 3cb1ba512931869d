import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NativeSelect, NumberInput, Popover, Radio, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ImportPlan } from '../../../shared/contract/import.contract.ts'
import classes from './Checking.module.css'
import { delimiters, delimiterWord, encodingName, encodings } from './dialect-words.ts'
import { programName } from './program-name.ts'
import type { ImportChoosing } from './useImportChoices.ts'

interface ReadDifferentlyProps {
  plan: ImportPlan
  choosing: ImportChoosing
}

/** What the reader judged by itself, to be chosen otherwise: characters, cells, sheet, head, program. */
export function ReadDifferently({ plan, choosing }: ReadDifferentlyProps) {
  const { t } = useLingui()
  const { dialect } = plan
  const { choices } = choosing
  const program = programName(plan.system, choices.system) ?? ''
  const hasSourceId = plan.columns.some(({ target }) => target === 'sourceId')
  return (
    <Popover position="bottom-end" trapFocus withinPortal={false} shadow="sm">
      <Popover.Target>
        <Button variant="subtle" size="sm">
          <Trans>Read it differently</Trans>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t`Read it differently`}>
        <div className={classes.differently}>
          {dialect.encoding !== null && <Encoding dialect={dialect} choosing={choosing} />}
          {dialect.kind === 'text' && dialect.delimiter !== null && (
            <NativeSelect
              label={t`Cells are divided by`}
              value={choices.delimiter ?? dialect.delimiter}
              data={[...new Set([...delimiters, dialect.delimiter])].map((value) => ({
                value,
                label: delimiterWord(value),
              }))}
              onChange={(event) => choosing.cut({ delimiter: event.currentTarget.value })}
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
              onChange={(event) => choosing.cut({ sheet: event.currentTarget.value })}
            />
          )}
          {dialect.kind !== 'cards' && (
            <HeadField key={dialect.headerRow} headerRow={dialect.headerRow} choosing={choosing} />
          )}
          {(hasSourceId || plan.system !== null) && <SystemField key={program} system={program} choosing={choosing} />}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function Encoding({ dialect, choosing }: { dialect: ImportPlan['dialect']; choosing: ImportChoosing }) {
  const { t } = useLingui()
  const current = dialect.encoding ?? ''
  const chosen = choosing.choices.encoding ?? current
  const likely = [
    { encoding: current, preview: [] },
    // Of encodings that read the same, the likeliest stands for all.
    ...dialect.encodings.filter(
      ({ encoding, preview }, at) =>
        encoding !== current && dialect.encodings.findIndex((one) => one.preview[0] === preview[0]) === at,
    ),
  ]
  const others = encodings.filter((encoding) => !likely.some((one) => one.encoding === encoding))
  return (
    <>
      {likely.length > 1 && (
        <Radio.Group label={t`Characters`} value={chosen} onChange={(encoding) => choosing.choose({ encoding })}>
          {likely.map(({ encoding, preview }) => (
            <Radio
              key={encoding}
              className={classes.encoding}
              value={encoding}
              label={
                <>
                  {encodingName(encoding)}
                  {encoding === current && <span className="lb-quiet"> {t`as it is read now`}</span>}
                  {preview.slice(0, 1).map((line) => (
                    <span key={line} className={classes.encodingLine} title={line}>
                      {line}
                    </span>
                  ))}
                </>
              }
            />
          ))}
        </Radio.Group>
      )}
      <NativeSelect
        label={likely.length > 1 ? t`Other characters` : t`Characters`}
        value={chosen}
        data={[current, ...likely.slice(1).map(({ encoding }) => encoding), ...others].map((value) => ({
          value,
          label: encodingName(value),
        }))}
        onChange={(event) => choosing.choose({ encoding: event.currentTarget.value })}
      />
    </>
  )
}

/** Taken over as {@link SystemField} is. */
function HeadField({ headerRow, choosing }: { headerRow: number | null; choosing: ImportChoosing }) {
  const { t } = useLingui()
  const [typed, setTyped] = useState<number | string>(headerRow ?? '')
  function take() {
    const row = typeof typed === 'number' ? typed : null
    if (row !== headerRow) choosing.cut({ headerRow: row })
  }
  return (
    <NumberInput
      label={t`Row with the heads`}
      description={t`Empty where there are none.`}
      min={1}
      max={9_999_999}
      allowDecimal={false}
      value={typed}
      onChange={setTyped}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take()
      }}
    />
  )
}

/** Taken over when one leaves the field or presses Enter: each letter would plan anew. */
function SystemField({ system, choosing }: { system: string; choosing: ImportChoosing }) {
  const { t } = useLingui()
  const [typed, setTyped] = useState(system)
  function take() {
    if (typed.trim() !== '' && typed.trim() !== system) choosing.choose({ system: typed.trim() })
  }
  return (
    <TextInput
      label={t`Program it comes from`}
      description={t`Its numbers are compared only with numbers of the same program.`}
      maxLength={100}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take()
      }}
    />
  )
}
