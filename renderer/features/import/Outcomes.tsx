import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconList, IconTable } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { ImportOutcome, ImportPlan, ImportRequest } from '../../../shared/contract/import.contract.ts'
import { useProgress } from '../../api/queries.ts'
import { formatNumber, formatPercent } from '../../app/format.ts'
import { FailedState } from '../../ui/FailedState.tsx'
import { Figure, Figures } from '../../ui/Figures.tsx'
import { WaitingBar } from '../../ui/WaitingBar.tsx'
import { LeftOutButton } from './LeftOutButton.tsx'
import { ReasonChips } from './ReasonChips.tsx'
import { RowCases } from './RowCases.tsx'
import { RowSearch } from './RowSearch.tsx'
import classes from './Rows.module.css'
import { RowTable } from './RowTable.tsx'
import type { ImportChoosing } from './useImportChoices.ts'
import { useRowPages } from './useRowPages.ts'

/** Keys move through rows that may stand below the page's foot: then the rows come up. A pointer sees what it presses. */
function showWhole(event: KeyboardEvent<HTMLElement>) {
  if (event.target instanceof HTMLElement && event.target.closest('[data-index]') !== null)
    event.currentTarget.scrollIntoView({ block: 'nearest' })
}

interface OutcomesProps {
  planned: { plan: ImportPlan; request: ImportRequest }
  choosing: ImportChoosing
  /** Another plan is being made. */
  isPlanning: boolean
  /** Rows are to be looked at, no longer to be answered or mended. */
  isWriting: boolean
}

/** What is looked at first: what waits for the seller, then what is left out, then what is written. */
const order: readonly ImportOutcome[] = ['asked', 'refused', 'updated', 'created', 'same']

/** How many rows become what, and every row behind the figure that is chosen. */
export function Outcomes({ planned, choosing, isPlanning, isWriting }: OutcomesProps) {
  const { t } = useLingui()
  const { plan, request } = planned
  const { counts } = plan
  const [chosen, setChosen] = useState<ImportOutcome>()
  const [reason, setReason] = useState<string>()
  const [search, setSearch] = useState('')
  const [view, setView] = useState<'list' | 'table'>()
  const { answers, answersToAll, mended } = choosing.choices
  const hasAnswers = Object.keys({ ...answers, ...answersToAll }).length > 0
  const firstShown = useRef<ImportOutcome>(order.find((one) => counts[one] > 0) ?? 'created')
  // What one works on stays, so that the last answer does not turn the page.
  if (counts[firstShown.current] === 0 && !hasAnswers && mended === undefined)
    firstShown.current = order.find((one) => counts[one] > 0) ?? 'created'
  const outcome = chosen ?? firstShown.current
  const shownView = view ?? (outcome === 'created' || outcome === 'same' ? 'table' : 'list')
  const LookIcon = shownView === 'table' ? IconList : IconTable
  const reasons = outcome === 'asked' ? plan.asks : outcome === 'refused' ? plan.refusals : []
  const shownReason = reasons.some((one) => one.reason === reason) ? reason : undefined
  const rowsRequest = useMemo(
    () => ({
      ...request,
      outcome,
      ...(shownReason !== undefined && { reason: shownReason }),
      ...(search !== '' && { search }),
    }),
    [request, outcome, shownReason, search],
  )
  const pages = useRowPages(rowsRequest)
  const { total } = pages
  const what = `${outcome} ${shownReason ?? ''} ${search}`
  return (
    <section aria-labelledby="import-outcomes" className={classes.outcomes} onKeyDownCapture={showWhole}>
      <div className={classes.head}>
        <h2 id="import-outcomes">{t`What will happen`}</h2>
        {isPlanning && <LookingAgain />}
        <div className={classes.headEnd}>
          {hasAnswers && !isWriting && (
            <Button size="sm" variant="subtle" onClick={choosing.askAgain}>{t`Take my answers back`}</Button>
          )}
          {counts.asked + counts.refused > 0 && (
            <LeftOutButton request={request} fileName={plan.fileName} count={counts.asked + counts.refused} />
          )}
        </div>
      </div>
      <OutcomeFigures
        plan={plan}
        outcome={outcome}
        onOutcome={(next) => {
          setChosen(next)
          setReason(undefined)
          setView(undefined)
        }}
      />
      <div className={classes.tools}>
        <ReasonChips
          reasons={reasons}
          outcome={outcome}
          reason={shownReason}
          onReason={setReason}
          choosing={choosing}
          isFixed={isPlanning || isWriting}
        />
        <div className={classes.look}>
          <RowSearch search={search} onSearch={setSearch} />
          <Button
            size="sm"
            variant="subtle"
            leftSection={<LookIcon size={16} stroke={1.5} aria-hidden />}
            onClick={() => setView(shownView === 'table' ? 'list' : 'table')}
          >
            {shownView === 'table' ? t`As a list` : t`As a table`}
          </Button>
        </div>
      </div>
      {pages.failure !== null ? (
        <FailedState
          title={t`The rows could not be read`}
          actions={<Button onClick={pages.retry}>{t`Try again`}</Button>}
        >
          {pages.failure.message}
        </FailedState>
      ) : total === undefined ? (
        <div className={classes.empty}>
          <WaitingBar name={t`Reading the rows`} barLabel={t`Reading the rows`} />
        </div>
      ) : total === 0 ? (
        <p className={classes.empty}>
          {search === '' ? <NoRows outcome={outcome} /> : <Trans>No row of these holds “{search}”.</Trans>}
        </p>
      ) : shownView === 'table' ? (
        <RowTable key={what} plan={plan} pages={pages} total={total} choosing={choosing} isFixed={isWriting} />
      ) : (
        <RowCases
          key={what}
          plan={plan}
          outcome={outcome}
          pages={pages}
          total={total}
          choosing={choosing}
          isFixed={isWriting}
        />
      )}
    </section>
  )
}

