import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { Today } from '../../../../shared/contract/follow-ups.contract.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import { formatNumber } from '../../../app/format.ts'
import { LedgerGroup } from '../../../ui/LedgerSection.tsx'
import { groupNote, groupTitle } from './group-words.ts'
import classes from './Today.module.css'
import { TodayItem } from './TodayItem.tsx'
import type { GroupKey } from './today-groups.ts'

interface TodayGroupProps {
  group: GroupKey
  today: Today
  shownCount: number
  currentId: LeadId | undefined
  onSelect: (leadId: LeadId) => void
  onOpen: (leadId: LeadId) => void
  onShowMore: (group: GroupKey) => void
}

/** A group of Today with its first items, and a button for more where there are; nothing where it is empty. */
export function TodayGroup(props: TodayGroupProps) {
  const { group, today, shownCount, currentId, onSelect, onOpen, onShowMore } = props
  const { t } = useLingui()
  const { total, entries } = today[group]
  if (total === 0 || shownCount === 0) return null
  const shown = entries.slice(0, shownCount)
  const restCount = entries.length - shown.length
  const beyondCount = total - entries.length
  return (
    <div className={classes.group}>
      <LedgerGroup
        id={groupId(group)}
        title={groupTitle(group)}
        count={formatNumber(total)}
        note={groupNote(group, today)}
      >
        {shown.map((entry) => (
          <TodayItem
            key={entry.lead.id}
            entry={entry}
            today={today.on}
            isCurrent={entry.lead.id === currentId}
            onSelect={onSelect}
            onOpen={onOpen}
          />
        ))}
      </LedgerGroup>
      {restCount > 0 ? (
        <div className={classes.more}>
          <Button size="sm" variant="subtle" onClick={() => onShowMore(group)}>
            {t`Show more`}
          </Button>
          <span className="lb-quiet lb-small">{t`${formatNumber(shown.length)} of ${formatNumber(total)}`}</span>
        </div>
      ) : (
        beyondCount > 0 && (
          <p className={`${classes.more} lb-quiet lb-small`}>
            {plural(beyondCount, {
              one: '# more follows when these are done.',
              other: '# more follow when these are done.',
            })}
          </p>
        )
      )}
    </div>
  )
}

/** The id of a group's heading. */
export function groupId(group: GroupKey): string {
  return `today-${group}`
}
