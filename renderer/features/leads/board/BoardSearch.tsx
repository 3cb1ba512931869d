import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { useSingleKeys } from '../../../app/shortcuts.ts'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { useBoardView } from './board-view.ts'

/** What is typed is searched when no further letter came for so long. */
const TYPING_MS = 120

/** The search of the board, as one types. Enter or the down arrow goes on to the cards, Escape empties. */
export function BoardSearch({ onLeave }: { onLeave: () => void }) {
  const { t } = useLingui()
  const { search, change } = useBoardView()
  const hasKeys = useSingleKeys((keys) => keys.isOn)
  const [typed, setTyped] = useState(search)
  const [known, setKnown] = useState(search)
  // Taken off from elsewhere, as by "Show the whole board".
  if (known !== search) {
    setKnown(search)
    setTyped(search)
  }
  useEffect(() => {
    if (typed === search) return
    const timer = setTimeout(() => {
      setKnown(typed)
      change({ search: typed })
    }, TYPING_MS)
    return () => clearTimeout(timer)
  }, [typed, search, change])

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape' && typed !== '') {
      event.preventDefault()
      setTyped('')
    } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault()
      onLeave()
    }
  }

  return (
    <TextInput
      type="search"
      aria-label={t`Search the board`}
      placeholder={t`Name, company, note, phone …`}
      leftSection={<IconSearch size={18} stroke={1.5} aria-hidden className="lb-icon" />}
      rightSection={hasKeys && typed === '' ? <KeyCap keys="/" /> : undefined}
      maxLength={200}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  )
}
