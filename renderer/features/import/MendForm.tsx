import { useLingui } from '@lingui/react/macro'
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { ImportColumn, ImportRow } from '../../../shared/contract/import.contract.ts'
import { isCustomTarget } from '../../../shared/domain/import/targets.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import classes from './Rows.module.css'
import { warningWords } from './row-words.ts'
import { useTargetNames } from './target-names.ts'

interface MendFormProps {
  row: ImportRow
  /** The columns whose cells can be mended here. */
  columns: readonly ImportColumn[]
  /** Called with the cells that were changed, by column number. */
  onSave: (cells: Record<string, string>) => void
  onLeave: () => void
}

/** The cells of a row as fields, with what is wrong with them. Enter saves, Escape leaves them as they were. */
export function MendForm({ row, columns, onSave, onLeave }: MendFormProps) {
  const { t } = useLingui()
  const names = useTargetNames()
  const [typed, setTyped] = useState<Record<string, string>>({})
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const cellOf = (column: number) => row.cells[column - 1] ?? ''

  function save(event: FormEvent) {
    event.preventDefault()
    event.stopPropagation()
    const changed = Object.entries(typed).filter(([column, text]) => text !== cellOf(Number(column)))
    if (changed.length === 0) onLeave()
    else onSave(Object.fromEntries(changed))
  }

  return (
    <form
      ref={form}
      className={classes.mend}
      aria-label={t`Mend row ${row.row}`}
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        onLeave()
      }}
    >
      <div className={classes.mendCells}>
        {columns.map(({ column, header, target }) => {
          const warning = row.warnings.find((one) => one.column === column)
          const name = isCustomTarget(target) || target === 'ignore' ? '' : names.nameOf(target)
          return (
            <TextInput
              key={column}
              size="sm"
              label={
                <>
                  {header} {name !== header && <span className="lb-quiet">{name}</span>}
                </>
              }
              description={warning === undefined ? undefined : warningWords(warning.code)}
              maxLength={10_000}
              value={typed[column] ?? cellOf(column)}
              onChange={(event) => setTyped({ ...typed, [column]: event.currentTarget.value })}
            />
          )
        })}
      </div>
      <div className={classes.mendActions}>
        <Button size="sm" type="submit">
          {t`Take it so`} <KeyCap keys="Enter" />
        </Button>
        <Button size="sm" variant="subtle" onClick={onLeave}>{t`Leave as it was`}</Button>
      </div>
    </form>
  )
}
