import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { LeadPage } from '../../../shared/contract/lead-page.contract.ts'
import type { WorkbookStatus } from '../../../shared/contract/workbook.contract.ts'
import { type GateCondition, gateConditionSchema } from '../../../shared/domain/qualification/gates.ts'
import { type LeadId, leadIdSchema } from '../../../shared/primitives/ids.ts'
import { type PlainDate, parsePlainDate } from '../../../shared/primitives/plain-date.ts'
import { ask } from '../../api/client.ts'
import { useProcedure } from '../../api/queries.ts'
import { type Command, useCommands } from '../../app/commands.ts'
import { goTo, useHashSearch } from '../../app/hash-location.ts'
import { leadRoute, routes } from '../../app/routes.ts'
import { useSession } from '../../app/session.ts'
import { type Shortcut, useShortcuts } from '../../app/shortcuts.ts'
import { sayChanged, sayFailed } from '../../app/undo.tsx'
import { FailedState } from '../../ui/FailedState.tsx'
import { LedgerSection } from '../../ui/LedgerSection.tsx'
import { WaitingBar } from '../../ui/WaitingBar.tsx'
import { RunSteps } from '../nurture/nurture.parts.ts'
import { Qualification } from '../qualification/qualification.parts.ts'
import { WhyTemperature } from '../temperature/temperature.parts.ts'
import { useStageMove } from './gates/useStageMove.tsx'
import { type LeadDialog, LeadDialogs, named } from './LeadDialogs.tsx'
import classes from './LeadScreen.module.css'
import { Attachments } from './page/Attachments.tsx'
import { Colleagues } from './page/Colleagues.tsx'
import { History } from './page/History.tsx'
import { LeadDetails } from './page/LeadDetails.tsx'
import { LeadHead } from './page/LeadHead.tsx'
import { LeadSums } from './page/LeadSums.tsx'
import { NextAction } from './page/NextAction.tsx'
import { Timeline } from './page/Timeline.tsx'
import { useNeighbours } from './page/useNeighbours.ts'

/** Everything about one lead, and all that can be done with it. */
export function LeadScreen({ leadId }: { leadId: number }) {
  const { t } = useLingui()
  const id = leadIdSchema.safeParse(leadId).data
  const { data: page, error } = useProcedure('leads.get', { lead: id ?? '?' })
  const status = useProcedure('workbook.status', {}).data
  const name = page?.lead.name
  useEffect(() => {
    if (name !== undefined) useSession.getState().setLastLead({ id: leadId, name })
  }, [leadId, name])

  if (error !== null)
    return (
      <FailedState
        isPage
        title={error.code === 'not_found' ? t`This lead is not in the workbook` : t`The lead could not be read`}
        actions={
          <Button onClick={() => goTo(routes.leads)}>
            <Trans>All leads</Trans>
          </Button>
        }
      >
        {error.code === 'not_found'
          ? t`Adding it was undone meanwhile, or the address is wrong. Redo brings back what was undone last.`
          : error.message}
      </FailedState>
    )
  if (page === undefined || status === undefined)
    return <WaitingBar name={t`Reading the lead`} barLabel={t`Reading the lead`} />
  return <LoadedLead page={page} status={status} leadId={page.lead.id} />
}

interface LoadedLeadProps {
  page: LeadPage
  status: WorkbookStatus
  leadId: LeadId
}

