import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import type { BoardCard } from '../../../../shared/contract/board.contract.ts'
import type { Stage } from '../../../../shared/domain/funnel/stages.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { stageWord } from '../../../app/contact-words.ts'
import { formatMoney, formatNumber } from '../../../app/format.ts'
import { StagePips } from '../../../ui/marks/StagePips.tsx'
import classes from './Board.module.css'
import { BoardCardRow, type CardActs } from './BoardCardRow.tsx'
import type { ColumnCards } from './useBoardCards.ts'

interface BoardColumnProps {
  stage: Stage
  cards: ColumnCards
  /** What its leads are worth together; undefined until it is known. */
  valueMinor: number | undefined
  /** The place of the active card where it is in this column. */
  activeIndex: number | undefined
  menuOf: LeadId | undefined
  today: PlainDate
  currency: string
  acts: CardActs
  onVisibleRange: (stage: Stage, first: number, last: number) => void
}

/** Height of a card in px, as in the style sheet. */
const CARD_HEIGHT = 88
const OVERSCAN = 4

/** A stage of the board: its head with count and value, and its cards, of which only the visible ones are drawn. A card is dropped anywhere on it. */
export function BoardColumn(props: BoardColumnProps) {
  const { stage, cards, valueMinor, activeIndex, menuOf, today, currency, acts, onVisibleRange } = props
  const { t } = useLingui()
  const column = useRef<HTMLElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [isOver, setOver] = useState(false)
  const { total } = cards
  const tabStop = Math.min(activeIndex ?? 0, Math.max(0, total - 1))

  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => list.current,
    estimateSize: () => CARD_HEIGHT,
    overscan: OVERSCAN,
    useFlushSync: false,
    // The card in the tab order stays in the page wherever one scrolls, so that the focus is never lost.
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const first = Math.max(0, startIndex - overscan)
      const last = Math.min(count - 1, endIndex + overscan)
      const indexes = Array.from({ length: last - first + 1 }, (_, i) => first + i)
      if (tabStop < first) return [tabStop, ...indexes]
      return tabStop > last && tabStop < count ? [...indexes, tabStop] : indexes
    },
  })
  const first = virtualizer.range?.startIndex
  const last = virtualizer.range?.endIndex
  useEffect(() => {
    if (first !== undefined && last !== undefined) onVisibleRange(stage, first, last)
  }, [stage, first, last, onVisibleRange])
  useEffect(() => {
    if (activeIndex !== undefined) virtualizer.scrollToIndex(activeIndex, { align: 'auto' })
  }, [activeIndex, virtualizer])

  const latest = useRef(acts)
  latest.current = acts
  useEffect(() => {
    if (column.current === null) return
    return dropTargetForElements({
      element: column.current,
      canDrop: ({ source }) => source.data['card'] !== undefined && source.data['stage'] !== stage,
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false)
        latest.current.moveTo(source.data['card'] as BoardCard, stage)
      },
    })
  }, [stage])

  const name = stageWord(stage)
  const counted = plural(total, { one: '# lead', other: '# leads' })
  return (
    <section ref={column} className={classes.column} aria-label={name} data-over={isOver || undefined}>
      <header className={classes.head}>
        <h2>
          <StagePips stage={stage} name={name} />
        </h2>
        <p className={classes.sum}>
          <span>
            <b>{formatNumber(total)}</b>
            <span className="lb-hidden"> {counted}</span>
          </span>
          <span>{valueMinor !== undefined && valueMinor !== 0 && formatMoney(valueMinor, currency)}</span>
        </p>
      </header>
      <div
        ref={list}
        className={classes.list}
        data-board-list
        {...(total > 0 && { role: 'grid', 'aria-label': t`${name}, ${counted}`, 'aria-rowcount': total })}
      >
        {total > 0 && (
          <div role="rowgroup" className={classes.cards} style={{ height: total * CARD_HEIGHT }}>
            {virtualizer.getVirtualItems().map(({ index, start }) => {
              const card = cards.cardAt(index)
              return (
                <BoardCardRow
                  key={card?.id ?? `place-${index}`}
                  card={card}
                  stage={stage}
                  index={index}
                  top={start}
                  isActive={index === activeIndex}
                  isTabStop={index === tabStop}
                  isMenuOpen={card !== undefined && card.id === menuOf}
                  today={today}
                  currency={currency}
                  acts={acts}
                />
              )
            })}
          </div>
        )}
      </div>
    </section>
  )
}
