import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { type SignalKind, signalKinds } from '../../../../shared/domain/temperature/signal-kinds.ts'
import {
  type SignalRule,
  type TemperatureRules,
  temperatureRulesSchema,
} from '../../../../shared/domain/temperature/temperature-rules.ts'
import { useProcedure } from '../../../api/queries.ts'
import { signalWord } from '../../../app/contact-words.ts'
import { formatInstant } from '../../../app/format.ts'
import { LedgerSection } from '../../../ui/LedgerSection.tsx'
import classes from './Rules.module.css'
import { NumberCell, NumberField, RulesFoot } from './RulesForm.tsx'
import { PreviewDialog, type Previewed } from './RulesPreview.tsx'
import { TemperaturePreview } from './TemperaturePreview.tsx'
import { useRulesDraft } from './useRulesDraft.ts'

/** What signals count, for how long and to how much together, and from where on a lead is warm or hot. */
export function TemperatureRulesSection() {
  const { t } = useLingui()
  const answer = useProcedure('temperature.rules', {}).data
  const { draft, setDraft, isStale } = useRulesDraft('temperature', answer?.rules)
  const [previewed, setPreviewed] = useState<Previewed<TemperatureRules> | null>(null)
  if (answer === undefined) return null
  const rules = draft ?? answer.rules
  const checked = temperatureRulesSchema.safeParse(rules)
  const issue = checked.success ? undefined : checked.error.issues[0]
  const path = issue?.path.map(String) ?? []

  function setSignal(kind: SignalKind, change: Partial<SignalRule>) {
    setDraft({ ...rules, signals: { ...rules.signals, [kind]: { ...rules.signals[kind], ...change } } })
  }

  return (
    <LedgerSection title={t`Warm and hot`}>
      <p className={`lb-quiet lb-small ${classes.remark}`}>
        <Trans>
          Each thing a lead does counts its points on the day and fades evenly to 0. All of one kind together count at
          most so much. What you send yourself counts nothing.
        </Trans>
      </p>
      <div className={classes.scroll}>
        <table className={`lb-table ${classes.table}`}>
          <caption className="lb-hidden">{t`What signals count`}</caption>
          <thead>
            <tr>
              <th scope="col">{t`What they did`}</th>
              <th scope="col" data-number>{t`Points`}</th>
              <th scope="col" data-number>{t`Fades over, days`}</th>
              <th scope="col" data-number>{t`Together at most`}</th>
              <th scope="col" className={classes.tick}>{t`Shows intent`}</th>
            </tr>
          </thead>
          <tbody>
            {signalKinds.map((kind) => {
              const rule = rules.signals[kind]
              const word = signalWord(kind)
              const isWrong = path[1] === kind
              return (
                <tr key={kind}>
                  <th scope="row">
                    {word} <RuleRemark rule={rule} />
                  </th>
                  <td data-number>
                    <NumberCell
                      label={t`Points of: ${word}`}
                      value={rule.points}
                      isWrong={isWrong && (path[2] ?? 'points') === 'points'}
                      onChange={(points) => setSignal(kind, { points })}
                    />
                  </td>
                  <td data-number>
                    <NumberCell
                      label={t`Days of: ${word}`}
                      value={rule.windowDays}
                      isWrong={isWrong && path[2] === 'windowDays'}
                      onChange={(windowDays) => setSignal(kind, { windowDays })}
                    />
                  </td>
                  <td data-number>
                    <NumberCell
                      label={t`At most of: ${word}`}
                      value={rule.cap}
                      isWrong={isWrong && (path[2] ?? 'cap') === 'cap'}
                      onChange={(cap) => setSignal(kind, { cap })}
                    />
                  </td>
                  <td className={classes.tick}>
                    {!rule.endsIntent && (
                      <Checkbox
                        aria-label={t`Shows intent: ${word}`}
                        checked={rule.showsIntent}
                        onChange={(event) => setSignal(kind, { showsIntent: event.currentTarget.checked })}
                      />
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <div className={classes.fields}>
        <NumberField
          label={t`Warm from`}
          description={t`Points of the score`}
          value={rules.warmFrom}
          isWrong={path[0] === 'warmFrom'}
          onChange={(warmFrom) => setDraft({ ...rules, warmFrom })}
        />
        <NumberField
          label={t`Hot from`}
          description={t`Points, with a fresh sign of intent`}
          value={rules.hotFrom}
          isWrong={path[0] === 'hotFrom'}
          onChange={(hotFrom) => setDraft({ ...rules, hotFrom })}
        />
        <NumberField
          label={t`Intent is fresh for`}
          description={t`Days after the sign of it`}
          value={rules.intentFreshDays}
          isWrong={path[0] === 'intentFreshDays'}
          onChange={(intentFreshDays) => setDraft({ ...rules, intentFreshDays })}
        />
        <NumberField
          label={t`Cooling lasts`}
          description={t`Days below warm, before cold`}
          value={rules.coolingDays}
          isWrong={path[0] === 'coolingDays'}
          onChange={(coolingDays) => setDraft({ ...rules, coolingDays })}
        />
        <NumberField
          label={t`A tag by hand holds`}
          description={t`Days, unless you say another day`}
          value={rules.handTagDays}
          isWrong={path[0] === 'handTagDays'}
          onChange={(handTagDays) => setDraft({ ...rules, handTagDays })}
        />
      </div>
      <RulesFoot
        problem={issue === undefined ? undefined : problemWords(path)}
        isChanged={draft !== undefined}
        isStale={isStale}
        save={{ label: t`See which leads change …`, onSave: () => setPreviewed({ rules, isShipped: false }) }}
        onLeave={() => setDraft(undefined)}
        onBack={answer.isShipped ? undefined : () => setPreviewed({ rules: answer.shipped, isShipped: true })}
      />
      {answer.versions.length > 0 && (
        <ul className={classes.versions} aria-label={t`Rules that were in force before`}>
          {answer.versions.map(({ madeAt, rules: version }) => (
            <li key={madeAt}>
              <span>{t`Rules of ${formatInstant(madeAt)}`}</span>
              <Button size="sm" variant="subtle" onClick={() => setDraft(version)}>
                <Trans>Fill these in</Trans>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <PreviewDialog
        title={t`Which leads would change?`}
        size={640}
        previewed={previewed}
        onClose={() => setPreviewed(null)}
      >
        {(shown) => (
          <TemperaturePreview
            previewed={shown}
            onClose={() => setPreviewed(null)}
            onSaved={() => {
              setPreviewed(null)
              setDraft(undefined)
            }}
          />
        )}
      </PreviewDialog>
    </LedgerSection>
  )

  function problemWords([first, second]: readonly string[]): string {
    if (first === 'signals' && second !== undefined) {
      const word = signalWord(second as SignalKind)
      return t`“${word}”: points and the most are whole numbers on the same side of 0, days are 1 to 3,660.`
    }
    return t`Write whole numbers. Hot begins at warm or above it, and both at 1 or more.`
  }
}

/** What else is special about a kind of signal. */
function RuleRemark({ rule }: { rule: SignalRule }) {
  const { t } = useLingui()
  const remarks = [
    rule.isFlat ? plural(rule.windowDays, { one: 'full for # day', other: 'full for # days' }) : undefined,
    rule.endsIntent ? t`ends intent` : undefined,
  ].filter((remark) => remark !== undefined)
  return remarks.length === 0 ? null : <span className="lb-quiet lb-note">{remarks.join(', ')}</span>
}
