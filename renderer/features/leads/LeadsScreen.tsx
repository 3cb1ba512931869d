import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Tabs } from '@mantine/core'
import { useRef } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { useProcedure } from '../../api/queries.ts'
import { goTo } from '../../app/hash-location.ts'
import { routes } from '../../app/routes.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import classes from './LeadsScreen.module.css'
import { LeadsHead } from './list/LeadsHead.tsx'
import { LeadsList } from './list/LeadsList.tsx'
import { useLeadsView } from './list/leads-view.ts'

/** All leads as a table: searched as one types, filtered, sorted, written in, ticked and worked on by keys. */
export function LeadsScreen() {
  const status = useProcedure('workbook.status', {}).data
  return status === undefined ? null : <Leads status={status} />
}

/** The frame of the screen. It knows nothing of what is typed, found and scrolled, so that only what shows it is drawn anew. */
function Leads({ status }: { status: OutputOf<'workbook.status'> }) {
  const { t } = useLingui()
  const view = useLeadsView((shown) => shown.view)
  const list = useRef<HTMLDivElement>(null)
  const isBookEmpty = status.leadCount === 0
  return (
    <Tabs value={view} className={classes.screen}>
      <LeadsHead isBookEmpty={isBookEmpty} list={list} />
      {isBookEmpty ? (
        <EmptyState
          paper="ruled"
          title={t`No leads yet`}
          actions={
            <Button onClick={() => goTo(routes.import)}>
              <Trans>Import a spreadsheet</Trans>
            </Button>
          }
        >
          <Trans>Everyone you might work for stands here: who is warm, who is next, who was forgotten.</Trans>
        </EmptyState>
      ) : (
        <LeadsList status={status} list={list} />
      )}
    </Tabs>
  )
}
