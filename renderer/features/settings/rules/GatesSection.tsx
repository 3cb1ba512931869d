import { Trans, useLingui } from '@lingui/react/macro'
import { Checkbox } from '@mantine/core'
import type { Stage } from '../../../../shared/domain/funnel/stages.ts'
import {
  type GateCondition,
  type GateRules,
  gateConditionSchema,
  gateRulesSchema,
} from '../../../../shared/domain/qualification/gates.ts'
import { useCommand, useProcedure } from '../../../api/queries.ts'
import { changeWords } from '../../../app/change-words.ts'
import { stageWord } from '../../../app/contact-words.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import { LedgerSection } from '../../../ui/LedgerSection.tsx'
import { conditionWords } from '../../qualification/qualification.parts.ts'
import classes from './Rules.module.css'
import { NumberField, RulesFoot } from './RulesForm.tsx'
import { useRulesDraft } from './useRulesDraft.ts'

const guarded: readonly Stage[] = ['mql', 'sal', 'sql', 'proposal']

/** What each gate asks, in plain words, ticked or not. */
export function GatesSection() {
  const { t } = useLingui()
  const answer = useProcedure('qualification.rules', {}).data
  const set = useCommand('qualification.setGates')
  const { draft, setDraft, isStale } = useRulesDraft('gates', answer?.gates)
  if (answer === undefined) return null
  const rules = draft ?? answer.gates
  const asksOf = (stage: Stage) => rules.gates.find((gate) => gate.stage === stage)?.asks ?? []

  function toggle(stage: Stage, condition: GateCondition, isAsked: boolean) {
    const asked = new Set(asksOf(stage))
    if (isAsked) asked.add(condition)
    else asked.delete(condition)
    const asks = gateConditionSchema.options.filter((one) => asked.has(one))
    setDraft({ ...rules, gates: guarded.map((one) => ({ stage: one, asks: one === stage ? asks : asksOf(one) })) })
  }

  async function save(gates: GateRules | null) {
    try {
      const { changeSet } = await set.mutateAsync({ gates })
      sayChanged(changeWords({ what: 'gates_changed' }), changeSet)
      setDraft(undefined)
    } catch (error) {
      sayFailed(error)
    }
  }

  return (
    <LedgerSection title={t`Gates`}>
      <p className={`lb-quiet lb-small ${classes.remark}`}>
        <Trans>
          What has to hold before a lead moves on. Unknown is not yes. You move leads yourself; a gate lets them through
          or says what is missing, and can be passed by hand with a note.
        </Trans>
      </p>
      <div className={classes.scroll}>
        <table className={`lb-table ${classes.table}`}>
          <caption className="lb-hidden">{t`What each gate asks`}</caption>
          <thead>
            <tr>
              <th scope="col">{t`To become`}</th>
              {guarded.map((stage) => (
                <th key={stage} scope="col" className={classes.tick}>
                  {stageWord(stage)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {gateConditionSchema.options.map((condition) => {
              const { asks } = conditionWords(condition, rules)
              return (
                <tr key={condition}>
                  <th scope="row">{asks}</th>
                  {guarded.map((stage) => (
                    <td key={stage} className={classes.tick}>
                      <Checkbox
                        aria-label={t`${stageWord(stage)}: ${asks}`}
                        checked={asksOf(stage).includes(condition)}
                        onChange={(event) => toggle(stage, condition, event.currentTarget.checked)}
                      />
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <div className={classes.fields}>
        <NumberField
          label={t`Own signals count for`}
          description={t`Days, before the gate`}
          value={rules.ownSignalDays}
          onChange={(ownSignalDays) => setDraft({ ...rules, ownSignalDays })}
        />
        <NumberField
          label={t`Budget and timeline hold`}
          description={t`Days, then they are unknown again`}
          value={rules.staleDays}
          onChange={(staleDays) => setDraft({ ...rules, staleDays })}
        />
        <NumberField
          label={t`Accept or return within`}
          description={t`Working days at MQL; a hot lead the same day`}
          value={rules.acceptWithinDays}
          onChange={(acceptWithinDays) => setDraft({ ...rules, acceptWithinDays })}
        />
      </div>
      <RulesFoot
        problem={
          gateRulesSchema.safeParse(rules).success
            ? undefined
            : t`Days are whole: 1 to 3,660 for signals and answers, 0 to 60 for accepting.`
        }
        isChanged={draft !== undefined}
        isStale={isStale}
        save={{ label: t`Save the gates`, onSave: () => void save(rules) }}
        onLeave={() => setDraft(undefined)}
        onBack={answer.areGatesShipped ? undefined : () => void save(null)}
      />
    </LedgerSection>
  )
}
