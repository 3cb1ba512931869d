import { useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { OutputOf } from '../../../shared/contract/index.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import { useCommand, useProcedure } from '../../api/queries.ts'
import { pastDayWords } from '../../app/day-words.ts'
import { formatNumber } from '../../app/format.ts'
import { sayFailed } from '../../app/undo.tsx'
import classes from './ImportScreen.module.css'
import { useImportRun } from './import-run.ts'
import { programName } from './program-name.ts'
import { formatBytes } from './row-words.ts'
import { UndoNote } from './UndoNote.tsx'

type PastImport = OutputOf<'import.history'>[number]

/** Imports so far, each with what it brought and the way to take it back. */
export function ImportHistory() {
  const { t } = useLingui()
  const history = useProcedure('import.history', {}).data ?? []
  const undoImport = useCommand('import.undo')
  const undone = useImportRun((run) => run.undone)
  if (history.length === 0) return null

  async function take(past: PastImport) {
    try {
      const undo = await undoImport.mutateAsync({ importId: past.id })
      useImportRun.setState({ undone: { fileName: past.fileName, undo } })
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
      {undone !== undefined && (
        <UndoNote
          key={undone.undo.changeSet}
          fileName={undone.fileName}
          undo={undone.undo}
          onRedone={() => useImportRun.setState({ undone: undefined })}
        />
      )}
    </section>
  )
}

function PastImportLine({ past, isBusy, onUndo }: { past: PastImport; isBusy: boolean; onUndo: () => void }) {
  const { t } = useLingui()
  const today = useProcedure('workbook.status', {}).data?.today
  const day = past.importedAt.slice(0, 10) as PlainDate
  const { created, updated, same, asked, refused } = past.counts
  const program = programName(past.system)
  const figures = [
    t`${formatNumber(created)} added`,
    t`${formatNumber(updated)} changed`,
    same > 0 && t`${formatNumber(same)} same`,
    asked > 0 && t`${formatNumber(asked)} unclear`,
    t`${formatNumber(refused)} refused`,
  ].filter((part) => part !== false)
  return (
    <li data-undone={past.state === 'undone' || undefined}>
      <span className={classes.rowMargin}>{pastDayWords(day, today ?? day)}</span>
      <span className={classes.rowBody}>
        <b>{past.fileName}</b>{' '}
        <span className="lb-quiet">
          {past.kind === 'signals' && `${t`signals`}, `}
          {program !== undefined && `${t`from ${program}`}, `}
          {figures.join(', ')}
        </span>
        <span className={classes.fingerprint}>
          {formatBytes(past.byteCount)}
          {' · '}
          <span title={past.checksum}>{t`checksum ${past.checksum.slice(0, 8)}`}</span>
          {past.state === 'partly_undone' && ` · ${t`partly undone`}`}
        </span>
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
