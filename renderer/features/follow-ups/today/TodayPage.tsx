import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { type KeyboardEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Today } from '../../../../shared/contract/follow-ups.contract.ts'
import type { LeadRow } from '../../../../shared/contract/leads.contract.ts'
import { addWorkingDays, noDaysOff } from '../../../../shared/domain/follow-ups/working-days.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import { ask } from '../../../api/client.ts'
import { formatWeekdayAndDay } from '../../../app/format.ts'
import { goTo as goToRoute } from '../../../app/hash-location.ts'
import { leadRoute, routes } from '../../../app/routes.ts'
import { useSession } from '../../../app/session.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import { ScrollArea, SplitPage, WorkingPanel } from '../../../ui/WorkingPanel.tsx'
import { askForParkedLeads } from '../../leads/leads.parts.ts'
import { PlanDialog } from '../contact-forms/PlanDialog.tsx'
import { NoLeadsYet, NothingToDo } from './EmptyToday.tsx'
import { LaterDialog } from './LaterDialog.tsx'
import classes from './Today.module.css'
import { groupId, TodayGroup } from './TodayGroup.tsx'
import { TodayHead } from './TodayHead.tsx'
import { TodayKeys } from './TodayKeys.tsx'
import { TodayPanel } from './TodayPanel.tsx'
import { firstShown, type GroupKey, groupKeys, listEntries, onlyFirst, showMore } from './today-groups.ts'
import { useCurrentEntry } from './useCurrentEntry.ts'
import { useDrawnStep } from './useDrawnStep.ts'
import { useTodayKeys } from './useTodayKeys.ts'

/** As many items as fit on a large screen. */
const FIRST_DRAWN = 14

/** Today with its list and, for the current lead, the working panel. */
export function TodayPage({ today, hasLeads }: { today: Today; hasLeads: boolean }) {
  const { t } = useLingui()
  const formId = useId()
  const list = useRef<HTMLDivElement>(null)
  const [wanted, setShown] = useState(firstShown)
  // What is seen first, then the rest of the list, then the panel.
  const drawn = useDrawnStep(2)
  const shown = useMemo(() => (drawn === 0 ? onlyFirst(today, FIRST_DRAWN) : wanted), [drawn, today, wanted])
  const entries = useMemo(() => listEntries(today, shown), [today, shown])
  const { current, goTo, move, following } = useCurrentEntry(entries, list)
  const [dialog, setDialog] = useState<{ type: 'plan' | 'later'; lead: LeadRow } | undefined>(undefined)
  /** Counts what was logged, so that the form is fresh even where the same lead stays current. */
  const [round, setRound] = useState(0)
  const next = useRef<LeadId | undefined>(undefined)
  const lead = current?.entry.lead

  // Which lead comes next is known before something is written: afterwards the list may be another one already.
  const noteNext = () => {
    next.current = following()
  }
  const goOn = () => {
    setRound((before) => before + 1)
    setDialog(undefined)
    if (next.current !== undefined) goTo(next.current)
  }

  async function putOff() {
    if (lead === undefined) return
    if (lead.nextAction === null) return later()
    noteNext()
    const until = addWorkingDays(today.on, 1, noDaysOff)
    try {
      const { changeSet } = await ask('followUps.snooze', { leadId: lead.id, until })
      sayChanged(t`${lead.name}: moved to ${formatWeekdayAndDay(until)}`, changeSet)
      goOn()
    } catch (error) {
      sayFailed(error)
    }
  }

  function later() {
    if (lead === undefined) return
    noteNext()
    setDialog({ type: 'later', lead })
  }

  // A dialog gives the focus back to where it was, which may be gone; and nothing has it when the page opens.
  const latest = useRef({ goTo, lead })
  latest.current = { goTo, lead }
  useEffect(() => {
    if (dialog !== undefined) return
    const focusing = setTimeout(() => {
      const { lead: now, goTo: go } = latest.current
      if (document.activeElement === document.body && now !== undefined) go(now.id)
    }, 250)
    return () => clearTimeout(focusing)
  }, [dialog])

  const keys = { move, formId, plan: () => lead && setDialog({ type: 'plan', lead }), later }
  useTodayKeys(lead === undefined ? undefined : keys)

  const select = useCallback((leadId: LeadId) => latest.current.goTo(leadId), [])
  const open = useCallback((leadId: LeadId) => goToRoute(leadRoute(leadId)), [])
  const more = useCallback((group: GroupKey) => setShown((before) => showMore(before, group)), [])

  function onListKey(event: KeyboardEvent) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    move(event.key === 'ArrowDown' ? 1 : -1)
  }

  function goToGroup(group: GroupKey) {
    const first = today[group].entries[0]
    if (first !== undefined) goTo(first.lead.id)
    document.getElementById(groupId(group))?.scrollIntoView({ block: 'start' })
  }

  const overCount = today.plannedCount - today.slots
  const planned = entries.filter(({ group }) => group === 'late' || group === 'due')
  const firstOver = overCount > 0 ? (planned.at(-overCount) ?? planned[0])?.entry.lead.id : undefined

  const column = (
    <>
      <TodayHead
        today={today}
        onGroup={goToGroup}
        onOverflow={firstOver === undefined ? undefined : () => goTo(firstOver)}
      />
      {!hasLeads ? (
        <NoLeadsYet />
      ) : (
        <div ref={list} className={classes.list} onKeyDown={onListKey}>
          <ScrollArea label={t`Whom to contact`}>
            {current === undefined && <NothingToDo today={today} showParked={showParked} />}
            {groupKeys.map((group) => (
              <TodayGroup
                key={group}
                group={group}
                today={today}
                shownCount={shown[group]}
                currentId={lead?.id}
                onSelect={select}
                onOpen={open}
                onShowMore={more}
              />
            ))}
            {current !== undefined && today.parkedCount > 0 && (
              <p className={`${classes.parked} lb-quiet lb-small`}>
                <button type="button" className={classes.link} onClick={showParked}>
                  {plural(today.parkedCount, {
                    one: '# more is parked: imported, never touched.',
                    other: '# more are parked: imported, never touched.',
                  })}
                </button>
              </p>
            )}
          </ScrollArea>
        </div>
      )}
      {current !== undefined && <TodayKeys />}
    </>
  )

  return (
    <>
      {current === undefined ? (
        <div className={classes.screen}>{column}</div>
      ) : (
        <SplitPage
          panel={
            drawn < 2 ? (
              <WorkingPanel
                label={t`Finish this step`}
                head={<p className={classes.panelName}>{current.entry.lead.name}</p>}
              >
                {null}
              </WorkingPanel>
            ) : (
              <TodayPanel
                key={`${current.entry.lead.id}/${round}`}
                listed={current}
                today={today.on}
                formId={formId}
                onLogging={noteNext}
                onLogged={goOn}
                onNotToday={() => void putOff()}
              />
            )
          }
        >
          {column}
        </SplitPage>
      )}
      <PlanDialog
        lead={dialog?.type === 'plan' ? dialog.lead : null}
        today={today.on}
        onClose={() => setDialog(undefined)}
      />
      <LaterDialog
        lead={dialog?.type === 'later' ? dialog.lead : null}
        today={today.on}
        onClose={() => setDialog(undefined)}
        onPutOff={goOn}
      />
    </>
  )
}

function showParked() {
  useSession.getState().setShownLeads(undefined)
  askForParkedLeads()
  goToRoute(routes.leads)
}
