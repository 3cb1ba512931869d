import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, TextInput } from '@mantine/core'
import { IconCheck, IconMinus, IconQuestionMark } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { StageMove } from '../../../../shared/contract/leads.contract.ts'
import type { Stage } from '../../../../shared/domain/funnel/stages.ts'
import type { ConditionState, GateCondition } from '../../../../shared/domain/qualification/gates.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import { useProcedure } from '../../../api/queries.ts'
import { stageWord } from '../../../app/contact-words.ts'
import { goTo } from '../../../app/hash-location.ts'
import { leadRoute, settleRoute } from '../../../app/routes.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { conditionStateWord, conditionWords, settleWord } from '../../qualification/qualification.parts.ts'
import dialogs from '../dialogs/dialogs.module.css'
import type { NamedLeads } from '../LeadDialogs.tsx'
import classes from './GateDialog.module.css'

/** A move that was refused, of some of these leads or all. */
export interface RefusedMove {
  leads: NamedLeads
  stage: Stage
  move: StageMove
}

interface GateDialogProps {
  /** Null closes the dialog. */
  refused: RefusedMove | null
  onClose: () => void
  /** Moves them all the same, with the note. True once that is done. */
  onPass: (refused: RefusedMove, note: string) => Promise<boolean>
}

/** Says what keeps leads from a stage, and takes the note with which the seller passes the gate by hand. On the way back it only asks why. */
export function GateDialog({ refused, onClose, onPass }: GateDialogProps) {
  const [hasLed, setLed] = useState(false)

  function close() {
    setLed(false)
    onClose()
  }

  function leaveFor(route: string) {
    setLed(true)
    onClose()
    goTo(route)
  }

  return (
    <Dialog
      opened={refused !== null}
      onClose={close}
      title={refused === null ? t`Gate` : titleOf(refused)}
      size={540}
      // What it leads to has the focus, not what the dialog was opened from.
      returnFocus={refused !== null || !hasLed}
    >
      {refused !== null && <GateForm refused={refused} onClose={close} onPass={onPass} leaveFor={leaveFor} />}
    </Dialog>
  )
}

function titleOf({ stage, move }: RefusedMove): string {
  const to = stageWord(stage)
  const [first] = move.refused
  const name =
    move.refusedCount === 1 && first !== undefined
      ? first.name
      : plural(move.refusedCount, { one: '# lead', other: '# leads' })
  if (move.backCount < move.refusedCount) return t`The gate to ${to} is not open for ${name}`
  return t`Move ${name} back to ${to}?`
}

interface GateFormProps extends GateDialogProps {
  refused: RefusedMove
  /** Closes the dialog and goes where something is settled. */
  leaveFor: (route: string) => void
}

function GateForm({ refused, onClose, onPass, leaveFor }: GateFormProps) {
  const [note, setNote] = useState('')
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const { stage, move } = refused
  const [first] = move.refused
  const isBack = move.backCount === move.refusedCount
  const isOne = move.refusedCount === 1 && first !== undefined

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (isBusy || note.trim() === '') return
    setBusy(true)
    if (await onPass(refused, note.trim())) onClose()
    setBusy(false)
  }

  return (
    <form className={dialogs.form} onSubmit={submit} noValidate>
      {isBack ? (
        <p className="lb-quiet">
          <Trans>A lead that reached a stage still counts as having reached it. Say why it goes back.</Trans>
        </p>
      ) : isOne ? (
        <GateOfOne leadId={first.leadId} stage={stage} leaveFor={leaveFor} />
      ) : (
        <GateOfMany move={move} leaveFor={leaveFor} />
      )}
      <TextInput
        label={isBack ? t`Because …` : t`Pass by hand, because …`}
        data-autofocus
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        error={isTried && note.trim() === '' ? t`Write why, so that you can tell later.` : undefined}
      />
      <div className={dialogs.buttons}>
        <Button onClick={onClose}>{isOne ? t`Leave in ${stageWord(first.from)}` : t`Leave them`}</Button>
        <Button variant="filled" type="submit" disabled={isBusy}>
          {isBack ? t`Move back` : t`Pass by hand`}
        </Button>
      </div>
    </form>
  )
}

interface GateOfOneProps extends Pick<GateFormProps, 'leaveFor'> {
  leadId: LeadId
  stage: Stage
}

function GateOfOne({ leadId, stage, leaveFor }: GateOfOneProps) {
  const { data: gate } = useProcedure('leads.gate', { leadId, stage }, { keepsPrevious: true })
  return (
    <ul className={classes.conditions}>
      {gate?.conditions.map(({ condition, state }) => (
        <Condition
          key={condition}
          condition={condition}
          state={state}
          onSettle={() => leaveFor(settleRoute(leadId, condition))}
        />
      ))}
    </ul>
  )
}

function GateOfMany({ move, leaveFor }: { move: StageMove } & Pick<GateFormProps, 'leaveFor'>) {
  const named = move.refused.slice(0, 3)
  const others = move.refusedCount - named.length
  return (
    <>
      <p className="lb-quiet">
        {move.moved > 0 && plural(move.moved, { one: '# lead moved.', other: '# leads moved.' })}{' '}
        <Trans>These stay where they are; each page says what is missing:</Trans>{' '}
        {named.map(({ leadId, name }) => (
          <Button key={leadId} size="sm" variant="subtle" onClick={() => leaveFor(leadRoute(leadId))}>
            {name}
          </Button>
        ))}{' '}
        {others > 0 && plural(others, { one: 'and # more', other: 'and # more' })}
      </p>
      <ul className={classes.conditions}>
        {move.missing.map(({ condition, count }) => (
          <Condition key={condition} condition={condition} state="unmet" count={count} />
        ))}
        {move.backCount > 0 && (
          <li className={classes.condition} data-state="unknown">
            <IconQuestionMark size={18} stroke={1.5} aria-hidden />
            <span>{plural(move.backCount, { one: '# lead would go back.', other: '# leads would go back.' })}</span>
          </li>
        )}
      </ul>
    </>
  )
}

interface ConditionProps {
  condition: GateCondition
  state: ConditionState
  /** How many leads it keeps back. */
  count?: number
  /** Leads to where it can be met. */
  onSettle?: () => void
}

function Condition({ condition, state, count, onSettle }: ConditionProps) {
  const rules = useProcedure('qualification.rules', {}).data?.gates
  const { asks, hint } = conditionWords(condition, rules)
  const Mark = state === 'met' ? IconCheck : state === 'unmet' ? IconMinus : IconQuestionMark
  return (
    <li className={classes.condition} data-state={state}>
      <Mark size={18} stroke={1.5} aria-hidden />
      <span>
        {asks} <span className="lb-hidden">{conditionStateWord(state)}.</span>
        {state !== 'met' && <span className={classes.hint}>{hint}</span>}
      </span>
      {state !== 'met' && onSettle !== undefined && (
        <Button size="sm" variant="subtle" onClick={onSettle}>
          {settleWord(condition)}
        </Button>
      )}
      {count !== undefined && <span className="lb-quiet lb-small">{t`missing for ${count}`}</span>}
    </li>
  )
}
