import { Autocomplete } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { foldText } from '../../shared/domain/leads/fold-text.ts'
import { useProcedure } from '../api/queries.ts'

interface TopicFieldProps {
  label: ReactNode
  description?: ReactNode
  placeholder?: string
  value: string
  onChange: (topic: string) => void
  /** The seller is done with it: leaves the field, presses Enter or takes an offer. Told the topic that stands then. */
  onDone?: (topic: string) => void
  /** Topics that are offered before the others, as those of the lead. */
  first?: readonly string[]
}

const SHOWN_OFFERS = 7
const NO_TOPICS: readonly string[] = []

/** A field for what something was about, which offers the topics on file, so that one thing keeps one name. */
export function TopicField(props: TopicFieldProps) {
  const { label, description, placeholder, value, onChange, onDone, first = NO_TOPICS } = props
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
      placeholder={placeholder}
      maxLength={200}
      value={value}
      data={offered.slice(0, SHOWN_OFFERS)}
      filter={({ options }) => options}
      onFocus={() => setAsked(true)}
      onChange={onChange}
      onOptionSubmit={(topic) => onDone?.(topic)}
      onBlur={() => onDone?.(value)}
      onKeyDown={(event) => {
        // An offer that is marked is taken by this key, and heard of above.
        if (event.key === 'Enter' && !event.currentTarget.hasAttribute('aria-activedescendant')) onDone?.(value)
      }}
    />
  )
}
