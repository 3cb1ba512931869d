import { useLingui } from '@lingui/react/macro'
import { KeyHints } from '../../../app/KeyHints.tsx'

/** The keys that act on the board, at the foot of the page. */
export function BoardKeys() {
  const { t } = useLingui()
  return (
    <KeyHints
      hints={[
        { keys: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'], does: t`go` },
        { keys: ['Enter'], does: t`open` },
        { keys: ['shift+ArrowRight'], does: t`next stage` },
        { keys: ['m'], does: t`move to …` },
        { keys: ['l'], does: t`log a touch` },
        { keys: ['s'], does: t`signal` },
        { keys: ['p'], does: t`plan` },
        { keys: ['?'], does: t`all keys` },
      ]}
    />
  )
}