function LoadedLead({ page, status, leadId }: LoadedLeadProps) {
  const { t } = useLingui()
  const { lead } = page
  const { today, currency } = status
  const search = useHashSearch()
  const asOf = otherDayOf(search, today)
  const why = useProcedure('temperature.why', { leadId }, { keepsPrevious: true }).data
  const neighbours = useNeighbours(leadId)
  const [showsHistory, setShowsHistory] = useState(false)
  const details = useRef<HTMLDivElement>(null)
  const story = useRef<HTMLDivElement>(null)
  /** The changes or the timeline were asked for, and are not shown yet. */
  const hasTurned = useRef(false)
  useLayoutEffect(() => {
    if (!hasTurned.current) return
    hasTurned.current = false
    // Comes into view with the focus: what was asked for may begin far above, as from the details.
    story.current?.querySelector('button')?.focus()
  })
  const [dialog, setDialog] = useState<LeadDialog | undefined>(undefined)
  const close = useCallback(() => setDialog(undefined), [])
  const latest = useRef(page)
  latest.current = page
  const beside = useRef({ neighbours, asOf })
  beside.current = { neighbours, asOf }
  const isContactable = lead.doNotContactOn === null
  const hasAction = lead.nextAction !== null

  const untag = useCallback(async () => {
    try {
      const { changeSet } = await ask('temperature.untag', { leads: { ids: [leadId] } })
      const { name } = latest.current.lead
      sayChanged(t`Took the tag off ${name}`, changeSet)
    } catch (error) {
      sayFailed(error)
    }
  }, [leadId, t])

  const acts = useMemo(() => {
    const leads = () => named(latest.current.lead)
    return {
      log: () => setDialog({ type: 'touch', lead: latest.current.lead }),
      plan: () => setDialog({ type: 'plan', lead: latest.current.lead }),
      signal: () => setDialog({ type: 'signal', leads: leads() }),
      warm: () => setDialog({ type: 'tag', temperature: 'warm', leads: leads() }),
      cold: () => setDialog({ type: 'tag', temperature: 'cold', leads: leads() }),
      edit: () => details.current?.querySelector('button')?.focus(),
      history: () => {
        hasTurned.current = true
        setShowsHistory((isShown) => !isShown)
      },
      previous: () => openLead(beside.current.neighbours?.previous, beside.current.asOf),
      next: () => openLead(beside.current.neighbours?.next, beside.current.asOf),
    }
  }, [])

  const { moveTo, gateDialog } = useStageMove()
  const [asked, setAsked] = useState<{ condition: GateCondition } | null>(null)
  const settle = useCallback(
    (condition: GateCondition) => {
      if (condition === 'warm' || condition === 'own_signal') acts.signal()
      else if (condition === 'human_action') acts.plan()
      else if (condition === 'conversation') acts.log()
      else if (condition === 'amount')
        details.current?.querySelector<HTMLElement>('[data-field="value"] button')?.focus()
      else setAsked({ condition })
    },
    [acts],
  )
  // A gate that was shut on another screen, or here, leads to what opens it.
  const sought = gateConditionSchema.safeParse(new URLSearchParams(search).get('settle')).data
  useEffect(() => {
    if (sought === undefined) return
    goTo(leadRoute(leadId), { replace: true })
    settle(sought)
  }, [sought, leadId, settle])

  useShortcuts(
    useMemo<Shortcut[]>(() => {
      const group = lead.name
      return [
        ...(isContactable ? [{ keys: 'p', label: t`Plan the next action`, group, run: acts.plan }] : []),
        ...(hasAction ? [{ keys: 'Enter', label: t`Do the next action`, group, run: acts.log }] : []),
        { keys: 'l', label: t`Log a touch`, group, run: acts.log },
        { keys: 's', label: t`Log a signal`, group, run: acts.signal },
        { keys: 'w', label: t`Tag as warm`, group, run: acts.warm },
        { keys: 'c', label: t`Tag as cold`, group, run: acts.cold },
        { keys: 'e', label: t`Change the lead`, group, run: acts.edit },
        { keys: '[', label: t`Previous lead of the list`, group, run: acts.previous },
        { keys: ']', label: t`Next lead of the list`, group, run: acts.next },
        { keys: 'alt+ArrowUp', label: t`Previous lead of the list`, group, run: acts.previous },
        { keys: 'alt+ArrowDown', label: t`Next lead of the list`, group, run: acts.next },
        { keys: 'h', label: t`Changes and undo, or the timeline`, group, run: acts.history },
        { keys: 'Escape', label: t`Back to the list`, group, run: () => goTo(routes.leads) },
      ]
    }, [t, acts, lead.name, isContactable, hasAction]),
  )
  useCommands(
    useMemo<Command[]>(() => {
      const group = lead.name
      return [
        { id: 'lead-log', label: t`Log a touch`, group, keys: 'l', run: acts.log },
        ...(isContactable
          ? [{ id: 'lead-plan', label: t`Plan the next action`, group, keys: 'p', run: acts.plan }]
          : []),
        { id: 'lead-signal', label: t`Log a signal`, group, keys: 's', run: acts.signal },
        { id: 'lead-warm', label: t`Tag as warm`, group, keys: 'w', run: acts.warm },
        { id: 'lead-cold', label: t`Tag as cold`, group, keys: 'c', run: acts.cold },
        {
          id: 'lead-merge',
          label: t`Merge with another lead …`,
          group,
          run: () => setDialog({ type: 'merge', lead: latest.current.lead }),
        },
        { id: 'lead-edit', label: t`Change the lead`, group, keys: 'e', run: acts.edit },
      ]
    }, [t, acts, lead.name, isContactable]),
  )

  return (
    <div className={classes.page}>
      <LeadHead
        page={page}
        acts={acts}
        onUntag={lead.isPinned ? () => void untag() : undefined}
        open={setDialog}
        neighbours={neighbours}
      />
      <LeadSums page={page} today={today} currency={currency} open={setDialog} />
      <div className={classes.columns}>
        <div className={classes.left}>
          <LedgerSection title={t`Next`}>
            <NextAction page={page} today={today} acts={acts} />
          </LedgerSection>
          <WhyTemperature
            lead={lead}
            today={today}
            asOf={asOf}
            onAsOf={(day) => goTo(leadRoute(leadId, day === today ? undefined : day), { replace: true })}
            onUntag={() => void untag()}
          />
          <LedgerSection title={t`Qualify`}>
            <Qualification
              leadId={leadId}
              today={today}
              onSettle={settle}
              onMove={(stage) => void moveTo(named(lead), stage)}
              asked={asked}
            />
          </LedgerSection>
          <LedgerSection title={t`Steps`}>
            <RunSteps lead={lead} today={today} onDo={acts.log} />
          </LedgerSection>
          <LedgerSection title={t`Details`}>
            <div ref={details}>
              <LeadDetails page={page} status={status} />
            </div>
          </LedgerSection>
          <LedgerSection title={t`Files and links`}>
            <Attachments page={page} today={today} />
          </LedgerSection>
          {lead.companyId !== null && (
            <LedgerSection title={t`People`}>
              <Colleagues lead={lead} companyId={lead.companyId} />
            </LedgerSection>
          )}
        </div>
        <div ref={story} className={classes.right}>
          {showsHistory ? (
            <section aria-labelledby="lead-history">
              <div className={classes.sectionHead}>
                <h2 id="lead-history">{t`Changes and undo`}</h2>
                <Button size="sm" variant="subtle" onClick={acts.history}>
                  <Trans>Timeline</Trans>
                </Button>
              </div>
              <History page={page} today={today} currency={currency} />
            </section>
          ) : (
            <section aria-labelledby="lead-timeline">
              <div className={classes.sectionHead}>
                <h2 id="lead-timeline">{t`Timeline`}</h2>
                <Button size="sm" variant="subtle" onClick={acts.history}>
                  <Trans>Changes and undo</Trans>
                </Button>
              </div>
              <Timeline
                lead={lead}
                crossings={why?.crossings ?? []}
                today={today}
                currency={currency}
                fields={page.custom}
              />
            </section>
          )}
        </div>
      </div>
      {gateDialog}
      <LeadDialogs dialog={dialog} today={today} onClose={close} />
    </div>
  )
}

/** The day that the route asks to explain the temperature of; undefined for today. */
function otherDayOf(search: string, today: PlainDate): PlainDate | undefined {
  const day = parsePlainDate(new URLSearchParams(search).get('on') ?? '')
  return day === today ? undefined : day
}

function openLead(leadId: LeadId | null | undefined, asOf: PlainDate | undefined) {
  // The list is what Escape leads back to: going along it is no way to be retraced.
  if (leadId != null) goTo(leadRoute(leadId, asOf), { replace: true })
}