function OutcomeFigures({
  plan,
  outcome,
  onOutcome,
}: {
  plan: ImportPlan
  outcome: ImportOutcome
  onOutcome: (outcome: ImportOutcome) => void
}) {
  const { t } = useLingui()
  const { counts, changedFieldCount } = plan
  const fields = formatNumber(changedFieldCount)
  const figures: { outcome: ImportOutcome; name: string; note: string }[] = [
    { outcome: 'created', name: t`new`, note: t`will be added` },
    {
      outcome: 'updated',
      name: t`changed`,
      note:
        changedFieldCount === 0
          ? t`field by field`
          : plural(changedFieldCount, { one: `${fields} field, shown`, other: `${fields} fields, each shown` }),
    },
    { outcome: 'same', name: t`same`, note: t`nothing to do` },
    { outcome: 'asked', name: t`ask you`, note: t`someone else, or the same?` },
    { outcome: 'refused', name: t`refused`, note: t`each with its reason` },
  ]
  return (
    <div className={classes.figures}>
      <Figures label={t`Rows by outcome`} layout="stacked">
        {figures.map((figure) => (
          <Figure
            key={figure.outcome}
            value={formatNumber(counts[figure.outcome])}
            name={figure.name}
            note={figure.note}
            isBad={figure.outcome === 'refused' && counts.refused > 0}
            isCurrent={figure.outcome === outcome}
            onSelect={() => onOutcome(figure.outcome)}
          />
        ))}
      </Figures>
    </div>
  )
}

function NoRows({ outcome }: { outcome: ImportOutcome }) {
  switch (outcome) {
    case 'created':
      return <Trans>No row of this file is new.</Trans>
    case 'updated':
      return <Trans>No row changes a lead you have.</Trans>
    case 'same':
      return <Trans>No row is in your workbook already.</Trans>
    case 'asked':
      return <Trans>Nothing waits for you.</Trans>
    case 'refused':
      return <Trans>No row is refused.</Trans>
  }
}

/** Quiet for a moment: most plans are there before one could read it. */
function LookingAgain() {
  const { t } = useLingui()
  const progress = useProgress('import.plan')
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 300)
    return () => clearTimeout(timer)
  }, [])
  if (!isShown) return null
  const share = progress !== null && progress.total > 0 ? ` ${formatPercent(progress.done / progress.total)}` : ''
  return (
    <p className="lb-small lb-quiet" role="status">
      {t`Looking again`}
      <span aria-hidden>{share} …</span>
    </p>
  )
}
