import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Textarea } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { ImportChoices, ImportPlan, ImportReport } from '../../../shared/contract/import.contract.ts'
import { uploadFile } from '../../api/client.ts'
import { FailureError } from '../../api/failure-error.ts'
import { useCommand, useProcedure } from '../../api/queries.ts'
import { useSession } from '../../app/session.ts'
import { undo } from '../../app/undo.tsx'
import { FailedState } from '../../ui/FailedState.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { useFileDrop } from '../../ui/use-file-drop.ts'
import { WaitingBar } from '../../ui/WaitingBar.tsx'
import { ScrollArea } from '../../ui/WorkingPanel.tsx'
import { ColumnTable } from './ColumnTable.tsx'
import { CommitFoot } from './CommitFoot.tsx'
import { DialectLine } from './DialectLine.tsx'
import { ImportHistory } from './ImportHistory.tsx'
import classes from './ImportScreen.module.css'
import { OutcomeRows } from './OutcomeRows.tsx'
import { WrittenReport } from './WrittenReport.tsx'

/** Where an import stands: nothing chosen, a file on its way in, a file being looked at, or written. */
type Stand =
  | { is: 'choosing' }
  | { is: 'reading'; fileName: string; share: number }
  | { is: 'failed'; fileName: string; message: string }
  | { is: 'checking'; fileId: string; choices: ImportChoices }
  | { is: 'written'; report: ImportReport }

/** Import: choose, drop or paste; see what will happen; write it; undo it. */
export function ImportScreen() {
  const { t } = useLingui()
  const [stand, setStand] = useState<Stand>({ is: 'choosing' })
  const { waitingFile, setWaitingFile } = useSession()

  async function take(file: File) {
    setStand({ is: 'reading', fileName: file.name, share: 0 })
    try {
      const fileId = await uploadFile(file, (share) => setStand({ is: 'reading', fileName: file.name, share }))
      setStand({ is: 'checking', fileId, choices: {} })
    } catch (error) {
      if (!(error instanceof FailureError)) throw error
      setStand({ is: 'failed', fileName: file.name, message: error.message })
    }
  }

  const takeWaiting = useRef(take)
  takeWaiting.current = take
  useEffect(() => {
    if (waitingFile === undefined) return
    setWaitingFile(undefined)
    void takeWaiting.current(waitingFile)
  }, [waitingFile, setWaitingFile])

  const drop = useFileDrop((file) => void take(file))
  const leave = () => setStand({ is: 'choosing' })
  return (
    <div className={classes.page} data-dropping={drop.isOver || undefined} {...drop.target}>
      {stand.is === 'choosing' && <Choosing onFile={(file) => void take(file)} />}
      {stand.is === 'reading' && (
        <>
          <PageHead title={t`Import`} sentence={stand.fileName} />
          <div className={classes.waiting}>
            <WaitingBar name={t`Reading ${stand.fileName}`} share={stand.share} barLabel={t`Reading`} />
          </div>
        </>
      )}
      {stand.is === 'failed' && (
        <>
          <PageHead title={t`Import`} sentence={stand.fileName} />
          <Unreadable message={stand.message} onLeave={leave} />
        </>
      )}
      {stand.is === 'checking' && (
        <Checking
          fileId={stand.fileId}
          choices={stand.choices}
          onChoices={(choices) => setStand({ ...stand, choices })}
          onLeave={leave}
          onWritten={(report) => setStand({ is: 'written', report })}
        />
      )}
      {stand.is === 'written' && (
        <WrittenReport
          report={stand.report}
          onUndo={() => void undo(stand.report.changeSet ?? undefined).then(leave)}
          onMore={leave}
        />
      )}
    </div>
  )
}

function Unreadable({ message, onLeave }: { message: string; onLeave: () => void }) {
  const { t } = useLingui()
  return (
    <FailedState
      title={t`This file was not read`}
      actions={
        <Button variant="filled" onClick={onLeave}>
          <Trans>Choose another file</Trans>
        </Button>
      }
    >
      <p>{message}</p>
      <p>
        <Trans>Your workbook is as it was.</Trans>
      </p>
    </FailedState>
  )
}

