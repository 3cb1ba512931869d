import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Switch } from '@mantine/core'
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react'
import type { BoardCard } from '../../../../shared/contract/board.contract.ts'
import { type Stage, stages } from '../../../../shared/domain/funnel/stages.ts'
import { stageBeside } from '../../../../shared/domain/qualification/gates.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import { ask } from '../../../api/client.ts'
import { useProcedure } from '../../../api/queries.ts'
import { stageWord } from '../../../app/contact-words.ts'
import { formatMoney } from '../../../app/format.ts'
import { goTo } from '../../../app/hash-location.ts'
import { leadRoute, routes } from '../../../app/routes.ts'
import { SearchInput } from '../../../app/SearchInput.tsx'
import { type Shortcut, useShortcuts, useSingleKeys } from '../../../app/shortcuts.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { FailedState } from '../../../ui/FailedState.tsx'
import { PageHead } from '../../../ui/PageHead.tsx'
import { WaitingBar } from '../../../ui/WaitingBar.tsx'
import { useStageMove } from '../gates/useStageMove.tsx'
import { type LeadDialog, LeadDialogs, named } from '../LeadDialogs.tsx'
import { TemperatureDay } from '../list/filters/TemperatureDay.tsx'
import classes from './Board.module.css'
import type { CardActs } from './BoardCardRow.tsx'
import { BoardColumn } from './BoardColumn.tsx'
import { BoardKeys } from './BoardKeys.tsx'
import { boardRequest, firstCard, useBoardView } from './board-view.ts'
import { useActiveCard } from './useActiveCard.ts'
import { useBoardCards } from './useBoardCards.ts'
import { useDragScroll } from './useDragScroll.ts'

/** Cards that Page Up and Page Down pass. */
const PAGE = 5

