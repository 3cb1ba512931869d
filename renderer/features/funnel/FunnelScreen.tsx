import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { InputOf } from '../../../shared/contract/index.ts'
import { addDays, type PlainDate, parsePlainDate, plainDate } from '../../../shared/primitives/plain-date.ts'
import { ask } from '../../api/client.ts'
import { useProcedure } from '../../api/queries.ts'
import { goTo } from '../../app/hash-location.ts'
import { routes } from '../../app/routes.ts'
import { useSession } from '../../app/session.ts'
import { sayFailed } from '../../app/undo.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FailedState } from '../../ui/FailedState.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { WaitingBar } from '../../ui/WaitingBar.tsx'
import { ScrollArea } from '../../ui/WorkingPanel.tsx'
import { ConversionChart } from './ConversionChart.tsx'
import classes from './FunnelScreen.module.css'
import { GroupTable } from './GroupTable.tsx'
import { SnapshotChart } from './SnapshotChart.tsx'

export type Figure = InputOf<'funnel.leads'>['figure']
/** Goes to Leads and shows those behind a figure, under a title that says which. */
export type OpenFigure = (figure: Figure, title: string) => void

type Span = 'year' | 'quarter' | 'calendar' | 'own'
type Breakdown = 'none' | 'source' | 'month'

/** Funnel: how far leads got, where they are now, by source and by month; every figure with its n, every bar opens its leads. */
export function FunnelScreen() {
  const { t } = useLingui()
  const today = useProcedure('workbook.status', {}).data?.today
  const [span, setSpan] = useState<Span>('year')
  const [own, setOwn] = useState<{ from: PlainDate; to: PlainDate }>()
  const [breakdown, setBreakdown] = useState<Breakdown>('none')
  if (today === undefined) return null
  const period = span === 'own' && own !== undefined ? own : periodOf(span, today)

  return (
    <>
      <PageHead
        title={t`Funnel`}
        actions={
          <>
            {span === 'own' && <OwnPeriod period={period} onChange={setOwn} />}
            <NativeSelect
              aria-label={t`Period`}
              value={span}
              onChange={(event) => {
                setOwn(period)
                setSpan(event.currentTarget.value as Span)
              }}
              data={[
                { value: 'year', label: t`Last 12 months` },
                { value: 'quarter', label: t`Last 90 days` },
                { value: 'calendar', label: t`This year` },
                { value: 'own', label: t`From day to day` },
              ]}
            />
            <NativeSelect
              aria-label={t`Breakdown`}
              value={breakdown}
              onChange={(event) => setBreakdown(event.currentTarget.value as Breakdown)}
              data={[
                { value: 'none', label: t`All together` },
                { value: 'source', label: t`By source` },
                { value: 'month', label: t`By month` },
              ]}
            />
          </>
        }
      />
      <Figures period={period} breakdown={breakdown} />
    </>
  )
}

function periodOf(span: Span, today: PlainDate): { from: PlainDate; to: PlainDate } {
  if (span === 'quarter') return { from: addDays(today, -89), to: today }
  if (span === 'calendar') return { from: plainDate(`${today.slice(0, 4)}-01-01`), to: today }
  return { from: addDays(today, -364), to: today }
}

interface OwnPeriodProps {
  period: { from: PlainDate; to: PlainDate }
  onChange: (period: { from: PlainDate; to: PlainDate }) => void
}

function OwnPeriod({ period, onChange }: OwnPeriodProps) {
  const { t } = useLingui()
  const set = (side: 'from' | 'to', text: string) => {
    const day = parsePlainDate(text)
    if (day !== undefined) onChange({ ...period, [side]: day })
  }
  return (
    <>
      <TextInput
        type="date"
        aria-label={t`First day`}
        value={period.from}
        max={period.to}
        onChange={(event) => set('from', event.currentTarget.value)}
      />
      <TextInput
        type="date"
        aria-label={t`Last day`}
        value={period.to}
        min={period.from}
        onChange={(event) => set('to', event.currentTarget.value)}
      />
    </>
  )
}

function Figures({ period, breakdown }: { period: { from: PlainDate; to: PlainDate }; breakdown: Breakdown }) {
  const { t } = useLingui()
  const whole = useProcedure('funnel.cohort', { period }, { keepsPrevious: true })
  const grouped = useProcedure(
    'funnel.cohort',
    { period, by: breakdown === 'none' ? 'month' : breakdown },
    { isEnabled: breakdown !== 'none', keepsPrevious: true },
  )
  if (whole.error !== null) {
    return (
      <FailedState title={t`The funnel was not reckoned`}>
        <p>{whole.error.message}</p>
      </FailedState>
    )
  }
  if (whole.data === undefined) {
    return (
      <div className={classes.waiting}>
        <WaitingBar name={t`Reckoning the funnel`} barLabel={t`Funnel`} />
      </div>
    )
  }
  const { conversions, snapshot, leftOutCount } = whole.data
  if (snapshot.every(({ count }) => count === 0)) {
    return (
      <EmptyState
        title={t`No leads yet`}
        actions={
          <Button onClick={() => goTo(routes.import)}>
            <Trans>Import a spreadsheet</Trans>
          </Button>
        }
      >
        <p>
          <Trans>
            Here you see how far your leads get, from the first day on. Import contacts, or add a lead, and move it on
            as you sell.
          </Trans>
        </p>
      </EmptyState>
    )
  }

  const open: OpenFigure = (figure, title) => {
    ask('funnel.leads', { period, figure }).then(({ leadIds }) => {
      useSession.getState().setShownLeads({ ids: leadIds, title })
      goTo(routes.leads)
    }, sayFailed)
  }
  return (
    <ScrollArea label={t`Figures`}>
      <div className={classes.columns}>
        <div className={classes.left}>
          <ConversionChart conversions={conversions} onOpen={open} />
          {leftOutCount > 0 && (
            <p className={`lb-note lb-quiet ${classes.remark}`}>
              <Trans>
                {leftOutCount} came in beyond Lead without a history: they count from their own stage on only.
              </Trans>
            </p>
          )}
          {breakdown !== 'none' && grouped.data !== undefined && (
            <GroupTable by={breakdown} conversions={grouped.data.conversions} onOpen={open} />
          )}
        </div>
        <aside className={classes.right} aria-label={t`Where leads are now`}>
          <SnapshotChart snapshot={snapshot} onOpen={open} />
        </aside>
      </div>
    </ScrollArea>
  )
}
