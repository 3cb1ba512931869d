import { Trans } from '@lingui/react/macro'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { PageFoot } from '../../../ui/WorkingPanel.tsx'

/** The keys that act on the list, at the foot of the page. */
export function KeyHints() {
  return (
    <PageFoot>
      <span>
        <KeyCap keys="J" /> <KeyCap keys="K" /> <Trans>move</Trans>
      </span>
      <span>
        <KeyCap keys="Enter" /> <Trans>open</Trans>
      </span>
      <span>
        <KeyCap keys="Space" /> <Trans>select</Trans>
      </span>
      <span>
        <KeyCap keys="L" /> <Trans>log a touch</Trans>
      </span>
      <span>
        <KeyCap keys="S" /> <Trans>signal</Trans>
      </span>
      <span>
        <KeyCap keys="W" /> <KeyCap keys="C" /> <Trans>tag warm, cold</Trans>
      </span>
      <span>
        <KeyCap keys="P" /> <Trans>plan</Trans>
      </span>
      <span>
        <KeyCap keys="?" /> <Trans>all keys</Trans>
      </span>
    </PageFoot>
  )
}