/** The stages side by side: how many leads stand in each and what they are worth; a lead is moved by dragging, by key or from its menu. */
export function BoardScreen() {
  const { t } = useLingui()
  const board = useRef<HTMLDivElement>(null)
  const status = useProcedure('workbook.status', {}).data
  const { search, withResting, temperatureOn, change } = useBoardView()
  const request = useMemo(
    () => boardRequest({ search, withResting, temperatureOn }),
    [search, withResting, temperatureOn],
  )
  const sums = useProcedure('leads.board', request, { keepsPrevious: true }).data?.columns
  const { columns, isFetching, onVisibleRange, failure, retry } = useBoardCards(request)
  const { active, activate, takeFocus, onFocus, onBlur } = useActiveCard(board, columns, isFetching)
  const [menuOf, setMenuOf] = useState<LeadId | undefined>(undefined)
  const [dialog, setDialog] = useState<LeadDialog | undefined>(undefined)
  const [announced, setAnnounced] = useState('')
  const hasKeys = useSingleKeys((keys) => keys.isOn)
  useDragScroll()

  const { moveTo, gateDialog } = useStageMove((leads, stage) => {
    const [leadId] = 'ids' in leads.leads ? leads.leads.ids : []
    if (leadId !== undefined) void follow(leadId, leads.name, stage)
  })

  /** Goes along with a card that moved, and says where it stands now. */
  async function follow(leadId: LeadId, name: string, stage: Stage) {
    const { place, total } = await ask('leads.boardCards', { ...request, stage, find: leadId, offset: 0, limit: 1 })
    const to = stageWord(stage)
    if (place === null) {
      setAnnounced(t`${name} is now in ${to}.`)
      return
    }
    change({ active: { stage, index: place, leadId } })
    takeFocus()
    setAnnounced(t`${name} is now in ${to}, ${place + 1} of ${total}.`)
  }

  const latest = useRef({ moveTo, takeFocus, activate })
  latest.current = { moveTo, takeFocus, activate }
  const acts = useMemo<CardActs>(
    () => ({
      activate: (stage, index) => latest.current.activate(stage, index),
      open: (card) => goTo(leadRoute(card.id, useBoardView.getState().temperatureOn)),
      openMenu: (leadId) => {
        setMenuOf(leadId)
        if (leadId === undefined) latest.current.takeFocus()
      },
      moveTo: (card, stage) => {
        setMenuOf(undefined)
        latest.current.takeFocus()
        void latest.current.moveTo(named(card), stage)
      },
    }),
    [],
  )

  useShortcuts(
    useMemo<Shortcut[]>(() => {
      const group = t`Board`
      return [
        { keys: 'ArrowDown', label: t`Go to the next card`, group },
        { keys: 'ArrowRight', label: t`Go to the next column`, group },
        { keys: 'Enter', label: t`Open the lead`, group },
        { keys: 'shift+ArrowRight', label: t`Move to the next stage`, group },
        { keys: 'shift+ArrowLeft', label: t`Move back a stage`, group },
        { keys: 'm', label: t`Move to a stage`, group },
        { keys: 'l', label: t`Log a touch`, group },
        { keys: 's', label: t`Log a signal`, group },
        { keys: 'p', label: t`Plan the next action`, group },
      ]
    }, [t]),
  )

  function actOn(card: BoardCard, key: string): boolean {
    if (key === 'm') acts.openMenu(card.id)
    else if (key === 'l') setDialog({ type: 'touch', lead: card })
    else if (key === 's') setDialog({ type: 'signal', leads: named(card) })
    else if (key === 'p') setDialog({ type: 'plan', lead: card })
    else return false
    return true
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (!(event.target instanceof HTMLElement) || event.target.dataset['boardCard'] === undefined) return
    if (event.altKey || event.ctrlKey || event.metaKey || columns === undefined) return
    const stage = event.target.dataset['stage'] as Stage
    const index = Number(event.target.dataset['index'])
    const card = columns[stage].cardAt(index)
    if (event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      const to = stageBeside(stage, event.key === 'ArrowLeft' ? -1 : 1)
      if (card !== undefined && to !== undefined) acts.moveTo(card, to)
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      const to = filledBeside(stage, event.key === 'ArrowLeft' ? -1 : 1)
      if (to !== undefined) activate(to, Math.min(index, columns[to].total - 1))
    } else if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
      if (card !== undefined) acts.openMenu(card.id)
    } else if (event.key === 'Enter') {
      if (card !== undefined) acts.open(card)
    } else {
      const { total } = columns[stage]
      const keyed = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE, Home: -total, End: total }[event.key]
      const step = keyed ?? (hasKeys ? { j: 1, k: -1 }[event.key] : undefined)
      if (step !== undefined) activate(stage, Math.min(Math.max(index + step, 0), total - 1))
      else if (!hasKeys || card === undefined || !actOn(card, event.key)) return
    }
    event.preventDefault()
  }

  /** The next column on a side that has cards. */
  function filledBeside(stage: Stage, step: -1 | 1): Stage | undefined {
    const beyond =
      step === 1 ? stages.slice(stages.indexOf(stage) + 1) : stages.slice(0, stages.indexOf(stage)).reverse()
    return beyond.find((other) => (columns?.[other].total ?? 0) > 0)
  }

  const onLeaveSearch = useCallback(() => takeFocus(), [takeFocus])
  if (status === undefined) return null
  const { today, currency } = status
  const total = columns === undefined ? undefined : stages.reduce((sum, stage) => sum + columns[stage].total, 0)
  const worth = sums?.reduce((sum, { valueMinor }) => sum + valueMinor, 0) ?? 0
  const counted = plural(total ?? 0, { one: '# lead', other: '# leads' })
  const isBookEmpty = status.leadCount === 0
  return (
    <div className={classes.page}>
      <PageHead
        title={t`Board`}
        beside={
          !isBookEmpty && (
            <SearchInput
              label={t`Search the board`}
              search={search}
              onSearch={(typed) => change({ search: typed })}
              onLeave={onLeaveSearch}
            />
          )
        }
        actions={
          !isBookEmpty && (
            <>
              {total !== undefined && (
                <span className="lb-quiet">
                  {worth === 0 ? counted : t`${counted}, ${formatMoney(worth, currency)}`}
                </span>
              )}
              <TemperatureDay
                today={today}
                temperatureOn={temperatureOn}
                onShow={(day) => change({ temperatureOn: day, active: firstCard })}
                counting="leads.boardCards"
              />
              <Switch
                label={t`Resting too`}
                checked={withResting}
                onChange={(event) => change({ withResting: event.currentTarget.checked })}
              />
            </>
          )
        }
      />
      {isBookEmpty ? (
        <EmptyState
          paper="ruled"
          title={t`Nobody on the board yet`}
          actions={
            <Button variant="filled" onClick={() => goTo(routes.import)}>
              <Trans>Import a spreadsheet</Trans>
            </Button>
          }
        >
          <Trans>
            Everyone you work on stands here in their stage, from first contact to won. Before each stage is a gate: it
            says what has to be true, and you may pass it by hand.
          </Trans>
        </EmptyState>
      ) : failure !== null ? (
        <FailedState title={t`The board could not be read`} actions={<Button onClick={retry}>{t`Try again`}</Button>}>
          {failure.message}
        </FailedState>
      ) : columns === undefined ? (
        <WaitingBar name={t`Reading the board`} barLabel={t`Reading the board`} />
      ) : total === 0 ? (
        <EmptyState
          title={search.trim() === '' ? t`Nobody is active` : t`Nobody on the board is found`}
          actions={
            search.trim() === '' ? (
              <Button onClick={() => goTo(routes.leads)}>
                <Trans>All leads</Trans>
              </Button>
            ) : (
              <Button onClick={() => change({ search: '' })}>
                <Trans>Show the whole board</Trans>
              </Button>
            )
          }
        >
          <Trans>
            The board shows active leads and customers won. Who rests, is lost or is ruled out stands in Leads.
          </Trans>
        </EmptyState>
      ) : (
        <div ref={board} className={classes.board} data-board onKeyDown={onKeyDown} onFocus={onFocus} onBlur={onBlur}>
          {stages.map((stage) => (
            <BoardColumn
              key={stage}
              stage={stage}
              cards={columns[stage]}
              valueMinor={sums?.find((sum) => sum.stage === stage)?.valueMinor}
              activeIndex={active?.stage === stage ? active.index : undefined}
              menuOf={menuOf}
              today={today}
              currency={currency}
              acts={acts}
              onVisibleRange={onVisibleRange}
            />
          ))}
        </div>
      )}
      {!isBookEmpty && <BoardKeys />}
      <div role="status" className="lb-hidden">
        {announced}
      </div>
      <LeadDialogs dialog={dialog} today={today} onClose={() => setDialog(undefined)} />
      {gateDialog}
    </div>
  )
}
