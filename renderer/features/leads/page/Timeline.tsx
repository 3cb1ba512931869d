import { plural, t } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import {
  IconArrowDown,
  IconArrowsJoin2,
  IconArrowUp,
  IconBolt,
  IconCheck,
  IconFlag,
  IconMessage2,
  IconMinus,
  IconNote,
  IconPencil,
  IconPinned,
  IconSend,
  IconTableImport,
  IconUserCheck,
  type TablerIcon,
} from '@tabler/icons-react'
import { useState } from 'react'
import type {
  CustomValue,
  FieldChange,
  TimelineEntry,
  TimelineType,
} from '../../../../shared/contract/lead-page.contract.ts'
import type { Why } from '../../../../shared/contract/temperature.contract.ts'
import type { Outcome } from '../../../../shared/domain/follow-ups/channel.ts'
import { assertNever } from '../../../../shared/primitives/assert-never.ts'
import type { NoteId } from '../../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { useProcedure } from '../../../api/queries.ts'
import { changeWords } from '../../../app/change-words.ts'
import { channelWord, signalWord, stageWord, statusWord } from '../../../app/contact-words.ts'
import { formatDay, formatNumber } from '../../../app/format.ts'
import { FilterChip } from '../../../ui/Slip.tsx'
import { crossingWords } from '../../temperature/temperature.parts.ts'
import { fieldWord } from './history-words.ts'
import type { NamedLead } from './keep-field.ts'
import { NoteBox, WrittenNote } from './NoteBox.tsx'
import classes from './Timeline.module.css'
import { WasAndIs } from './WasAndIs.tsx'

interface Line {
  on: PlainDate
  Icon: TablerIcon
  what: string
  /** A quiet word beside it. */
  aside?: string
  /** What the lead said, in their voice. */
  said?: string | null
  /** What the seller wrote beside it. */
  note?: string | null
  /** Points that count today. */
  points?: number
  /** What an edit changed, and how many fields in all. */
  changed?: { changes: readonly FieldChange[]; count: number }
  /** A note of the seller's, in Markdown, in the place of the words. */
  written?: { id: NoteId; text: string }
}

type Group = 'notes' | 'contacts' | 'signals' | 'steps' | 'standing' | 'changes'

const typesOf: Record<Group, readonly TimelineType[]> = {
  notes: ['note'],
  contacts: ['touch'],
  signals: ['signal'],
  steps: ['step'],
  standing: ['stage', 'status', 'handTag'],
  changes: ['edit', 'merge', 'import'],
}

const ENTRIES_A_PAGE = 100

interface TimelineProps {
  lead: NamedLead
  crossings: Why['crossings']
  today: PlainDate
  currency: string
  /** The fields of the workbook, by which values of edits are read. */
  fields: readonly CustomValue[]
}

/** What happened with a lead, the newest first, with a field for a note on top: all of it, or what the seller asks for. */
export function Timeline({ crossings, ...props }: TimelineProps) {
  const { t: translate } = useLingui()
  const [groups, setGroups] = useState<readonly Group[]>([])
  const [pages, setPages] = useState(1)
  const names: Record<Group, string> = {
    notes: translate`Notes`,
    contacts: translate`Contacts`,
    signals: translate`Signals`,
    steps: translate`Steps`,
    standing: translate`Stage and status`,
    changes: translate`Changes`,
  }
  function toggle(group: Group) {
    setPages(1)
    setGroups(groups.includes(group) ? groups.filter((one) => one !== group) : [...groups, group])
  }
  return (
    <>
      <NoteBox lead={props.lead} />
      <div className={classes.filter} role="group" aria-label={translate`Show in the timeline`}>
        {(Object.keys(names) as Group[]).map((group) => (
          <FilterChip key={group} isOn={groups.includes(group)} onSelect={() => toggle(group)}>
            {names[group]}
          </FilterChip>
        ))}
      </div>
      <ol className={classes.timeline}>
        <Entries
          {...props}
          types={groups.length === 0 ? undefined : groups.flatMap((group) => typesOf[group])}
          crossings={groups.length === 0 ? crossings : []}
          pages={pages}
          onMore={() => setPages(pages + 1)}
        />
      </ol>
    </>
  )
}

