import { plural, t } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { type ReactNode, useMemo, useState } from 'react'
import type { ComparedLeadPage } from '../../../../shared/contract/duplicates.contract.ts'
import type { WorkbookStatus } from '../../../../shared/contract/workbook.contract.ts'
import { type GivenUp, type MergeChoices, planMerge } from '../../../../shared/domain/leads/merge.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import { ask } from '../../../api/client.ts'
import { useProcedure } from '../../../api/queries.ts'
import { useSession } from '../../../app/session.ts'
import { type Shortcut, useShortcuts, useSingleKeys } from '../../../app/shortcuts.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import { FailedState } from '../../../ui/FailedState.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { Note } from '../../../ui/Note.tsx'
import { WaitingBar } from '../../../ui/WaitingBar.tsx'
import { PageFoot, ScrollArea } from '../../../ui/WorkingPanel.tsx'
import classes from './Duplicates.module.css'
import { MergeTable } from './MergeTable.tsx'
import { givenUpValue, type MergePlace, mergeTableRows } from './merge-table-rows.ts'

interface SideBySideProps {
  leadIds: readonly LeadId[]
  /** Why they stand here, above the table. */
  reason: ReactNode
  status: WorkbookStatus
  /** The button that does nothing to them: "Later". */
  leave: { label: string; onLeave: () => void }
  onMerged: (leadId: LeadId) => void
  onToldApart: () => void
}

/** Leads side by side, to be made one or told apart. */
export function SideBySide({ leadIds, ...rest }: SideBySideProps) {
  const { t } = useLingui()
  const { data, error } = useProcedure('leads.compare', { leadIds: [...leadIds] })
  if (data !== undefined)
    return <Compared key={leadIds.join()} leads={data.leads} proposed={data.plan.keep} {...rest} />
  if (error === null)
    return (
      <div className={classes.waiting}>
        <WaitingBar name={t`Reading the leads`} barLabel={t`Reading the leads`} />
      </div>
    )
  return (
    <FailedState
      title={t`These leads cannot be set side by side`}
      actions={<Button onClick={rest.leave.onLeave}>{rest.leave.label}</Button>}
    >
      {error.message}
    </FailedState>
  )
}

interface ComparedProps extends Omit<SideBySideProps, 'leadIds'> {
  leads: readonly ComparedLeadPage[]
  proposed: LeadId
}

