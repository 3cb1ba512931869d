import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { type ReactNode, useState } from 'react'
import type { Stage } from '../../../../shared/domain/funnel/stages.ts'
import { ask } from '../../../api/client.ts'
import { stageWord } from '../../../app/contact-words.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import type { NamedLeads } from '../LeadDialogs.tsx'
import { GateDialog, type RefusedMove } from './GateDialog.tsx'

interface StageMoves {
  /** Moves leads to a stage and says so; opens the dialog for those that a gate keeps back. */
  moveTo: (leads: NamedLeads, stage: Stage) => Promise<void>
  /** Stands on the screen that moves. */
  gateDialog: ReactNode
}

/** Moving leads through the gates, alike on the table, a lead's page and the board. `onMoved` hears of leads that moved, some or all. */
export function useStageMove(onMoved?: (leads: NamedLeads, stage: Stage) => void): StageMoves {
  const { t } = useLingui()
  const [refused, setRefused] = useState<RefusedMove | null>(null)

  async function move(leads: NamedLeads, stage: Stage, note?: string): Promise<boolean> {
    try {
      const done = await ask('leads.setStage', { leads: leads.leads, stage, ...(note !== undefined && { note }) })
      const to = stageWord(stage)
      if (done.moved > 0) {
        const name = leads.count === 1 ? leads.name : plural(done.moved, { one: '# lead', other: '# leads' })
        sayChanged(t`${name}: stage ${to}`, done.changeSet)
        onMoved?.(leads, stage)
      }
      if (done.refusedCount > 0) setRefused({ leads, stage, move: done })
      return true
    } catch (error) {
      sayFailed(error)
      return false
    }
  }

  return {
    moveTo: async (leads, stage) => void (await move(leads, stage)),
    gateDialog: (
      <GateDialog
        refused={refused}
        onClose={() => setRefused(null)}
        onPass={({ leads, stage }, note) => move(leads, stage, note)}
      />
    ),
  }
}