interface EntriesProps extends TimelineProps {
  types: readonly TimelineType[] | undefined
  /** How many pages are shown, this one included. */
  pages: number
  onMore: () => void
  /** Where the page before ended, with its last day. */
  after?: { cursor: string; on: PlainDate | undefined }
}

/** A page of the timeline, and the pages behind it: each begins where the one before ends, also when entries come in meanwhile. */
function Entries({ types, crossings, pages, onMore, after, ...props }: EntriesProps) {
  const { t: translate } = useLingui()
  const { data } = useProcedure(
    'leads.timeline',
    {
      leadId: props.lead.id,
      limit: ENTRIES_A_PAGE,
      ...(types !== undefined && { types: [...types] }),
      ...(after !== undefined && { after: after.cursor }),
    },
    { keepsPrevious: true },
  )
  if (data === undefined) return null
  const { entries, next } = data
  const last = next === null ? undefined : entries.at(-1)?.on
  const lines = [
    ...crossings
      .filter(({ on }) => (after?.on === undefined || on < after.on) && (last === undefined || on >= last))
      .map(crossingLine),
    ...entries.filter(isTold).map((entry) => entryLine(entry, props.today)),
  ].sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
  return (
    <>
      {lines.map((line, i) => (
        <Entry
          // Entries of one kind and day can be equal in every word.
          key={`${line.on} ${line.what} ${i}`}
          line={line}
          isSameDay={line.on === (i === 0 ? after?.on : lines[i - 1]?.on)}
          {...props}
        />
      ))}
      {lines.length === 0 && after === undefined && (
        <li className="lb-quiet lb-small">{translate`Nothing of this kind yet.`}</li>
      )}
      {next !== null &&
        (pages > 1 ? (
          <Entries
            {...props}
            types={types}
            crossings={crossings}
            pages={pages - 1}
            onMore={onMore}
            after={{ cursor: next, on: entries.at(-1)?.on }}
          />
        ) : (
          <li className={classes.more}>
            <Button size="sm" onClick={onMore}>
              {translate`Earlier entries`}
            </Button>
          </li>
        ))}
    </>
  )
}

interface EntryProps extends Omit<TimelineProps, 'crossings'> {
  line: Line
  isSameDay: boolean
}

function Entry({ line, isSameDay, lead, ...place }: EntryProps) {
  const { t: translate } = useLingui()
  const more = line.changed === undefined ? 0 : line.changed.count - line.changed.changes.length
  return (
    <li className={classes.entry}>
      <div className={classes.margin}>
        <span className={isSameDay ? 'lb-hidden' : undefined}>{formatDay(line.on, 'short', place.today)}</span>
      </div>
      <div className={classes.body}>
        <line.Icon size={16} stroke={1.5} aria-hidden className="lb-icon" />
        <div className={classes.words}>
          {line.written !== undefined ? (
            <WrittenNote lead={lead} note={line.written} />
          ) : (
            <p>
              {line.what} {line.aside !== undefined && <span className="lb-quiet lb-note">{line.aside}</span>}
            </p>
          )}
          {line.said != null && line.said !== '' && <p className="lb-said">“{line.said}”</p>}
          {line.note != null && line.note !== '' && <p className="lb-quiet lb-note">{line.note}</p>}
          {line.changed?.changes.map((change, i) => (
            // One field can hold several values that change at once.
            <p key={i} className={`lb-note ${classes.change}`}>
              <span className="lb-quiet">{fieldWord(change)}:</span> <WasAndIs change={change} place={place} />
            </p>
          ))}
          {more > 0 && <p className="lb-quiet lb-note">{plural(more, { one: 'and # more', other: 'and # more' })}</p>}
        </div>
        {line.points !== undefined && (
          <span className={classes.points}>
            <span className="lb-hidden">{translate`points today`} </span>
            {line.points > 0 ? '+' : ''}
            {formatNumber(line.points, Number.isInteger(line.points) ? 0 : 2)}
          </span>
        )}
      </div>
    </li>
  )
}

