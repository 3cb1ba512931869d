import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { KeyCap } from '../ui/KeyCap.tsx'
import { useSingleKeys } from './shortcuts.ts'

/** A first letter is searched at once, those that follow it at most so often. */
const TYPING_MS = 120

interface SearchInputProps {
  label: string
  search: string
  onSearch: (search: string) => void
  /** Enter or the down arrow: on to what was found. */
  onLeave: () => void
}

/** The search among the leads of a screen, as one types. Escape empties it; `/` brings here. */
export function SearchInput({ label, search, onSearch, onLeave }: SearchInputProps) {
  const { t } = useLingui()
  const hasKeys = useSingleKeys((keys) => keys.isOn)
  const [typed, setTyped] = useState(search)
  const [known, setKnown] = useState(search)
  const field = useRef<HTMLInputElement>(null)
  // Taken off from elsewhere, as by "Show all leads".
  if (known !== search) {
    setKnown(search)
    setTyped(search)
  }
  const latest = useRef(onSearch)
  const searchedAt = useRef(0)
  useEffect(() => {
    latest.current = onSearch
  })
  useEffect(() => {
    if (typed === search) return
    const timer = setTimeout(
      () => {
        searchedAt.current = performance.now()
        setKnown(typed)
        latest.current(typed)
      },
      searchedAt.current + TYPING_MS - performance.now(),
    )
    return () => clearTimeout(timer)
  }, [typed, search])
  useEffect(() => {
    const state: unknown = window.history.state
    if (typeof state === 'object' && state !== null && 'focus' in state && state.focus === 'search')
      field.current?.select()
  }, [])

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
      ref={field}
      type="search"
      aria-label={label}
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
