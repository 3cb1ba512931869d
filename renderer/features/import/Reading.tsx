import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useCommand, useProgress } from '../../api/queries.ts'
import { formatNumber } from '../../app/format.ts'
import { sayFailed } from '../../app/undo.tsx'
import { FailedState } from '../../ui/FailedState.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { WaitingBar } from '../../ui/WaitingBar.tsx'
import classes from './ImportScreen.module.css'
import { leaveImport } from './import-run.ts'
import { formatBytes, rowsWords } from './row-words.ts'
import { useRate } from './useRate.ts'

/** A file on its way into the app. */
export function Uploading({ fileName, share }: { fileName: string; share: number }) {
  const { t } = useLingui()
  return (
    <>
      <PageHead title={t`Import`} sentence={fileName} />
      <div className={classes.waiting}>
        <WaitingBar
          name={t`Fetching ${fileName}`}
          share={share}
          barLabel={t`Reading`}
          stop={{ label: t`Cancel`, onStop: leaveImport }}
        />
      </div>
    </>
  )
}

/** The first plan of a file is being made: how far it is, and the way to stop it. */
export function FirstPlan({ fileName }: { fileName: string }) {
  const { t } = useLingui()
  const progress = useProgress('import.plan')
  const cancel = useCommand('job.cancel')
  const rate = useRate('import.plan', 'reading')
  const isReading = progress === null || progress.phase === 'none' || progress.phase === 'reading'
  const share = progress !== null && progress.total > 0 ? progress.done / progress.total : undefined
  const perSecond = rate === undefined ? undefined : formatNumber(Math.round(rate))
  return (
    <>
      <PageHead title={t`Import`} sentence={fileName} />
      <div className={classes.waiting}>
        <WaitingBar
          name={isReading ? t`Reading ${fileName}` : t`Comparing it with your workbook`}
          share={share}
          done={progress === null || progress.rows === 0 ? undefined : rowsWords(progress.rows)}
          left={
            <>
              {isReading && progress !== null && progress.total > 0 && (
                <span>{t`${formatBytes(progress.done)} of ${formatBytes(progress.total)}`}</span>
              )}
              {isReading && perSecond !== undefined && <span>{t`, ${perSecond} rows a second`}</span>}
            </>
          }
          barLabel={t`Reading`}
          stop={{
            label: t`Cancel`,
            onStop: () => void cancel.mutateAsync({ procedure: 'import.plan' }).catch(sayFailed),
          }}
        />
      </div>
    </>
  )
}

/** A file that is no table, or is not there any more. */
export function Unreadable({ fileName, message }: { fileName: string; message: string }) {
  const { t } = useLingui()
  return (
    <>
      <PageHead title={t`Import`} sentence={fileName} />
      <FailedState
        title={t`This file was not read`}
        actions={
          <Button variant="filled" onClick={leaveImport}>
            <Trans>Choose another file</Trans>
          </Button>
        }
      >
        <p>{message}</p>
        <p>
          <Trans>Your workbook is as it was.</Trans>
        </p>
      </FailedState>
    </>
  )
}
