import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useSingleKeys } from '../../../app/shortcuts.ts'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { useLeadsView } from './leads-view.ts'

/** What is typed is searched when no further letter came for so long. */
const TYPING_MS = 120

/** The search of Leads, as one types. Enter or the down arrow goes on to the table in `list`, Escape empties. */
export function SearchField({ list }: { list: RefObject<HTMLDivElement | null> }) {
  const { t } = useLingui()
  const { search, change } = useLeadsView()
  const hasKeys = useSingleKeys((keys) => keys.isOn)
  const [typed, setTyped] = useState(search)
  const [known, setKnown] = useState(search)
  const field = useRef<HTMLInputElement>(null)
  // Taken off from elsewhere, as by "Show all leads".
  if (known !== search) {
    setKnown(search)
    setTyped(search)
  }
  useEffect(() => {
    if (typed === search) return
    const timer = setTimeout(() => {
      setKnown(typed)
      change({ search: typed, activeIndex: 0 })
    }, TYPING_MS)
    return () => clearTimeout(timer)
  }, [typed, search, change])
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
      list.current?.querySelector<HTMLElement>('[data-active-cell]')?.focus()
    }
  }

  return (
    <TextInput
      ref={field}
      type="search"
      aria-label={t`Search leads`}
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
