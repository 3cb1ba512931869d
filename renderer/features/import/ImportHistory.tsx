import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { OutputOf } from '../../../shared/contract/index.ts'
import type { UndoReport } from '../../../shared/contract/journal.contract.ts'
import { useCommand, useProcedure } from '../../api/queries.ts'
import { pastDayWords } from '../../app/day-words.ts'
import { formatNumber } from '../../app/format.ts'
import { keptWords, redo, sayFailed } from '../../app/undo.tsx'
import { Note } from '../../ui/Note.tsx'
import classes from './ImportScreen.module.css'

type PastImport = OutputOf<'import.history'>[number]

/** Imports so far, each with what it brought and the way to take it back. */
export function ImportHistory() {
  const { t } = useLingui()
  const history = useProcedure('import.history', {}).data ?? []
  const undoImport = useCommand('import.undo')
  const [report, setReport] = useState<{ fileName: string; undo: UndoReport }>()
  if (history.length === 0) return null

  async function take(past: PastImport) {
    try {
      setReport({ fileName: past.fileName, undo: await undoImport.mutateAsync({ importId: past.id }) })
    } catch (error) {
      sayFailed(error)
    }
  }

  return (
    <section aria-labelledby="import-history" className={classes.history}>
      <h2 id="import-history">{t`Imports so far`}</h2>
      <ul>
        {history.map((past) => (
          <PastImportLine key={past.id} past={past} isBusy={undoImport.isPending} onUndo={() => void take(past)} />
        ))}
      </ul>
      {/* Below the list: nothing may slide under the pointer that has just undone. */}
      {report !== undefined && (
        <UndoNote fileName={report.fileName} undo={report.undo} onRedone={() => setReport(undefined)} />
      )}
    </section>
  )
}

function PastImportLine({ past, isBusy, onUndo }: { past: PastImport; isBusy: boolean; onUndo: () => void }) {
  const { t } = useLingui()
  const today = useProcedure('workbook.status', {}).data?.today
  const day = past.importedAt.slice(0, 10) as NonNullable<typeof today>
  const { created, updated, refused } = past.counts
  return (
    <li>
      <span className={classes.rowMargin}>{pastDayWords(day, today ?? day)}</span>
      <span className={classes.rowBody}>
        <b>{past.fileName}</b>{' '}
        <span className="lb-quiet">{t`${formatNumber(created)} added, ${formatNumber(updated)} changed, ${formatNumber(refused)} refused`}</span>
      </span>
      {past.state === 'undone' ? (
        <span className="lb-quiet lb-small">{t`undone`}</span>
      ) : (
        <Button size="sm" onClick={onUndo} disabled={isBusy} aria-label={t`Undo the import of ${past.fileName}`}>
          {past.state === 'partly_undone' ? t`Undo the rest` : t`Undo`}
        </Button>
      )}
    </li>
  )
}

function UndoNote({ fileName, undo, onRedone }: { fileName: string; undo: UndoReport; onRedone: () => void }) {
  const { t } = useLingui()
  return (
    <Note tone={undo.keptCount > 0 ? 'plain' : 'good'}>
      <p>
        {t`${fileName} undone: ${plural(undo.reversedLeads, { one: '# lead taken back', other: '# leads taken back' })}.`}{' '}
        {keptWords(undo)}
      </p>
      {undo.impossible.length > 0 && (
        <p>
          {plural(undo.impossible.length, {
            one: '# row could not be taken back.',
            other: '# rows could not be taken back.',
          })}
        </p>
      )}
      <Button size="sm" onClick={() => void redo().then(onRedone)}>{t`Do it again`}</Button>
    </Note>
  )
}
