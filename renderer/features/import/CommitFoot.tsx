import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ImportPlan, ImportRequest } from '../../../shared/contract/import.contract.ts'
import { useCommand, useProgress } from '../../api/queries.ts'
import { formatNumber } from '../../app/format.ts'
import { sayFailed } from '../../app/undo.tsx'
import { Note } from '../../ui/Note.tsx'
import { WaitingBar } from '../../ui/WaitingBar.tsx'
import { PageFoot } from '../../ui/WorkingPanel.tsx'
import classes from './Checking.module.css'
import { leaveImport, writeImport } from './import-run.ts'
import { useRate } from './useRate.ts'

interface CommitFootProps {
  planned: { plan: ImportPlan; request: ImportRequest }
  /** The plan is not that of what is chosen: another is being made, or could not be. */
  isStale: boolean
  /** The workbook moved since the plan was looked at, and this is the new one. */
  hasMoved: boolean
  isWriting: boolean
  failure: string | undefined
  /** Takes back what could not be planned. */
  onBack: (() => void) | undefined
}

/** What pressing the button does, in figures; while it is written, how far it is and the way to stop. */
export function CommitFoot({ planned, isStale, hasMoved, isWriting, failure, onBack }: CommitFootProps) {
  const { t } = useLingui()
  const { plan } = planned
  const { created, updated, same } = plan.counts
  const written = created + updated
  if (isWriting) return <Writing count={written} />
  return (
    <PageFoot tone="sheet">
      <div className={classes.commit}>
        <div>
          {failure !== undefined && (
            <div role="alert">
              <Note tone="bad">
                {failure} {onBack !== undefined && <Button size="sm" onClick={onBack}>{t`As it was before`}</Button>}
              </Note>
            </div>
          )}
          {hasMoved && (
            <Note tone="warn">{t`Your workbook changed meanwhile: this is what would be written now. Look once more.`}</Note>
          )}
          <p>
            <b>
              {written === 0
                ? same > 0
                  ? t`Nothing to write: it is in your workbook already.`
                  : t`Nothing to write.`
                : plural(written, {
                    one: `${formatNumber(written)} row will be written.`,
                    other: `${formatNumber(written)} rows will be written.`,
                  })}
            </b>{' '}
            <span className="lb-quiet">{restWords(plan)}</span>
          </p>
          <p className="lb-note lb-quiet">
            <Trans>The whole import can be undone at any time; leads you have worked on since stay.</Trans>
          </p>
        </div>
        <Button onClick={leaveImport}>
          <Trans>Leave</Trans>
        </Button>
        <Button variant="filled" onClick={() => void writeImport(plan.planId)} disabled={written === 0 || isStale}>
          {updated === 0
            ? t`Add ${formatNumber(created)}`
            : created === 0
              ? t`Change ${formatNumber(updated)}`
              : t`Add ${formatNumber(created)}, change ${formatNumber(updated)}`}
        </Button>
      </div>
    </PageFoot>
  )
}

function restWords({ counts: { asked, refused } }: ImportPlan): string {
  const waiting = formatNumber(asked)
  const left = formatNumber(refused)
  const parts = [
    asked > 0 && plural(asked, { one: `${waiting} waits for you`, other: `${waiting} wait for you` }),
    refused > 0 &&
      plural(refused, {
        one: `${left} goes to a CSV with its reason`,
        other: `${left} go to a CSV with their reasons`,
      }),
  ].filter((part) => part !== false)
  return parts.length === 0 ? '' : `${parts.join(', ')}.`
}

function Writing({ count }: { count: number }) {
  const { t } = useLingui()
  const progress = useProgress('import.commit')
  const cancel = useCommand('job.cancel')
  // Somebody came back to it: it takes long enough for a bar.
  const [isUnderWay] = useState(progress !== null)
  const phase = progress?.phase ?? 'none'
  const isCounted = progress !== null && phase === 'writing' && progress.total > 0
  const rate = useRate('import.commit', 'writing')
  const names = {
    none: t`Beginning`,
    reading: t`Reading the file`,
    planning: t`Comparing with your workbook`,
    writing: t`Writing ${formatNumber(count)} rows`,
    indexing: t`Making them findable`,
    undoing: t`Undoing`,
  }
  return (
    <PageFoot tone="sheet">
      <div className={classes.writing}>
        <WaitingBar
          name={names[phase]}
          share={progress !== null && progress.total > 0 ? progress.done / progress.total : undefined}
          done={isCounted ? formatNumber(progress.done) : undefined}
          left={isCounted && rate !== undefined ? t`${formatNumber(Math.round(rate))} rows a second` : undefined}
          isUnderWay={isUnderWay}
          barLabel={t`Import`}
          stop={{
            label: t`Stop, write nothing`,
            onStop: () => void cancel.mutateAsync({ procedure: 'import.commit' }).catch(sayFailed),
          }}
        />
      </div>
    </PageFoot>
  )
}
