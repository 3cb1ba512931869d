import { Trans, useLingui } from '@lingui/react/macro'
import { NativeSelect } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useEffect } from 'react'
import type { ImportPlan, ImportRequest } from '../../../shared/contract/import.contract.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import { ScrollArea } from '../../ui/WorkingPanel.tsx'
import classes from './Checking.module.css'
import { ColumnTable } from './ColumnTable.tsx'
import { CommitFoot } from './CommitFoot.tsx'
import { DialectLine } from './DialectLine.tsx'
import { DifferenceLine } from './DifferenceLine.tsx'
import { leaveImport, setChoices } from './import-run.ts'
import { Outcomes } from './Outcomes.tsx'
import { DefaultPolicySelect } from './PolicySelect.tsx'
import { programName } from './program-name.ts'
import { FirstPlan, Unreadable } from './Reading.tsx'
import { rowsWords } from './row-words.ts'
import { SignalForm } from './SignalForm.tsx'
import { type ImportChoosing, useImportChoices } from './useImportChoices.ts'
import { useImportPlan } from './useImportPlan.ts'

interface CheckingProps {
  fileName: string
  request: ImportRequest
  isWriting: boolean
  failure: string | undefined
  hasMoved: boolean
}

/** A file as it was read and what it would do, to be chosen otherwise, answered, mended and written. */
export function Checking({ fileName, request, isWriting, failure, hasMoved }: CheckingProps) {
  const { t } = useLingui()
  const { planned, isStale, isPlanning, error } = useImportPlan(request, !isWriting)
  const choosing = useImportChoices(request.choices)
  const former = planned?.request.choices
  const isCancelled = error?.code === 'cancelled'
  useEffect(() => {
    if (!isCancelled) return
    // Stopped: what was planned before stands again, or another file is chosen.
    if (former === undefined) leaveImport()
    else setChoices(() => former)
  }, [isCancelled, former])

  if (planned === undefined) {
    if (error !== null && !isCancelled) return <Unreadable fileName={fileName} message={error.message} />
    return <FirstPlan fileName={fileName} />
  }
  const { plan } = planned
  return (
    <>
      <PageHead
        title={t`Import`}
        sentence={<FileSentence plan={plan} chosenSystem={request.choices.system} isWriting={isWriting} />}
        hasRule={false}
        actions={<Steps isWriting={isWriting} />}
      />
      <ScrollArea label={t`What the import will do`}>
        <fieldset className={classes.fixable} disabled={isWriting}>
          <DialectLine plan={plan} choosing={choosing} />
          {plan.difference !== null && <DifferenceLine difference={plan.difference} />}
          <section aria-labelledby="import-columns">
            <div className={classes.sectionHead}>
              <h2 id="import-columns">{t`What each column is`}</h2>
              <p className="lb-small lb-quiet">{t`Judged by whole columns.`}</p>
              <ColumnsHeadChoices plan={plan} choosing={choosing} />
            </div>
            {(choosing.choices.kind ?? plan.kind) === 'signals' && <SignalForm plan={plan} choosing={choosing} />}
            <ColumnTable plan={plan} choosing={choosing} />
          </section>
        </fieldset>
        <Outcomes
          key={plan.kind}
          planned={planned}
          choosing={choosing}
          isPlanning={isPlanning && !isWriting}
          isWriting={isWriting}
        />
      </ScrollArea>
      <CommitFoot
        planned={planned}
        isStale={isStale}
        hasMoved={hasMoved}
        isWriting={isWriting}
        failure={failure ?? (isCancelled ? undefined : error?.message)}
        onBack={error === null || isCancelled ? undefined : () => setChoices(() => planned.request.choices)}
      />
    </>
  )
}

function ColumnsHeadChoices({ plan, choosing }: { plan: ImportPlan; choosing: ImportChoosing }) {
  const { t } = useLingui()
  const { choices } = choosing
  const kind = choices.kind ?? plan.kind
  const isSettled = choices.onMatch === undefined && plan.counts.updated + plan.counts.same === 0
  return (
    <div className={classes.headChoices}>
      {!isSettled && <DefaultPolicySelect kind={kind} choosing={choosing} />}
      <label className={classes.inline}>
        <span>{t`Each row is`}</span>
        <NativeSelect
          size="sm"
          value={kind}
          data={[
            { value: 'leads', label: t`a lead` },
            { value: 'signals', label: t`a signal` },
          ]}
          onChange={(event) => choosing.setKind(event.currentTarget.value === 'signals' ? 'signals' : 'leads')}
        />
      </label>
    </div>
  )
}

interface FileSentenceProps {
  plan: ImportPlan
  /** The program as the seller called it. */
  chosenSystem: string | undefined
  isWriting: boolean
}

function FileSentence({ plan, chosenSystem, isWriting }: FileSentenceProps) {
  const { t } = useLingui()
  const program = programName(plan.system, chosenSystem)
  const from = program === undefined ? '' : ` ${t`from ${program}`}`
  const remembered = plan.isRemembered ? `, ${t`as you mapped such files before`}` : ''
  return (
    <>
      <b>{plan.fileName}</b>, {rowsWords(plan.counts.rows)}
      {from}
      {remembered}. {isWriting ? t`It is being written.` : t`Nothing is written yet.`}
    </>
  )
}

function Steps({ isWriting }: { isWriting: boolean }) {
  const { t } = useLingui()
  return (
    <ol className={classes.steps} aria-label={t`Steps of an import`}>
      <li data-done>
        <IconCheck size={16} stroke={1.5} aria-hidden />
        <Trans>File</Trans>
      </li>
      <li data-done={isWriting || undefined} aria-current={isWriting ? undefined : 'step'}>
        {isWriting && <IconCheck size={16} stroke={1.5} aria-hidden />}
        <Trans>Check</Trans>
      </li>
      <li aria-current={isWriting ? 'step' : undefined}>
        <Trans>Write</Trans>
      </li>
    </ol>
  )
}
