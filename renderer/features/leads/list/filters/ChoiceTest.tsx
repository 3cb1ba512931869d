import { Trans, useLingui } from '@lingui/react/macro'
import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { stages } from '../../../../../shared/domain/funnel/stages.ts'
import type { FieldKey } from '../../../../../shared/domain/leads/lead-fields.ts'
import { statusSchema } from '../../../../../shared/domain/leads/status.ts'
import { useProcedure } from '../../../../api/queries.ts'
import { formatNumber } from '../../../../app/format.ts'
import { useLeadsView } from '../leads-view.ts'
import classes from './RuleEditor.module.css'
import type { TestEditorProps } from './RuleEditor.tsx'
import { choiceWord, emptyWord } from './rule-words.ts'

type Way = 'anyOf' | 'contains' | 'empty'

/** Values shown at once; the search finds the others. */
const MOST_VALUES = 100

/** Asks for one or several of the values that leads have, each with how many have it. */
export function ChoiceTest({ field, name, test, wording, onChange }: TestEditorProps) {
  const { t } = useLingui()
  const [way, setWay] = useState<Way>(wayOf(test?.op))
  const [chosen, setChosen] = useState<readonly string[]>(test?.op === 'anyOf' ? test.values : [])
  const [text, setText] = useState(test?.op === 'contains' || test?.op === 'is' ? test.text : '')

  function changeWay(next: Way) {
    setWay(next)
    if (next === 'empty') onChange({ op: 'empty' })
    else if (next === 'contains') onChange(text.trim() === '' ? undefined : { op: 'contains', text: text.trim() })
    else onChange(chosen.length === 0 ? undefined : { op: 'anyOf', values: [...chosen] })
  }

  function tick(value: string) {
    const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]
    setChosen(next)
    onChange(next.length === 0 ? undefined : { op: 'anyOf', values: [...next] })
  }

  const isOurs = ownValues(field) !== undefined
  const hasEmpty = field !== 'temperature' && field !== 'stage' && field !== 'status'
  const ways = [
    { value: 'anyOf', label: t`is any of` },
    ...(isOurs || field === 'import' || field === 'playbook' ? [] : [{ value: 'contains', label: t`contains` }]),
    ...(hasEmpty ? [{ value: 'empty', label: emptyWord(field) }] : []),
  ]
  return (
    <div className={classes.fields}>
      {ways.length > 1 && (
        <NativeSelect
          label={name}
          value={way}
          data-autofocus={way === 'empty' || undefined}
          data={ways}
          onChange={(event) => changeWay(event.currentTarget.value as Way)}
        />
      )}
      {field === 'temperature' && (
        <p className="lb-quiet">
          <Trans>Of active leads. Hot and cooling leads are warm too.</Trans>
        </p>
      )}
      {way === 'contains' && (
        <TextInput
          aria-label={t`Text to look for`}
          data-autofocus
          maxLength={200}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            const asked = event.currentTarget.value.trim()
            onChange(asked === '' ? undefined : { op: 'contains', text: asked })
          }}
        />
      )}
      {way === 'anyOf' && (
        <Values field={field} name={name} chosen={chosen} names={wording.names} onTick={tick} isOurs={isOurs} />
      )}
    </div>
  )
}

interface ValuesProps {
  field: FieldKey
  name: string
  chosen: readonly string[]
  names: ReadonlyMap<string, string>
  onTick: (value: string) => void
  isOurs: boolean
}

function Values({ field, name, chosen, names, onTick, isOurs }: ValuesProps) {
  const { t } = useLingui()
  const [search, setSearch] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const asked = search.trim()
  const temperatureOn = useLeadsView((view) => view.temperatureOn)
  const { data, error } = useProcedure(
    'leads.values',
    {
      field,
      ...(asked !== '' && { search: asked }),
      ...(temperatureOn !== undefined && { temperatureOn }),
      limit: MOST_VALUES,
    },
    { keepsPrevious: true },
  )
  // Those ticked when the editor opened stand on top, so that they can be unticked without a search.
  const [first] = useState(chosen)
  const found = data?.values ?? []
  const counts = new Map(found.map(({ value, count }) => [value, count]))
  const known = new Map([...names, ...found.map(({ value, name: word }) => [value, word] as const)])
  const offered = [...new Set([...(ownValues(field) ?? []), ...(asked === '' ? first : []), ...counts.keys()])].filter(
    (value) => !isOurs || ownValues(field)?.includes(value) === true,
  )

  // Enter in the search takes the first that it finds; with nothing typed it closes the editor as elsewhere.
  function tickFirst(event: KeyboardEvent) {
    const [value] = offered
    if (event.key !== 'Enter' || asked === '' || value === undefined) return
    event.preventDefault()
    if (!chosen.includes(value)) onTick(value)
    setSearch('')
  }

  // Arrows go through the search and the ticks, so that no one has to press Tab for each.
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const stops = [...(list.current?.querySelectorAll<HTMLInputElement>('input') ?? [])]
    const at = stops.findIndex((stop) => stop === event.target)
    const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)]
    if (next === undefined) return
    event.preventDefault()
    next.focus()
  }

  return (
    <div ref={list} className={classes.choices} role="group" aria-label={name} onKeyDown={onKeyDown}>
      {!isOurs && (
        <TextInput
          type="search"
          aria-label={t`Search the values`}
          data-autofocus
          size="sm"
          leftSection={<IconSearch size={16} stroke={1.5} aria-hidden className="lb-icon" />}
          maxLength={200}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={tickFirst}
        />
      )}
      <div className={classes.values}>
        {offered.map((value, at) => (
          <div key={value} className={classes.value}>
            <Checkbox
              label={choiceWord(field, value, known)}
              checked={chosen.includes(value)}
              data-autofocus={(isOurs && at === 0) || undefined}
              onChange={() => onTick(value)}
            />
            <span className={classes.count}>
              {counts.get(value) === undefined ? '' : formatNumber(counts.get(value) ?? 0)}
            </span>
          </div>
        ))}
      </div>
      {data !== undefined && offered.length === 0 && (
        <p className="lb-quiet" role="status">
          {asked === '' ? <Trans>No lead has a value here yet.</Trans> : <Trans>No value holds “{asked}”.</Trans>}
        </p>
      )}
      {error !== null && !isOurs && (
        <p className="lb-quiet" role="status">
          {error.message}
        </p>
      )}
      {data !== undefined && data.total > found.length && (
        <p className="lb-quiet">
          <Trans>The most frequent are shown. Search for the others.</Trans>
        </p>
      )}
    </div>
  )
}

function wayOf(op: string | undefined): Way {
  return op === 'empty' ? 'empty' : op === 'contains' || op === 'is' ? 'contains' : 'anyOf'
}

/** The values of a field whose values are the app's; undefined where they are the seller's. */
function ownValues(field: FieldKey): readonly string[] | undefined {
  switch (field) {
    case 'temperature':
      return ['cold', 'warm', 'hot', 'cooling']
    case 'fit':
      return ['A', 'B', 'C']
    case 'stage':
      return stages
    case 'status':
      return statusSchema.options
    case 'optOut':
      return ['mail', 'call']
    default:
      return undefined
  }
}