/** A lead that comes in is active: only a change of status is news. */
function isTold(entry: TimelineEntry): boolean {
  return entry.type !== 'status' || entry.from !== null
}

function crossingLine(crossing: Why['crossings'][number]): Line {
  const { what, because } = crossingWords(crossing)
  return { on: crossing.on, Icon: crossing.to === 'warm' ? IconArrowUp : IconArrowDown, what, note: because }
}

/** What came of a touch, told afterwards. */
function touchWords(outcome: Outcome): string {
  switch (outcome) {
    case 'done':
      return t`You were in touch`
    case 'voicemail':
      return t`You left a voicemail`
    case 'replied':
      return t`They replied`
    case 'talked':
      return t`You talked`
    case 'not_now':
      return t`They said “not now”`
    case 'do_not_contact':
      return t`They asked not to be contacted`
    default:
      return assertNever(outcome)
  }
}

function entryLine(entry: TimelineEntry, today: PlainDate): Line {
  const { on } = entry
  switch (entry.type) {
    case 'touch': {
      const isTheirs = entry.outcome === 'replied' || entry.outcome === 'talked' || entry.outcome === 'not_now'
      return {
        on,
        Icon: entry.direction === 'out' ? IconSend : IconMessage2,
        what: touchWords(entry.outcome),
        aside: channelWord(entry.channel),
        ...(isTheirs ? { said: entry.note } : { note: entry.note }),
      }
    }
    case 'signal':
      return {
        on,
        Icon: IconBolt,
        what: entry.topic === null ? signalWord(entry.kind) : `${signalWord(entry.kind)}, ${entry.topic}`,
        said: entry.note,
        points: entry.pointsToday,
      }
    case 'stage': {
      const to = stageWord(entry.to)
      const from = entry.from === null ? null : stageWord(entry.from)
      return { on, Icon: IconFlag, what: from === null ? t`Entered as ${to}` : t`${from} to ${to}`, note: entry.note }
    }
    case 'status': {
      const to = statusWord(entry.to)
      const until = entry.untilOn === null ? '' : formatDay(entry.untilOn, 'long', today)
      return {
        on,
        Icon: IconUserCheck,
        what: until === '' ? t`Now ${to}` : t`Now ${to} until ${until}`,
        note: entry.reason,
      }
    }
    case 'handTag': {
      const until = formatDay(entry.untilOn, 'long', today)
      return {
        on,
        Icon: IconPinned,
        what: entry.temperature === 'warm' ? t`Tagged as warm until ${until}` : t`Tagged as cold until ${until}`,
        note: entry.reason,
      }
    }
    case 'step':
      return {
        on,
        Icon: entry.state === 'done' ? IconCheck : IconMinus,
        what: entry.state === 'done' ? t`Step done: ${entry.title}` : t`Step skipped: ${entry.title}`,
        note: entry.playbook,
      }
    case 'note':
      return { on, Icon: IconNote, what: t`Note`, written: { id: entry.id, text: entry.text } }
    case 'edit': {
      const line = { on, Icon: IconPencil, what: changeWords(entry.label) }
      if (entry.label.what === 'lead_added') return line
      return { ...line, changed: { changes: entry.changes, count: entry.changeCount } }
    }
    case 'merge':
      return { on, Icon: IconArrowsJoin2, what: changeWords(entry.label) }
    case 'import':
      return {
        on,
        Icon: IconTableImport,
        what: t`From ${entry.fileName}`,
        aside: t`row ${formatNumber(entry.rowNumber)}`,
      }
    default:
      return assertNever(entry)
  }
}
