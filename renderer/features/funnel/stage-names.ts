import { t } from '@lingui/core/macro'
import type { Stage } from '../../../shared/domain/funnel/stages.ts'

/** What the screen calls a stage. */
export function stageName(stage: Stage): string {
  const names: Record<Stage, string> = {
    lead: t`Lead`,
    mql: t`MQL`,
    sal: t`SAL`,
    sql: t`SQL`,
    proposal: t`Proposal`,
    won: t`Won`,
  }
  return names[stage]
}
