import { useLingui } from '@lingui/react/macro'
import { KeyHints } from '../../../app/KeyHints.tsx'

/** The keys of Today, at the foot of the page. */
export function TodayKeys() {
  const { t } = useLingui()
  return (
    <KeyHints
      hints={[
        { keys: ['j', 'k'], does: t`move` },
        { keys: ['Enter'], does: t`open` },
        { keys: ['l'], does: t`log` },
        { keys: ['p'], does: t`plan` },
        { keys: ['z'], does: t`later` },
        { keys: ['?'], does: t`all keys` },
      ]}
    />
  )
}
