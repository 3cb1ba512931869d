import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useCallback, useState } from 'react'
import type { DuplicateSetRow } from '../../../../shared/contract/duplicates.contract.ts'
import type { WorkbookStatus } from '../../../../shared/contract/workbook.contract.ts'
import { type LeadId, leadIdSchema } from '../../../../shared/primitives/ids.ts'
import { useProcedure } from '../../../api/queries.ts'
import { goTo, useHashSearch } from '../../../app/hash-location.ts'
import { leadRoute, routes } from '../../../app/routes.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { FailedState } from '../../../ui/FailedState.tsx'
import { PageHead } from '../../../ui/PageHead.tsx'
import { WaitingBar } from '../../../ui/WaitingBar.tsx'
import classes from './Duplicates.module.css'
import { reasonWords } from './reason-words.ts'
import { SideBySide } from './SideBySide.tsx'

/** Leads that may be the same, one set after another; or those that the address names: `?leads=3,7`. */
export function DuplicatesScreen() {
  const named = leadIdsIn(useHashSearch())
  return named === undefined ? <FoundDuplicates /> : <NamedLeads key={named.join()} leadIds={named} />
}

function leadIdsIn(search: string): LeadId[] | undefined {
  const given = new URLSearchParams(search).get('leads')
  if (given === null) return undefined
  const ids = given.split(',').flatMap((text) => leadIdSchema.safeParse(Number(text)).data ?? [])
  return ids.length >= 2 ? ids : undefined
}

function NamedLeads({ leadIds }: { leadIds: readonly LeadId[] }) {
  const { t } = useLingui()
  const status = useProcedure('workbook.status', {}).data
  const leave = useCallback(() => goTo(routes.leads), [])
  const open = useCallback((leadId: LeadId) => goTo(leadRoute(leadId), { replace: true }), [])
  if (status === undefined) return null
  return (
    <div className={classes.page}>
      <PageHead
        title={t`Merge leads`}
        sentence={t`Choose what the one lead keeps. Nothing is merged until you say so.`}
      />
      <SideBySide
        leadIds={leadIds}
        reason={<h2>{t`The leads you chose`}</h2>}
        status={status}
        leave={{ label: t`Leave it`, onLeave: leave }}
        onMerged={open}
        onToldApart={leave}
      />
    </div>
  )
}

/** Sets asked for at once: the one that is shown, and the next while it is on its way out. */
const SETS_ASKED = 3

type Decided = { cursor: string; answeredAt: number }

function FoundDuplicates() {
  const { t } = useLingui()
  const status = useProcedure('workbook.status', {}).data
  const [after, setAfter] = useState<string>()
  /** The set decided last, and what was known then: it is left out until the answer is a newer one. */
  const [decided, setDecided] = useState<Decided>()
  const found = useProcedure(
    'leads.findDuplicates',
    { limit: SETS_ASKED, ...(after !== undefined && { after }) },
    { keepsPrevious: true },
  )
  const { data, error, dataUpdatedAt } = found
  const passed = data?.sets.findIndex((set) => set.cursor === after) ?? -1
  const current = data?.sets
    .slice(passed + 1)
    .find((set) => decided?.cursor !== set.cursor || decided.answeredAt !== dataUpdatedAt)
  if (status === undefined) return null
  const total = data?.total ?? 0
  const sentence =
    total === 0
      ? undefined
      : `${plural(total, { one: '# set of leads may be the same.', other: '# sets of leads may be the same.' })} ${t`Nothing is merged until you say so.`}`
  return (
    <div className={classes.page}>
      <PageHead
        title={t`Duplicates`}
        sentence={sentence}
        actions={
          total > 0 && (
            <Button onClick={() => goTo(routes.leads)}>
              <Trans>All leads</Trans>
            </Button>
          )
        }
      />
      {current !== undefined ? (
        <FoundSet set={current} answeredAt={dataUpdatedAt} status={status} onLater={setAfter} onDecided={setDecided} />
      ) : error !== null ? (
        <FailedState
          title={t`The leads could not be compared`}
          actions={<Button onClick={() => void found.refetch()}>{t`Try again`}</Button>}
        >
          {error.message}
        </FailedState>
      ) : found.isFetching ? (
        <div className={classes.waiting}>
          <WaitingBar name={t`Comparing the leads`} barLabel={t`Comparing the leads`} />
        </div>
      ) : total > 0 ? (
        <EmptyState
          title={t`That was the last set`}
          actions={<Button onClick={() => setAfter(undefined)}>{t`Look at those left for later`}</Button>}
        >
          {plural(total, { one: '# set is left for later.', other: '# sets are left for later.' })}
        </EmptyState>
      ) : (
        <EmptyState
          title={t`No duplicates`}
          actions={
            <Button onClick={() => goTo(routes.leads)}>
              <Trans>All leads</Trans>
            </Button>
          }
        >
          <Trans>
            No two leads share an e-mail address, a phone number, or a name at one company. Whom you told apart is left
            out.
          </Trans>
        </EmptyState>
      )}
    </div>
  )
}

interface FoundSetProps {
  set: DuplicateSetRow
  answeredAt: number
  status: WorkbookStatus
  onLater: (cursor: string) => void
  onDecided: (decided: Decided) => void
}

function FoundSet({ set, answeredAt, status, onLater, onDecided }: FoundSetProps) {
  const { t } = useLingui()
  const { cursor } = set
  const [strongest, ...others] = set.reasons.map(reasonWords)
  const later = useCallback(() => onLater(cursor), [onLater, cursor])
  const decide = useCallback(() => onDecided({ cursor, answeredAt }), [onDecided, cursor, answeredAt])
  return (
    <SideBySide
      leadIds={set.leads.map((lead) => lead.id)}
      reason={
        <>
          <h2>{strongest}</h2>
          {others.length > 0 && <p className="lb-quiet lb-small">{others.join(' · ')}</p>}
        </>
      }
      status={status}
      leave={{ label: t`Later`, onLeave: later }}
      onMerged={decide}
      onToldApart={decide}
    />
  )
}