function Compared({ leads, proposed, reason, status, leave, onMerged, onToldApart }: ComparedProps) {
  const { t } = useLingui()
  const hasKeys = useSingleKeys((keys) => keys.isOn)
  const [keep, setKeep] = useState(proposed)
  const [choices, setChoices] = useState<MergeChoices>({})
  const [isBusy, setBusy] = useState(false)
  const place: MergePlace = status
  const plan = useMemo(() => planMerge(leads, keep, choices), [leads, keep, choices])
  const leadIds = useMemo(() => leads.map((lead) => lead.id), [leads])

  const acts = useMemo(() => {
    async function whileBusy(work: () => Promise<void>) {
      if (isBusy) return
      setBusy(true)
      try {
        await work()
      } catch (error) {
        sayFailed(error)
      } finally {
        setBusy(false)
      }
    }
    return {
      merge: () =>
        void whileBusy(async () => {
          const { changeSet, leadId, name } = await ask('leads.merge', { keep, leadIds, choices })
          const { lastLead, setLastLead } = useSession.getState()
          if (lastLead !== undefined && lastLead.id !== leadId && leadIds.includes(lastLead.id as LeadId))
            setLastLead(undefined)
          const count = leadIds.length
          sayChanged(t`Made one lead of ${count}: ${name}`, changeSet)
          onMerged(leadId)
        }),
      tellApart: () =>
        void whileBusy(async () => {
          const { changeSet } = await ask('leads.tellApart', { leadIds })
          sayChanged(t`Remembered: these are different people`, changeSet)
          onToldApart()
        }),
    }
  }, [isBusy, keep, leadIds, choices, onMerged, onToldApart, t])

  const { label: leaveLabel, onLeave } = leave
  useShortcuts(
    useMemo<Shortcut[]>(() => {
      const group = t`Duplicates`
      return [
        { keys: '1', label: t`Merge as shown`, group, run: acts.merge },
        { keys: '2', label: t`Different people`, group, run: acts.tellApart },
        { keys: '3', label: leaveLabel, group, run: onLeave },
        { keys: 'ArrowRight', label: leaveLabel, group, run: onLeave },
      ]
    }, [t, acts, leaveLabel, onLeave]),
  )

  const key = (cap: string) => hasKeys && <KeyCap keys={cap} />
  const count = leads.length
  return (
    <>
      <ScrollArea label={t`Leads that may be the same`}>
        <div className={classes.reason}>{reason}</div>
        <MergeTable
          leads={leads}
          rows={mergeTableRows(leads, plan, place)}
          keep={keep}
          onKeep={setKeep}
          onChoose={(field, leadId) => setChoices((before) => ({ ...before, [field]: leadId }))}
        />
        <div className={classes.remarks}>
          {plan.doNotContact !== null && (
            <Note tone="bad">
              <Trans>
                One of them is not to be contacted, so the merged lead is not either: nothing is planned with it.
              </Trans>
            </Note>
          )}
          {plan.givenUp.length > 0 && (
            <Note tone="warn">
              <Trans>
                <b>Given up</b>, until you undo the merge:
              </Trans>
              <ul>
                {[...new Set(plan.givenUp.map(({ field }) => field))].map((field) => (
                  <li key={field}>
                    {givenUpName(field, leads)}: {givenUpValues(plan.givenUp, field, leads, place)}
                  </li>
                ))}
              </ul>
            </Note>
          )}
        </div>
      </ScrollArea>
      <PageFoot tone="sheet">
        <p className={classes.words}>
          <b>{plural(count, { other: '# leads become one.' })}</b>{' '}
          <span className="lb-quiet">
            <Trans>Touches, signals and events of all move to it.</Trans>
            <br />
            <Trans>Undo takes it apart again at any time; what you did since stays.</Trans>
          </span>
        </p>
        <Button variant="subtle" onClick={onLeave}>
          {leaveLabel}
          {key('3')}
        </Button>
        <Button onClick={acts.tellApart} disabled={isBusy}>
          <Trans>Different people</Trans>
          {key('2')}
        </Button>
        <Button variant="filled" onClick={acts.merge} disabled={isBusy}>
          <Trans>Merge</Trans>
          {key('1')}
        </Button>
      </PageFoot>
    </>
  )
}

function givenUpValues(
  givenUp: readonly GivenUp[],
  field: GivenUp['field'],
  leads: readonly ComparedLeadPage[],
  place: MergePlace,
): string {
  const texts = givenUp
    .filter((one) => one.field === field)
    .map(({ leadId, value }) => {
      const lead = leads.find((one) => one.id === leadId)
      return `“${lead === undefined || field === 'run' ? value : givenUpValue(lead, field, place)}”`
    })
  return [...new Set(texts)].join(', ')
}

function givenUpName(field: GivenUp['field'], leads: readonly ComparedLeadPage[]): string {
  switch (field) {
    case 'name':
      return t`Name`
    case 'company':
      return t`Company`
    case 'jobTitle':
      return t`Job title`
    case 'source':
      return t`Source`
    case 'value':
      return t`Value`
    case 'foreignValue':
      return t`Value as written`
    case 'nextAction':
      return t`Next action, dropped`
    case 'run':
      return t`Playbook, stopped`
    default:
      return leads.flatMap((lead) => lead.custom).find(({ fieldId }) => `custom:${fieldId}` === field)?.name ?? field
  }
}
