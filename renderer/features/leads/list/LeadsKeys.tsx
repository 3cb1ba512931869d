import { useLingui } from '@lingui/react/macro'
import { memo } from 'react'
import { KeyHints } from '../../../app/KeyHints.tsx'
import { editableOf, enterIn } from './column-writing.ts'
import { useLeadsView } from './leads-view.ts'

/** The keys that act on the list of leads, at the foot of the page. */
export const LeadsKeys = memo(function LeadsKeys() {
  const { t } = useLingui()
  const column = useLeadsView((view) => view.activeColumn)
  const opens = enterIn(column) === 'open'
  return (
    <KeyHints
      hints={[
        { keys: ['j', 'k'], does: t`move` },
        { keys: opens ? ['Enter', 'o'] : ['o'], does: t`open` },
        ...(editableOf(column) === undefined ? [] : [{ keys: [opens ? 'F2' : 'Enter'], does: t`write` }]),
        { keys: ['Space'], does: t`select` },
        { keys: ['l'], does: t`log a touch` },
        { keys: ['s'], does: t`signal` },
        { keys: ['w', 'c'], does: t`tag warm, cold` },
        { keys: ['p'], does: t`plan` },
        { keys: ['?'], does: t`all keys` },
      ]}
    />
  )
})
