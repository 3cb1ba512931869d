import { Autocomplete } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { foldText } from '../../shared/domain/leads/fold-text.ts'
import { useProcedure } from '../api/queries.ts'

interface TopicFieldProps {
  label: ReactNode
  description?: ReactNode
  value: string
  onChange: (topic: string) => void
  /** Topics that are offered before the others, as those of the lead. */
  first?: readonly string[]
}

const SHOWN_OFFERS = 7
const NO_TOPICS: readonly string[] = []

/** A field for what something was about, which offers the topics on file, so that one thing keeps one name. */
export function TopicField({ label, description, value, onChange, first = NO_TOPICS }: TopicFieldProps) {
  const [isAsked, setAsked] = useState(false)
  const [search] = useDebouncedValue(value.trim(), 100)
  const { data } = useProcedure(
    'leads.values',
    { field: 'interest', limit: SHOWN_OFFERS, ...(search !== '' && { search }) },
    { isEnabled: isAsked, keepsPrevious: true },
  )
  const own = first.filter((topic) => foldText(topic).includes(foldText(search)))
  const offered = [...new Set([...own, ...(data?.values ?? []).map((topic) => topic.value)])]
  return (
    <Autocomplete
      label={label}
      description={description}
      maxLength={200}
      value={value}
      data={offered.slice(0, SHOWN_OFFERS)}
      filter={({ options }) => options}
      onFocus={() => setAsked(true)}
      onChange={onChange}
    />
  )
}
