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
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const sought = useRef({ text: search, at: 0 })
  useEffect(() => {
    if (search !== sought.current.text) clearTimeout(timer.current)
    sought.current.text = search
  }, [search])
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    const state: unknown = window.history.state
    if (typeof state === 'object' && state !== null && 'focus' in state && state.focus === 'search')
      field.current?.select()
  }, [])

  function type(text: string, at: number) {
    setTyped(text)
    clearTimeout(timer.current)
    const wait = sought.current.at + TYPING_MS - at
    if (wait > 0) timer.current = setTimeout(() => seek(text), wait)
    else seek(text)
  }

  function seek(text: string) {
    sought.current = { text, at: performance.now() }
    setKnown(text)
    onSearch(text)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape' && typed !== '') {
      event.preventDefault()
      type('', event.timeStamp)
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
      onChange={(event) => type(event.currentTarget.value, event.timeStamp)}
      onKeyDown={onKeyDown}
    />
  )
}
