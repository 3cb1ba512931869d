import { useLingui } from '@lingui/react/macro'
import { ActionIcon, Button } from '@mantine/core'
import { IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useReturnFocus } from '../../../ui/use-return-focus.ts'
import { InPlace, type Kept } from './InPlace.tsx'
import { keepList, type ListField, type NamedLead } from './keep-field.ts'
import classes from './ListDetails.module.css'
import { Mark } from './Mark.tsx'
import { OpenLink } from './OpenLink.tsx'

interface ListDetailsProps {
  lead: NamedLead
  field: ListField
  list: readonly string[]
  /** What one of them is called. */
  label: string
  /** What the button says that adds one. */
  add: string
  markOf?: (text: string) => string | undefined
  /** Each can be opened in the computer's browser. */
  opens?: boolean
}

const inputModes = { emails: 'email', phones: 'tel', links: 'url' } as const

/** Several short values of one kind, the first of them the one that is used: each is edited in place, moved up, removed, and one is added. */
export function ListDetails({ lead, field, list, label, add, markOf, opens = false }: ListDetailsProps) {
  const { t } = useLingui()
  const [isAdding, setAdding] = useState(false)
  const adding = useReturnFocus<HTMLButtonElement>(isAdding)
  const kind = { type: 'line', inputMode: inputModes[field] } as const

  /** Writes the list that `change` makes of it. Where it has changed meanwhile, the same is done to what stands there, once that was seen. */
  function keeper(change: (texts: readonly string[]) => readonly string[]) {
    let seen = list
    return async (): Promise<Kept> => {
      const kept = await keepList(lead, field, change(seen), seen)
      if (kept.outcome !== 'stale') return kept
      seen = kept.holds
      return { outcome: 'conflict', holds: kept.holds.join(', ') }
    }
  }

  const without = (text: string) => list.filter((one) => one !== text)

  return (
    <ul className={classes.list} aria-label={label}>
      {list.map((text, place) => (
        // By place: what is being typed stays where it is when the list changes meanwhile.
        <li key={place} className={classes.item}>
          <div className={classes.value}>
            <ListItem
              label={label}
              of={lead.name}
              text={text}
              kind={kind}
              keeperOf={(typed) => keeper((texts) => replaced(texts, text, typed))}
            />
            {markOf?.(text) !== undefined && <Mark>{markOf(text)}</Mark>}
            {opens && <OpenLink url={text} />}
          </div>
          <div className={classes.acts}>
            {place > 0 && (
              <ActionIcon
                variant="subtle"
                size={24}
                aria-label={t`Move ${text} up`}
                onClick={() => void keepList(lead, field, movedUp(list, place), list)}
              >
                <IconArrowUp size={16} stroke={1.5} aria-hidden />
              </ActionIcon>
            )}
            <ActionIcon
              variant="subtle"
              size={24}
              aria-label={t`Remove ${text}`}
              onClick={() => void keepList(lead, field, without(text), list)}
            >
              <IconX size={16} stroke={1.5} aria-hidden />
            </ActionIcon>
          </div>
        </li>
      ))}
      <li>
        {isAdding ? (
          <ListItem
            label={add}
            of={lead.name}
            text=""
            kind={kind}
            isNew
            onClosed={() => setAdding(false)}
            keeperOf={(typed) => keeper((texts) => (typed.trim() === '' ? texts : [...texts, typed]))}
          />
        ) : (
          <Button
            ref={adding}
            size="sm"
            variant="subtle"
            className={classes.add}
            leftSection={<IconPlus size={16} stroke={1.5} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {add}
          </Button>
        )}
      </li>
    </ul>
  )
}

interface ListItemProps {
  label: string
  of: string
  text: string
  kind: { type: 'line'; inputMode: 'email' | 'tel' | 'url' }
  isNew?: boolean
  onClosed?: () => void
  /** Gives what writes a text; called again, it writes over what it found there the time before. */
  keeperOf: (typed: string) => () => Promise<Kept>
}

function ListItem({ keeperOf, ...props }: ListItemProps) {
  const [writing, setWriting] = useState<{ typed: string; keep: () => Promise<Kept> } | undefined>(undefined)
  return (
    <InPlace
      {...props}
      onKeep={async (typed, was) => {
        if (was !== props.text) return { outcome: 'conflict', holds: props.text }
        const keep = writing?.typed === typed ? writing.keep : keeperOf(typed)
        setWriting({ typed, keep })
        return keep()
      }}
    />
  )
}

function replaced(texts: readonly string[], text: string, typed: string): string[] {
  const kept = typed.trim() === '' ? [] : [typed]
  return texts.includes(text) ? texts.flatMap((one) => (one === text ? kept : [one])) : [...texts, ...kept]
}

function movedUp(list: readonly string[], place: number): string[] {
  const moved = [...list]
  const [text] = moved.splice(place, 1)
  if (text !== undefined) moved.splice(place - 1, 0, text)
  return moved
}
