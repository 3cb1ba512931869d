import { useLingui } from '@lingui/react/macro'
import { memo } from 'react'
import { KeyHints } from '../../../app/KeyHints.tsx'

/** The keys that act on the list of leads, at the foot of the page. */
export const LeadsKeys = memo(function LeadsKeys() {
  const { t } = useLingui()
  return (
    <KeyHints
      hints={[
        { keys: ['j', 'k'], does: t`move` },
        { keys: ['Enter'], does: t`write` },
        { keys: ['o'], does: t`open` },
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
