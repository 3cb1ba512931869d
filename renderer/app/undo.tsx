import { plural, t } from '@lingui/core/macro'
import type { UndoReport } from '../../shared/contract/journal.contract.ts'
import type { ChangeSetId } from '../../shared/primitives/ids.ts'
import { FailureError } from '../api/failure-error.ts'
import { askWithProgress } from '../api/queries.ts'
import { showToast } from '../ui/toast.tsx'
import { changeWords } from './change-words.ts'
import { keyCaps } from './shortcuts.ts'

/** Undoes the latest change, or the one named, and says what went back and what was kept. */
export async function undo(changeSetId?: ChangeSetId): Promise<void> {
  await report(async () => {
    const done = await askWithProgress('journal.undo', changeSetId === undefined ? {} : { changeSetId })
    const what = changeWords(done.label)
    const sentence = done.changeSet === null ? t`Nothing went back: ${what}.` : t`Undone: ${what}.`
    return {
      sentence: [sentence, keptWords(done), impossibleWords(done)].join(' '),
      again: redo,
      againLabel: t`Redo`,
      keys: 'mod+shift+z',
    }
  })
}

/** Does again what was undone last, and says so. */
export async function redo(): Promise<void> {
  await report(async () => {
    const done = await askWithProgress('journal.redo', {})
    return {
      sentence: t`Done again: ${changeWords(done.label)}.`,
      again: () => undo(),
      againLabel: t`Undo`,
      keys: 'mod+z',
    }
  })
}

/** Which leads undoing left as they are, in one sentence; empty where there are none. */
export function keptWords({ kept, keptCount }: UndoReport): string {
  if (keptCount === 0) return ''
  const first = [...new Set(kept.map(({ name }) => name))].slice(0, 3)
  const names = first.join(', ')
  const others = keptCount - first.length
  return others > 0
    ? t`Kept, because you worked on them since: ${names} and ${plural(others, { one: '# more', other: '# more' })}.`
    : t`Kept, because you worked on them since: ${names}.`
}

/** Why undoing could not put something back, in one sentence; empty where all of it went back. */
function impossibleWords({ impossible }: UndoReport): string {
  const [first] = impossible
  if (first === undefined) return ''
  const others = impossible.length - 1
  return others > 0
    ? t`${first.reason} ${plural(others, { one: '# more entry stays as it is.', other: '# more entries stay as they are.' })}`
    : first.reason
}

/** A toast for a change that stands, with Undo. Nothing where the change set is null: then nothing changed. */
export function sayChanged(message: string, changeSet: ChangeSetId | null): void {
  if (changeSet === null) return
  showToast({ message, action: { label: t`Undo`, keys: keyCaps('mod+z'), onSelect: () => void undo(changeSet) } })
}

/** A toast that stays and says why something failed. Anything but an expected failure is thrown on. */
export function sayFailed(error: unknown): void {
  if (!(error instanceof FailureError)) throw error
  showToast({ message: error.message, tone: 'bad' })
}

async function report(
  work: () => Promise<{ sentence: string; again: () => Promise<void>; againLabel: string; keys: string }>,
): Promise<void> {
  try {
    const { sentence, again, againLabel, keys } = await work()
    showToast({
      message: sentence.trim(),
      action: { label: againLabel, keys: keyCaps(keys), onSelect: () => void again() },
    })
  } catch (error) {
    if (error instanceof FailureError && (error.code === 'not_possible' || error.code === 'cancelled'))
      showToast({ message: error.message, tone: 'plain' })
    else sayFailed(error)
  }
}
