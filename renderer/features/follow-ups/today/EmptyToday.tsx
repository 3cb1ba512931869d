import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { Today } from '../../../../shared/contract/follow-ups.contract.ts'
import { isoWeekday } from '../../../../shared/primitives/plain-date.ts'
import { useProcedure } from '../../../api/queries.ts'
import { formatWeekdayAndDay } from '../../../app/format.ts'
import { goTo } from '../../../app/hash-location.ts'
import { leadRoute, routes } from '../../../app/routes.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import classes from './Today.module.css'

/** Today of a workbook without a lead: what stands here one day, and how it begins. */
export function NoLeadsYet() {
  const { t } = useLingui()
  return (
    <EmptyState
      paper="ruled"
      title={t`No leads yet`}
      actions={
        <>
          <Button variant="filled" onClick={() => goTo(routes.import)}>
            <Trans>Bring in a spreadsheet</Trans>
          </Button>
          <Button onClick={() => goTo(routes.leads)}>
            <Trans>Add one by hand</Trans>
          </Button>
        </>
      }
      note={<Trans>Any CSV or Excel file. You can undo the whole import later.</Trans>}
    >
      <Trans>
        Every morning stands here whom to contact, why now, and what to say: who asked, who is late, who is cooling, and
        whom nobody planned. It begins with your contacts.
      </Trans>
    </EmptyState>
  )
}

/** Today of a day on which nobody is to be contacted: that it is done, or that nothing was ever planned. */
export function NothingToDo({ today, showParked }: { today: Today; showParked: () => void }) {
  const { t } = useLingui()
  const { parkedCount, on } = today
  const { data } = useProcedure('leads.list', { sort: { by: 'nextAction', direction: 'ascending' }, limit: 1 })
  const next = data?.leads[0]
  if (data === undefined) return null
  const hasPlans = next !== undefined && next.nextAction !== null
  if (!hasPlans && parkedCount > 0) {
    const parked = plural(parkedCount, {
      one: '# lead is parked: imported, never touched, nothing planned.',
      other: '# leads are parked: imported, never touched, nothing planned.',
    })
    return (
      <div className={classes.empty}>
        <EmptyState
          title={t`Nothing is planned yet`}
          actions={
            <Button variant="filled" onClick={showParked}>
              <Trans>Choose whom to begin with</Trans>
            </Button>
          }
        >
          <p>{parked}</p>
          <p>
            <Trans>
              Pick a handful in Leads and start a playbook with them: its first step then stands here, on its day.
            </Trans>
          </p>
        </EmptyState>
      </div>
    )
  }
  const isWeekend = isoWeekday(on) > 5
  return (
    <div className={classes.empty}>
      <EmptyState
        title={isWeekend ? t`It is the weekend` : t`Nothing left for today`}
        actions={
          <Button onClick={() => goTo(routes.leads)}>
            <Trans>Look through the leads</Trans>
          </Button>
        }
      >
        <p>
          {isWeekend ? (
            <Trans>Steps fall on working days, and nothing is left over.</Trans>
          ) : (
            <Trans>Nobody is late, nobody is cooling, and every active lead has a next step.</Trans>
          )}
        </p>
        {hasPlans && next.nextAction !== null && (
          <p>
            <Trans>
              Next is <a href={`#${leadRoute(next.id)}`}>{next.name}</a> on {formatWeekdayAndDay(next.nextAction.day)}:{' '}
              {next.nextAction.what}.
            </Trans>
          </p>
        )}
      </EmptyState>
    </div>
  )
}
