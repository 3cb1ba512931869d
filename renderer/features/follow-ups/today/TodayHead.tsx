import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { Today } from '../../../../shared/contract/follow-ups.contract.ts'
import { formatNumber, formatWeekdayAndDay } from '../../../app/format.ts'
import { Figure, Figures } from '../../../ui/Figures.tsx'
import { PageHead } from '../../../ui/PageHead.tsx'
import { todaySentence } from './group-words.ts'
import classes from './Today.module.css'
import { type GroupKey, groupKeys } from './today-groups.ts'

/** Slots drawn as boxes at most; a seller with more room reads the figures. */
const MOST_BOXES = 20
const MOST_BOXES_OVER = 4

interface TodayHeadProps {
  today: Today
  onGroup: (group: GroupKey) => void
  /** Leads to the planned leads that could wait, where there is more than the day has room for. */
  onOverflow: (() => void) | undefined
}

/** The day, what is planned against the room for it, and the sums that lead to their groups. */
export function TodayHead({ today, onGroup, onOverflow }: TodayHeadProps) {
  const { t } = useLingui()
  const names: Record<GroupKey, string> = {
    inPerson: t`in person`,
    late: t`late`,
    due: t`due today`,
    cooling: t`cooling`,
    noNextStep: t`no next step`,
  }
  return (
    <>
      <PageHead
        title={formatWeekdayAndDay(today.on)}
        sentence={todaySentence(today)}
        actions={<Slots today={today} onOverflow={onOverflow} />}
        hasRule={false}
      />
      <div className={classes.sums}>
        <Figures label={t`Sums of today`}>
          {groupKeys.map((group) => {
            const { total } = today[group]
            return (
              <Figure
                key={group}
                value={formatNumber(total)}
                name={names[group]}
                isBad={total > 0 && (group === 'late' || group === 'noNextStep')}
                {...(total > 0 && { onSelect: () => onGroup(group) })}
              />
            )
          })}
        </Figures>
      </div>
    </>
  )
}

function Slots({ today, onOverflow }: { today: Today; onOverflow: (() => void) | undefined }) {
  const { t } = useLingui()
  const { slots, plannedCount } = today
  const overCount = Math.max(0, plannedCount - slots)
  const freeCount = Math.max(0, slots - plannedCount)
  const hasBoxes = slots <= MOST_BOXES
  const boxes = (kind: 'used' | 'free' | 'over', count: number) =>
    Array.from({ length: count }, (_, place) => <i key={`${kind}${place}`} data-kind={kind} />)
  return (
    <div className={classes.capacity}>
      {hasBoxes && (
        <span className={classes.slots} aria-hidden>
          {boxes('used', Math.min(plannedCount, slots))}
          {boxes('free', freeCount)}
          {boxes('over', Math.min(overCount, MOST_BOXES_OVER))}
        </span>
      )}
      {overCount > 0 && onOverflow !== undefined ? (
        <button type="button" className={classes.overflow} onClick={onOverflow}>
          {plural(overCount, { one: '# could wait', other: '# could wait' })}
        </button>
      ) : (
        freeCount > 0 && <span className="lb-quiet">{t`room for ${formatNumber(freeCount)} more`}</span>
      )}
    </div>
  )
}
