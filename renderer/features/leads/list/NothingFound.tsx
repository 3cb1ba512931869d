import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useSession } from '../../../app/session.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { useLeadsView } from './leads-view.ts'

/** No lead fits search and filters: what is asked for can be taken off at once. */
export function NothingFound() {
  const { t } = useLingui()
  const { search, view, change } = useLeadsView()
  const { shownLeads, setShownLeads } = useSession()
  const isEmptyView = search.trim() === '' && view !== 'all' && shownLeads === undefined
  return (
    <EmptyState
      title={isEmptyView ? t`None of your leads is here` : t`No lead fits`}
      actions={
        <Button
          onClick={() => {
            setShownLeads(undefined)
            change({ search: '', view: 'all', rules: [], temperatureOn: undefined, activeIndex: 0 })
          }}
        >
          <Trans>Show all leads</Trans>
        </Button>
      }
    >
      {search.trim() === '' ? (
        <Trans>No lead stands behind these filters.</Trans>
      ) : (
        <Trans>
          Nothing holds “{search.trim()}”: not in a name, company, e-mail, phone, source, tag, note or touch.
        </Trans>
      )}
    </EmptyState>
  )
}
