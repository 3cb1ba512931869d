import { Trans, useLingui } from '@lingui/react/macro'
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useId, useState } from 'react'
import { LONGEST_LINE } from '../../../../shared/domain/leads/quick-add.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import { FailureError } from '../../../api/failure-error.ts'
import { useCommand, useProcedure } from '../../../api/queries.ts'
import { goTo } from '../../../app/hash-location.ts'
import { leadRoute } from '../../../app/routes.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { Note } from '../../../ui/Note.tsx'
import { KnownLeads } from './KnownLeads.tsx'
import classes from './QuickAdd.module.css'
import { QuickAddReading } from './QuickAddReading.tsx'
import { closeQuickAdd, takeEarlyKeys } from './quick-add-state.ts'

/** One line for a lead, with what is understood of it below. Enter adds the lead and waits for the next. */
export function QuickAddDialog({ isOpen }: { isOpen: boolean }) {
  const { t } = useLingui()
  return (
    <Dialog opened={isOpen} onClose={closeQuickAdd} title={t`Add a lead`} size={680} returnFocus={false}>
      {isOpen && <QuickAddForm />}
    </Dialog>
  )
}

function QuickAddForm() {
  const { t } = useLingui()
  const [line, setLine] = useState('')
  const [added, setAdded] = useState<{ leadId: LeadId; name: string } | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const readingId = useId()
  const add = useCommand('leads.quickAdd')
  const isBlank = line.trim() === ''
  const { data } = useProcedure('leads.readQuickAdd', { line }, { isEnabled: !isBlank, keepsPrevious: true })
  const reading = isBlank ? undefined : data
  const isThere = reading?.there.some(({ has }) => has === 'email') === true

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (isBlank || isThere || add.isPending) return
    setFailure(null)
    try {
      const { leadId, name, changeSet } = await add.mutateAsync({ line })
      setAdded({ leadId, name })
      // What was typed behind it meanwhile begins the next line.
      setLine((now) => (now.startsWith(line) ? now.slice(line.length) : now))
      sayChanged(t`Added ${name}`, changeSet)
    } catch (error) {
      if (!(error instanceof FailureError)) throw error
      if (error.code === 'not_possible' || error.code === 'invalid_input') setFailure(error.message)
      else sayFailed(error)
    }
  }

  function change(text: string) {
    setLine(text)
    setFailure(null)
  }

  function open(leadId: LeadId) {
    closeQuickAdd()
    goTo(leadRoute(leadId))
  }

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <TextInput
        label={t`The lead on one line`}
        description={t`Name, company, job title in this order; the rest anywhere.`}
        placeholder={t`Anna Berg, Berg Studio, anna@berg.example, +46 70 123 45 67 #design warm`}
        data-autofocus
        maxLength={LONGEST_LINE}
        autoComplete="off"
        spellCheck={false}
        value={line}
        onFocus={() => setLine((typed) => typed + takeEarlyKeys())}
        aria-describedby={readingId}
        onChange={(event) => change(event.currentTarget.value)}
      />
      <div id={readingId} className={classes.reading}>
        {reading === undefined ? <Hints /> : <QuickAddReading reading={reading} />}
      </div>
      {reading !== undefined && reading.there.length > 0 && (
        <KnownLeads there={reading.there} isThere={isThere} onOpen={open} />
      )}
      {failure !== null && (
        <div role="alert">
          <Note tone="bad">{failure}</Note>
        </div>
      )}
      <div className={classes.foot}>
        <p className={classes.added}>
          {added !== null && (
            <Button size="sm" variant="subtle" onClick={() => open(added.leadId)}>
              <span className="lb-ellipsis">{t`Open ${added.name}`}</span>
            </Button>
          )}
        </p>
        <Button onClick={closeQuickAdd}>
          <Trans>Close</Trans>
        </Button>
        <Button variant="filled" type="submit" disabled={isBlank || isThere || add.isPending}>
          <Trans>Add the lead</Trans> <KeyCap keys={t`Enter`} />
        </Button>
      </div>
    </form>
  )
}

/** What can stand in the line beside names and addresses. */
function Hints() {
  return (
    <ul className={classes.hints}>
      <li>
        <Trans>
          <code>#design</code> is a tag, <code>warm</code> or <code>cold</code> at the end a temperature
        </Trans>
      </li>
      <li>
        <Trans>
          <code>call tomorrow</code> or <code>mail the offer on 24/3</code> plans the next action
        </Trans>
      </li>
      <li>
        <Trans>
          behind <code>{'//'}</code> or in quotes stands a note
        </Trans>
      </li>
    </ul>
  )
}
