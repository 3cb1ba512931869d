import { plural, t } from '@lingui/core/macro'
import type { CellEdit, CellReport } from '../../../../../shared/contract/leads.contract.ts'
import { ask } from '../../../../api/client.ts'
import { queryClient } from '../../../../api/queries.ts'
import { sayChanged, sayFailed } from '../../../../app/undo.tsx'
import { showToast } from '../../../../ui/toast.tsx'
import type { ColumnKey } from '../leads-view.ts'
import { showInCells } from './cell-states.ts'

/** Writes cells, which show their new text at once. Undefined where it failed, which is said. */
export async function writeCells(
  cells: readonly CellEdit[],
  how: 'edited' | 'pasted',
): Promise<CellReport | undefined> {
  const shown = cells.length <= MOST_SHOWN ? cells : []
  showInCells(shown.map(({ leadId, field, text }) => ({ leadId, key: field, state: { is: 'pending', text } })))
  try {
    const report = await ask('leads.editCells', { cells: [...cells], how })
    // The rows are there anew before the cells show what the workbook holds again, so that nothing flickers.
    if (report.written > 0) await readRowsAnew()
    return report
  } catch (error) {
    sayFailed(error)
    return undefined
  } finally {
    showInCells(shown.map(({ leadId, field }) => ({ leadId, key: field, state: undefined })))
  }
}

/** Reads the rows on screen anew, to the end also where the core's own word of the change breaks that off and has them read once more. */
async function readRowsAnew(): Promise<void> {
  const rows = { queryKey: ['leads.list'], type: 'active' } as const
  await queryClient.invalidateQueries(rows)
  for (let more = 0; more < 3; more += 1) {
    if (queryClient.getQueryCache().findAll({ ...rows, stale: true }).length === 0) return
    await queryClient.refetchQueries({ ...rows, stale: true }, { cancelRefetch: false })
  }
}

/** Cells that are shown before they are written; of a larger block one sees a part only. */
const MOST_SHOWN = 2000

/** A toast of a name that was emptied: the lead is called by something else of its own from then on. */
export function sayNameEmptied({ name }: { name: string }, { changeSet }: CellReport): void {
  sayChanged(t`Emptied the name of ${name}. The lead is called by its company, e-mail or phone now.`, changeSet)
}

/** A toast of what became of several cells, with Undo; what was not written is said with its first reason. */
export function sayWritten(sentence: string, report: CellReport): void {
  const { refusedCount, refused, conflictCount, markedCount } = report
  const parts = [
    refusedCount > 0 &&
      `${plural(refusedCount, { one: '# cell was left as it is:', other: '# cells were left as they are:' })} ${refused[0]?.message ?? ''}`,
    conflictCount > 0 &&
      plural(conflictCount, {
        one: '# cell was changed by someone else meanwhile and was left alone.',
        other: '# cells were changed by someone else meanwhile and were left alone.',
      }),
    markedCount > 0 &&
      plural(markedCount, {
        one: '# is kept as typed with a mark.',
        other: '# are kept as typed with a mark.',
      }),
  ].filter((part) => part !== false)
  const message = [report.changeSet === null ? t`Nothing was changed.` : `${sentence}.`, ...parts].join(' ')
  if (report.changeSet === null) showToast({ message, tone: 'plain' })
  else sayChanged(message, report.changeSet)
}

/** A toast that a column only shows something, and where what it shows is changed. */
export function sayNotWritten(column: ColumnKey) {
  const message =
    column === 'stage' || column === 'status' || column === 'temperature'
      ? t`This column cannot be written in. Tick leads, and the foot of the list changes it for all of them; or open the lead.`
      : t`This column cannot be written in.`
  showToast({ tone: 'plain', message })
}
