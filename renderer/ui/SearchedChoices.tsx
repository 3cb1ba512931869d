import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react'
import classes from './SearchedChoices.module.css'

/** One line of a list to choose from, under the heading of its group. */
export interface SearchedChoice {
  id: string
  group: string
  content: ReactNode
}

interface SearchedChoicesProps<Choice extends SearchedChoice> {
  /** The names of the field and of the list for a screen reader. */
  label: string
  listLabel: string
  placeholder: string
  query: string
  onQueryChange: (query: string) => void
  /** Those that the query finds, best first. */
  choices: readonly Choice[]
  /** The choices are still those of what was typed before: Enter waits for the answer. */
  isPending?: boolean
  onChoose: (choice: Choice) => void
  /** Escape; without it Escape is left to what the list stands in. */
  onLeave?: () => void
  /** Said where nothing is found. */
  empty: ReactNode
  size?: 'small' | 'large'
}

/** A field and what it finds, in groups: arrows go through the choices and around, Enter takes one. The field keeps the focus. */
export function SearchedChoices<Choice extends SearchedChoice>(props: SearchedChoicesProps<Choice>) {
  const {
    label,
    listLabel,
    placeholder,
    query,
    onQueryChange,
    choices,
    isPending = false,
    onChoose,
    onLeave,
    empty,
    size = 'small',
  } = props
  const listId = useId()
  const [selected, setSelected] = useState(0)
  const current = choices[Math.min(selected, choices.length - 1)]
  const currentId = current === undefined ? undefined : `${listId}-${current.id}`

  // Enter was pressed on the first choice, whichever the answer says that is.
  const [isEntered, setEntered] = useState(false)
  useEffect(() => {
    if (!isEntered || isPending) return
    setEntered(false)
    if (current !== undefined) onChoose(current)
  }, [isEntered, isPending, current, onChoose])

  useEffect(() => {
    if (currentId !== undefined) document.getElementById(currentId)?.scrollIntoView({ block: 'nearest' })
  }, [currentId])

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const at = current === undefined ? -1 : choices.indexOf(current)
    if (event.key === 'Escape' && onLeave !== undefined) {
      onLeave()
      event.stopPropagation()
    } else if (event.key === 'Enter' && isPending && at <= 0) {
      setEntered(true)
      event.stopPropagation()
    } else if (current === undefined) return
    else if (event.key === 'ArrowDown') setSelected((at + 1) % choices.length)
    else if (event.key === 'ArrowUp') setSelected((at - 1 + choices.length) % choices.length)
    else if (event.key === 'Enter') {
      onChoose(current)
      event.stopPropagation()
    } else return
    event.preventDefault()
  }

  const groups = [...new Set(choices.map((choice) => choice.group))]
  return (
    <div data-size={size} className={classes.choices}>
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
          placeholder={placeholder}
          value={query}
          onChange={(event) => {
            onQueryChange(event.currentTarget.value)
            setSelected(0)
            setEntered(false)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className={classes.list} id={listId} role="listbox" aria-label={listLabel}>
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
                    {choice.content}
                  </div>
                ),
            )}
          </div>
        ))}
      </div>
      {choices.length === 0 && (
        <p className={classes.empty} role="status">
          {empty}
        </p>
      )}
    </div>
  )
}
