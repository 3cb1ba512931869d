import { KeyCap } from '../ui/KeyCap.tsx'
import { PageFoot } from '../ui/WorkingPanel.tsx'
import { keyCaps, useSingleKeys } from './shortcuts.ts'

/** The keys that act on the list of a page, at its foot; nothing where single keys are switched off. */
export function KeyHints({ hints }: { hints: readonly { keys: readonly string[]; does: string }[] }) {
  const isOn = useSingleKeys((keys) => keys.isOn)
  if (!isOn) return null
  return (
    <PageFoot>
      {hints.map(({ keys, does }) => (
        <span key={does}>
          {keys.map((key) => (
            <span key={key}>
              <KeyCap keys={keyCaps(key)} />{' '}
            </span>
          ))}
          {does}
        </span>
      ))}
    </PageFoot>
  )
}
