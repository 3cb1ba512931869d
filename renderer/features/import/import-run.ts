import { create } from 'zustand'
import type { ImportChoices, ImportReport, ImportRequest } from '../../../shared/contract/import.contract.ts'
import type { UndoReport } from '../../../shared/contract/journal.contract.ts'
import type { ChangeSetId } from '../../../shared/primitives/ids.ts'
import { onEvent, uploadFile } from '../../api/client.ts'
import { FailureError } from '../../api/failure-error.ts'
import { askWithProgress, queryClient } from '../../api/queries.ts'
import { sayFailed } from '../../app/undo.tsx'

/** Where an import stands: nothing chosen, a file on its way in, one that was not read, one being looked at or written, or written. */
export type ImportStand =
  | { is: 'choosing' }
  | { is: 'reading'; file: File; share: number }
  | { is: 'failed'; fileName: string; message: string }
  | ({ is: 'checking'; fileName: string } & Checked)
  | { is: 'written'; request: ImportRequest; report: ImportReport }

interface Checked {
  request: ImportRequest
  isWriting: boolean
  /** Why writing failed. */
  failure: string | undefined
  /** The workbook moved since the plan was looked at, and another one is on the screen. */
  hasMoved: boolean
}

interface ImportRun {
  stand: ImportStand
  /** What undoing an import came to, last. */
  undone: { fileName: string; undo: UndoReport } | undefined
}

const untouched: ImportRun = { stand: { is: 'choosing' }, undone: undefined }

/** The import that is under way. It stays while another page is shown, so that no answer is given twice. */
export const useImportRun = create<ImportRun>(() => untouched)

// Files and answers belong to the workbook that was open.
onEvent((event) => {
  if (event.type === 'opened' || event.type === 'closed') useImportRun.setState(untouched)
})

function stand(): ImportStand {
  return useImportRun.getState().stand
}

function setStand(next: ImportStand): void {
  useImportRun.setState({ stand: next })
}

/** Back to choosing a file. What is being written goes on being written. */
export function leaveImport(): void {
  const before = stand()
  if (before.is === 'checking' && before.isWriting) return
  setStand({ is: 'choosing' })
}

/** Brings a file in and shows what it would do. */
export async function takeFile(file: File): Promise<void> {
  const before = stand()
  if (before.is === 'checking' && before.isWriting) return
  setStand({ is: 'reading', file, share: 0 })
  // Another file was chosen meanwhile, or none.
  const isLeft = () => {
    const now = stand()
    return now.is !== 'reading' || now.file !== file
  }
  try {
    const fileId = await uploadFile(file, (share) => {
      if (!isLeft()) setStand({ is: 'reading', file, share })
    })
    if (!isLeft()) check(file.name, { fileId, choices: {} })
  } catch (error) {
    if (!(error instanceof FailureError)) throw error
    if (!isLeft()) setStand({ is: 'failed', fileName: file.name, message: error.message })
  }
}

function check(fileName: string, request: ImportRequest): void {
  useImportRun.setState({
    stand: { is: 'checking', fileName, request, isWriting: false, failure: undefined, hasMoved: false },
    undone: undefined,
  })
}

/** Puts other choices in place of those of the file being looked at. */
export function setChoices(change: (choices: ImportChoices) => ImportChoices): void {
  const before = stand()
  if (before.is !== 'checking' || before.isWriting) return
  const { fileId, choices } = before.request
  check(before.fileName, { fileId, choices: change(choices) })
}

/** Writes the plan that is on the screen. Where the workbook moved meanwhile, the new plan is shown instead. */
export async function writeImport(planId: string): Promise<void> {
  const before = stand()
  if (before.is !== 'checking' || before.isWriting) return
  const { request } = before
  setStand({ ...before, isWriting: true, failure: undefined, hasMoved: false })
  try {
    const answer = await askWithProgress('import.commit', { ...request, planId })
    if (stand().is !== 'checking') return
    if (answer.status === 'written') {
      setStand({ is: 'written', request, report: answer.report })
    } else {
      queryClient.setQueryData(['import.plan', request], answer.plan)
      void queryClient.invalidateQueries({ queryKey: ['import.rows'] })
      setStand({ ...before, isWriting: false, failure: undefined, hasMoved: true })
    }
  } catch (error) {
    if (!(error instanceof FailureError)) throw error
    const failure = error.code === 'cancelled' ? undefined : error.message
    if (stand().is === 'checking') setStand({ ...before, isWriting: false, failure, hasMoved: false })
  }
}

/** Takes the import back that was just written, and says in three lists what became of it. */
export async function undoWritten(fileName: string, changeSetId: ChangeSetId): Promise<void> {
  try {
    const undo = await askWithProgress('journal.undo', { changeSetId })
    useImportRun.setState({ stand: { is: 'choosing' }, undone: { fileName, undo } })
  } catch (error) {
    sayFailed(error)
  }
}
