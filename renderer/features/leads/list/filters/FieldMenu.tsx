import { Trans, useLingui } from '@lingui/react/macro'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import classes from './FieldMenu.module.css'
import { type FieldChoice, fieldChoices, matchingChoices, typedDays } from './field-choices.ts'
import type { OwnField } from './field-names.ts'

interface FieldMenuProps {
  ownFields: readonly OwnField[]
  label: string
  onChoose: (choice: FieldChoice) => void
  onLeave: () => void
}

/** What can be filtered by, in groups, found as one types: "silent", "last touch", "silent 45". */
export function FieldMenu({ ownFields, label, onChoose, onLeave }: FieldMenuProps) {
  const { t } = useLingui()
  const listId = useId()
  const [typed, setTyped] = useState('')
  const [selected, setSelected] = useState(0)
  const choices = matchingChoices(fieldChoices(ownFields, typedDays(typed)), typed)
  const current = choices[Math.min(selected, choices.length - 1)]
  const currentId = current === undefined ? undefined : `${listId}-${current.id}`

  useEffect(() => {
    if (currentId !== undefined) document.getElementById(currentId)?.scrollIntoView({ block: 'nearest' })
  }, [currentId])

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') onLeave()
    else if (current === undefined) return
    else if (event.key === 'ArrowDown') setSelected((choices.indexOf(current) + 1) % choices.length)
    else if (event.key === 'ArrowUp') setSelected((choices.indexOf(current) - 1 + choices.length) % choices.length)
    else if (event.key === 'Enter') onChoose(current)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  const groups = [...new Set(choices.map((choice) => choice.group))]
  return (
    <>
      <div className={classes.search}>
        <IconSearch size={18} stroke={1.5} aria-hidden />
        <input
          data-autofocus
          role="combobox"
          aria-label={label}
          aria-expanded
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={currentId}
          placeholder={t`Filter by: silent, source, tag …`}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setSelected(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className={classes.list} id={listId} role="listbox" aria-label={label}>
        {groups.map((group) => (
          <div key={group} role="group" aria-label={group}>
            <p className={classes.heading} aria-hidden>
              {group}
            </p>
            {choices.map(
              (choice, index) =>
                choice.group === group && (
                  <div
                    key={choice.id}
                    id={`${listId}-${choice.id}`}
                    className={classes.choice}
                    role="option"
                    aria-selected={choice === current}
                    onPointerMove={() => setSelected(index)}
                    onClick={() => onChoose(choice)}
                  >
                    {choice.label}
                  </div>
                ),
            )}
          </div>
        ))}
      </div>
      {choices.length === 0 && (
        <p className={classes.empty} role="status">
          <Trans>No field is called so. Try another word for it.</Trans>
        </p>
      )}
    </>
  )
}
