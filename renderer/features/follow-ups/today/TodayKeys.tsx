import { Trans } from '@lingui/react/macro'
import { useSingleKeys } from '../../../app/shortcuts.ts'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { PageFoot } from '../../../ui/WorkingPanel.tsx'

/** The keys of Today at the foot of the page; nothing where single keys are switched off. */
export function TodayKeys() {
  const isOn = useSingleKeys((keys) => keys.isOn)
  if (!isOn) return null
  return (
    <PageFoot>
      <span>
        <KeyCap keys="J" /> <KeyCap keys="K" /> <Trans>move</Trans>
      </span>
      <span>
        <KeyCap keys="Enter" /> <Trans>open</Trans>
      </span>
      <span>
        <KeyCap keys="L" /> <Trans>log</Trans>
      </span>
      <span>
        <KeyCap keys="P" /> <Trans>plan</Trans>
      </span>
      <span>
        <KeyCap keys="Z" /> <Trans>later</Trans>
      </span>
      <span>
        <KeyCap keys="?" /> <Trans>all keys</Trans>
      </span>
    </PageFoot>
  )
}
