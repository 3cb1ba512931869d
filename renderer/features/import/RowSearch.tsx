import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'

/** What is typed is searched when no further letter came for so long. */
const TYPING_MS = 200

/** Finds rows of the file by the words of their cells, as one types. Escape empties. */
export function RowSearch({ search, onSearch }: { search: string; onSearch: (search: string) => void }) {
  const { t } = useLingui()
  const [typed, setTyped] = useState(search)
  useEffect(() => {
    if (typed.trim() === search) return
    const timer = setTimeout(() => onSearch(typed.trim()), TYPING_MS)
    return () => clearTimeout(timer)
  }, [typed, search, onSearch])
  return (
    <TextInput
      size="sm"
      type="search"
      aria-label={t`Search the rows of the file`}
      placeholder={t`Search these rows`}
      leftSection={<IconSearch size={16} stroke={1.5} aria-hidden className="lb-icon" />}
      maxLength={200}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || typed === '') return
        event.preventDefault()
        setTyped('')
      }}
    />
  )
}
