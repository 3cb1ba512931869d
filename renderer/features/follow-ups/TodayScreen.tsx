import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useProcedure } from '../../api/queries.ts'
import { FailedState } from '../../ui/FailedState.tsx'
import { WaitingBar } from '../../ui/WaitingBar.tsx'
import { TodayPage } from './today/TodayPage.tsx'

/** Today: whom to contact, why now, what to say, and the place to say what came of it. */
export function TodayScreen() {
  const { t } = useLingui()
  const { data: status } = useProcedure('workbook.status', {})
  const { data: today, error, refetch } = useProcedure('followUps.today', {})
  if (today !== undefined && status !== undefined) return <TodayPage today={today} hasLeads={status.leadCount > 0} />
  if (error === null) return <WaitingBar name={t`Looking for what is due`} barLabel={t`Looking for what is due`} />
  return (
    <FailedState
      isPage
      title={t`Today could not be read`}
      actions={
        <Button onClick={() => void refetch()}>
          <Trans>Try again</Trans>
        </Button>
      }
    >
      <p>{error.message}</p>
      <p>
        <Trans>Nothing in your workbook was changed.</Trans>
      </p>
    </FailedState>
  )
}