function Choosing({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useLingui()
  const input = useRef<HTMLInputElement>(null)
  const [pasted, setPasted] = useState('')
  return (
    <>
      <PageHead
        title={t`Import`}
        sentence={t`From any spreadsheet. You see what will happen before anything is written.`}
      />
      <ScrollArea label={t`Import`}>
        <div className={classes.choose}>
          <div className={classes.drop}>
            <h2>
              <Trans>Drop a file here</Trans>
            </h2>
            <p className="lb-quiet">
              <Trans>CSV in any form, or XLSX. What it holds is told by its content, not by its name.</Trans>
            </p>
            <Button variant="filled" onClick={() => input.current?.click()}>
              <Trans>Choose a file</Trans>
            </Button>
            <input
              ref={input}
              type="file"
              hidden
              aria-label={t`File to import`}
              onChange={(event) => {
                const file = event.currentTarget.files?.[0]
                event.currentTarget.value = ''
                if (file !== undefined) onFile(file)
              }}
            />
          </div>
          <form
            className={classes.paste}
            onSubmit={(event) => {
              event.preventDefault()
              onFile(new File([pasted], t`pasted cells`, { type: 'text/plain' }))
            }}
          >
            <Textarea
              label={t`Or paste cells from a spreadsheet`}
              description={t`With their heads in the first row, if there are any.`}
              minRows={3}
              maxRows={8}
              autosize
              value={pasted}
              onChange={(event) => setPasted(event.currentTarget.value)}
            />
            <Button type="submit" disabled={pasted.trim() === ''}>
              <Trans>Look at them</Trans>
            </Button>
          </form>
          <ImportHistory />
        </div>
      </ScrollArea>
    </>
  )
}

interface CheckingProps {
  fileId: string
  choices: ImportChoices
  onChoices: (choices: ImportChoices) => void
  onLeave: () => void
  onWritten: (report: ImportReport) => void
}

function Checking({ fileId, choices, onChoices, onLeave, onWritten }: CheckingProps) {
  const { t } = useLingui()
  const planning = useProcedure('import.plan', { fileId, choices }, { keepsPrevious: true })
  const commit = useCommand('import.commit')
  const [changed, setChanged] = useState<ImportPlan>()
  const [failure, setFailure] = useState<string>()
  const plan = changed ?? planning.data

  if (planning.error !== null && plan === undefined) return <FailedPlan error={planning.error} onLeave={onLeave} />
  if (plan === undefined) {
    return (
      <>
        <PageHead title={t`Import`} />
        <div className={classes.waiting}>
          <WaitingBar name={t`Reading the file and comparing it with your workbook`} barLabel={t`Reading`} />
        </div>
      </>
    )
  }

  async function write(planId: string) {
    setFailure(undefined)
    try {
      const answer = await commit.mutateAsync({ fileId, choices, planId })
      if (answer.status === 'written') onWritten(answer.report)
      else setChanged(answer.plan)
    } catch (error) {
      if (!(error instanceof FailureError)) throw error
      setFailure(error.message)
    }
  }

  const choose = (more: ImportChoices) => {
    setChanged(undefined)
    onChoices({ ...choices, ...more })
  }
  return (
    <>
      <PageHead title={t`Import`} sentence={<FileSentence plan={plan} />} hasRule={false} actions={<Steps />} />
      <ScrollArea label={t`What the import will do`}>
        <DialectLine plan={plan} choices={choices} onChoose={choose} />
        <ColumnTable
          columns={plan.columns}
          onTarget={(column, target) => choose({ targets: { ...choices.targets, [String(column)]: target } })}
          onDayOrder={(dayOrder) => choose({ dayOrder })}
        />
        <OutcomeRows plan={plan} />
      </ScrollArea>
      <CommitFoot
        plan={plan}
        isStale={planning.isPlaceholderData}
        hasMoved={changed !== undefined}
        isWriting={commit.isPending}
        failure={failure ?? planning.error?.message}
        onLeave={onLeave}
        onWrite={() => void write(plan.planId)}
      />
    </>
  )
}

function FailedPlan({ error, onLeave }: { error: FailureError; onLeave: () => void }) {
  const { t } = useLingui()
  return (
    <>
      <PageHead title={t`Import`} />
      <Unreadable message={error.message} onLeave={onLeave} />
    </>
  )
}

function FileSentence({ plan }: { plan: ImportPlan }) {
  const rows = plural(plan.counts.rows, { one: '# row', other: '# rows' })
  return (
    <Trans>
      <b>{plan.fileName}</b>, {rows}. Nothing is written yet.
    </Trans>
  )
}

function Steps() {
  const { t } = useLingui()
  return (
    <ol className={classes.steps} aria-label={t`Steps of an import`}>
      <li data-done>
        <Trans>File</Trans>
      </li>
      <li aria-current="step">
        <Trans>Check</Trans>
      </li>
      <li>
        <Trans>Write</Trans>
      </li>
    </ol>
  )
}
