import { draggable } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter'
import { Trans, useLingui } from '@lingui/react/macro'
import { Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { memo, useEffect, useRef, useState } from 'react'
import type { BoardCard } from '../../../../shared/contract/board.contract.ts'
import { type Stage, stages } from '../../../../shared/domain/funnel/stages.ts'
import { temperatureWord } from '../../../../shared/domain/temperature/temperature-word.ts'
import { daysBetween, type PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { stageWord } from '../../../app/contact-words.ts'
import { daysWords, dueDayWords } from '../../../app/day-words.ts'
import { formatDay, formatMoney, formatScore } from '../../../app/format.ts'
import { StagePips } from '../../../ui/marks/StagePips.tsx'
import { TemperatureMark } from '../../../ui/marks/TemperatureMark.tsx'
import classes from './Board.module.css'

/** What can be done with a card by pointer or from its menu. */
export interface CardActs {
  activate: (stage: Stage, index: number) => void
  open: (card: BoardCard) => void
  /** Opens the menu of stages of a card; undefined closes it. */
  openMenu: (leadId: BoardCard['id'] | undefined) => void
  moveTo: (card: BoardCard, stage: Stage) => void
}

interface BoardCardRowProps {
  card: BoardCard | undefined
  stage: Stage
  index: number
  top: number
  isActive: boolean
  isTabStop: boolean
  isMenuOpen: boolean
  today: PlainDate
  currency: string
  acts: CardActs
}

/** A lead in its column: who, how warm, worth what, what is next, and for how long it stands here. It can be dragged to another stage. */
export const BoardCardRow = memo(function BoardCardRow(props: BoardCardRowProps) {
  const { card, stage, index, top, isActive, isTabStop, isMenuOpen, today, currency, acts } = props
  const { t } = useLingui()
  const row = useRef<HTMLDivElement>(null)
  const [isDragged, setDragged] = useState(false)
  const leadId = card?.id
  const latest = useRef({ card, acts })
  latest.current = { card, acts }
  useEffect(() => {
    if (row.current === null || leadId === undefined) return
    return draggable({
      element: row.current,
      getInitialData: () => ({ card: latest.current.card, stage }),
      onDragStart: () => {
        setDragged(true)
        latest.current.acts.activate(stage, index)
      },
      onDrop: () => setDragged(false),
    })
  }, [leadId, stage, index])

  if (card === undefined)
    return (
      <div
        role="row"
        aria-rowindex={index + 1}
        className={classes.card}
        style={{ transform: `translateY(${top}px)` }}
      />
    )
  const { nextAction, name } = card
  return (
    <div
      ref={row}
      role="row"
      aria-rowindex={index + 1}
      aria-selected={isActive}
      tabIndex={isTabStop ? 0 : -1}
      className={classes.card}
      style={{ transform: `translateY(${top}px)` }}
      data-board-card
      data-stage={stage}
      data-index={index}
      data-active={isActive || undefined}
      data-dragged={isDragged || undefined}
      data-off={card.status === 'resting' || undefined}
      onClick={() => acts.activate(stage, index)}
      onDoubleClick={() => acts.open(card)}
    >
      <span role="rowheader" className={classes.name} title={name}>
        {name}
      </span>
      <span role="gridcell" className={classes.company} title={card.company ?? undefined}>
        {card.company}
      </span>
      <span role="gridcell" className={classes.temperature}>
        <TemperatureMark temperature={temperatureWord(card)} score={formatScore(card.score)} isPinned={card.isPinned} />
      </span>
      <span role="gridcell" className={classes.value}>
        {card.valueMinor !== null && formatMoney(card.valueMinor, currency)}
      </span>
      <span role="gridcell" className={classes.next} title={nextAction?.what}>
        {card.status === 'resting' && card.restingUntilOn !== null ? (
          <Trans>rests until {formatDay(card.restingUntilOn, 'short', today)}</Trans>
        ) : nextAction === null ? (
          <span className="lb-faint">
            <Trans>nothing planned</Trans>
          </span>
        ) : (
          <>
            <span className={nextAction.day < today ? 'lb-red' : undefined}>{dueDayWords(nextAction.day, today)}</span>{' '}
            <span className={classes.what}>{nextAction.what}</span>
          </>
        )}
      </span>
      <span
        role="gridcell"
        className={classes.since}
        title={t`in this stage since ${formatDay(card.stageSinceOn, 'long', today)}`}
      >
        {daysWords(daysBetween(card.stageSinceOn, today))}
      </span>
      <span role="gridcell" className={classes.more}>
        {isActive ? (
          <MoveMenu card={card} stage={stage} isOpen={isMenuOpen} acts={acts} />
        ) : (
          <button
            type="button"
            tabIndex={-1}
            className={classes.moreButton}
            aria-label={t`Move ${name}`}
            onClick={() => {
              acts.activate(stage, index)
              // The menu stands on the active card only, and opens once it is there.
              requestAnimationFrame(() => acts.openMenu(card.id))
            }}
          >
            <IconDots size={16} stroke={1.5} aria-hidden />
          </button>
        )}
      </span>
    </div>
  )
})

interface MoveMenuProps {
  card: BoardCard
  stage: Stage
  isOpen: boolean
  acts: CardActs
}

function MoveMenu({ card, stage, isOpen, acts }: MoveMenuProps) {
  const { t } = useLingui()
  const { name } = card
  return (
    <Menu
      opened={isOpen}
      onChange={(opened) => {
        if (opened !== isOpen) acts.openMenu(opened ? card.id : undefined)
      }}
      position="bottom-end"
      returnFocus={false}
    >
      <Menu.Target>
        <button type="button" tabIndex={-1} className={classes.moreButton} aria-label={t`Move ${name}`}>
          <IconDots size={16} stroke={1.5} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown
        ref={focusFirstItem}
        onClick={(event) => event.stopPropagation()}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        <Menu.Label>
          <Trans>Move to …</Trans>
        </Menu.Label>
        {stages.map((to) => (
          <Menu.Item key={to} disabled={to === stage} onClick={() => acts.moveTo(card, to)}>
            <StagePips stage={to} name={stageWord(to)} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Mantine leaves the focus where it was, on the card, whose arrows go on to other cards. */
function focusFirstItem(menu: HTMLDivElement | null) {
  menu?.querySelector<HTMLElement>('[role="menuitem"]:not([data-disabled])')?.focus({ preventScroll: true })
}
