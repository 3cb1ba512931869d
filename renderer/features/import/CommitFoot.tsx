import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { ImportPlan } from '../../../shared/contract/import.contract.ts'
import { useCommand, useProgress } from '../../api/queries.ts'
import { formatNumber } from '../../app/format.ts'
import { sayFailed } from '../../app/undo.tsx'
import { Note } from '../../ui/Note.tsx'
import { WaitingBar } from '../../ui/WaitingBar.tsx'
import { PageFoot } from '../../ui/WorkingPanel.tsx'
import classes from './ImportScreen.module.css'

interface CommitFootProps {
  plan: ImportPlan
  /** A new plan is being made. */
  isStale: boolean
  /** The workbook moved since the plan was looked at, and this is the new one. */
  hasMoved: boolean
  isWriting: boolean
  failure: string | undefined
  onLeave: () => void
  onWrite: () => void
}

/** What pressing the button does, in figures; while it is written, how far it is and the way to stop. */
export function CommitFoot({ plan, isStale, hasMoved, isWriting, failure, onLeave, onWrite }: CommitFootProps) {
  const { t } = useLingui()
  const { created, updated, same, asked, refused } = plan.counts
  const written = created + updated
  if (isWriting) return <Writing count={written} />
  return (
    <PageFoot tone="sheet">
      <div className={classes.commit}>
        <div>
          {failure !== undefined && <Note tone="bad">{failure}</Note>}
          {hasMoved && (
            <Note tone="warn">{t`Your workbook changed meanwhile: this is what would be written now. Look once more.`}</Note>
          )}
          <p>
            <b>
              {written === 0
                ? same > 0
                  ? t`Nothing to write: it is in your workbook already.`
                  : t`Nothing to write.`
                : plural(written, { one: '# row will be written.', other: '# rows will be written.' })}
            </b>{' '}
            <span className="lb-quiet">
              {asked > 0 &&
                plural(asked, { one: '# is unclear and stays out. ', other: '# are unclear and stay out. ' })}
              {refused > 0 && plural(refused, { one: '# is refused.', other: '# are refused.' })}
            </span>
          </p>
          <p className="lb-note lb-quiet">
            <Trans>The whole import can be undone at any time; leads you have worked on since stay.</Trans>
          </p>
        </div>
        <Button onClick={onLeave}>
          <Trans>Leave</Trans>
        </Button>
        <Button variant="filled" onClick={onWrite} disabled={written === 0 || isStale}>
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

function Writing({ count }: { count: number }) {
  const { t } = useLingui()
  const progress = useProgress('import.commit')
  const cancel = useCommand('job.cancel')
  const names = {
    none: t`Beginning`,
    reading: t`Reading the file`,
    planning: t`Comparing with your workbook`,
    writing: t`Writing ${formatNumber(count)} rows`,
    indexing: t`Making them findable`,
    undoing: t`Undoing`,
  }
  const isCounted = progress !== null && progress.phase === 'writing' && progress.total > 0
  return (
    <PageFoot tone="sheet">
      <div className={classes.writing}>
        <WaitingBar
          name={names[progress?.phase ?? 'none']}
          share={isCounted ? progress.done / progress.total : undefined}
          done={isCounted ? formatNumber(progress.done) : undefined}
          barLabel={t`Import`}
          stop={{ label: t`Stop, write nothing`, onStop: () => void cancel.mutateAsync({}).catch(sayFailed) }}
        />
      </div>
    </PageFoot>
  )
}
