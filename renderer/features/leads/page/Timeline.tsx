import { t } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import {
  IconArrowDown,
  IconArrowUp,
  IconBolt,
  IconCheck,
  IconFlag,
  IconMessage2,
  IconMinus,
  IconPinned,
  IconSend,
  IconTableImport,
  IconUserCheck,
  type TablerIcon,
} from '@tabler/icons-react'
import type { LeadPage, TimelineEntry } from '../../../../shared/contract/leads.contract.ts'
import type { Why } from '../../../../shared/contract/temperature.contract.ts'
import type { Outcome } from '../../../../shared/domain/follow-ups/channel.ts'
import { assertNever } from '../../../../shared/primitives/assert-never.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { channelWord, signalWord, stageWord, statusWord } from '../../../app/contact-words.ts'
import { formatDay, formatNumber } from '../../../app/format.ts'
import classes from './Timeline.module.css'

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
}

interface TimelineProps {
  page: LeadPage
  crossings: Why['crossings']
  today: PlainDate
}

/** What happened with a lead, the newest first: touches, signals, stages, status, tags, steps, and how it turned warm and cold. */
export function Timeline({ page, crossings, today }: TimelineProps) {
  const { t: translate } = useLingui()
  const lines: Line[] = [
    ...crossings.map(crossingLine),
    ...page.timeline.filter(isTold).map((entry) => entryLine(entry, today)),
  ]
  const { cameBy } = page
  if (cameBy !== null) lines.push({ on: cameBy.on, Icon: IconTableImport, what: translate`From ${cameBy.fileName}` })
  lines.sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
  let before: PlainDate | undefined
  return (
    <ol className={classes.timeline}>
      {lines.map((line, i) => {
        const isSameDay = line.on === before
        before = line.on
        return (
          // Entries of one kind and day can be equal in every word.
          <li key={`${line.on} ${line.what} ${i}`} className={classes.entry}>
            <div className={classes.margin}>
              <span className={isSameDay ? 'lb-hidden' : undefined}>{formatDay(line.on, 'short', today)}</span>
            </div>
            <div className={classes.body}>
              <line.Icon size={16} stroke={1.5} aria-hidden className="lb-icon" />
              <div className={classes.words}>
                <p>
                  {line.what} {line.aside !== undefined && <span className="lb-quiet lb-note">{line.aside}</span>}
                </p>
                {line.said != null && line.said !== '' && <p className="lb-said">“{line.said}”</p>}
                {line.note != null && line.note !== '' && <p className="lb-quiet lb-note">{line.note}</p>}
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
      })}
    </ol>
  )
}

/** A lead that comes in is active: only a change of status is news. */
function isTold(entry: TimelineEntry): boolean {
  return entry.type !== 'status' || entry.from !== null
}

function crossingLine({ on, to, cause }: Why['crossings'][number]): Line {
  const because =
    cause.type === 'signal' && cause.kind !== null
      ? t`because of: ${signalWord(cause.kind)}`
      : cause.type === 'not_now'
        ? t`because of the “not now”`
        : cause.type === 'silence'
          ? t`because of the silence since`
          : t`because the “not now” wore off`
  const since = cause.type === 'silence' && cause.since !== null ? ` ${formatDay(cause.since, 'long')}` : ''
  return to === 'warm'
    ? { on, Icon: IconArrowUp, what: t`Cold to warm`, note: because + since }
    : { on, Icon: IconArrowDown, what: t`Warm to cold`, note: because + since }
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
    default:
      return assertNever(entry)
  }
}
