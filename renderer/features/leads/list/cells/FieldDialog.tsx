import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Autocomplete, Button, SegmentedControl, Select, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type FormEvent, useState } from 'react'
import type { CustomField } from '../../../../../shared/contract/fields.contract.ts'
import type { InputOf } from '../../../../../shared/contract/index.ts'
import { readCell } from '../../../../../shared/domain/leads/cell-text.ts'
import {
  customFieldOf,
  customKey,
  type EditableKey,
  editableFields,
} from '../../../../../shared/domain/leads/lead-fields.ts'
import type { ReadingPlace } from '../../../../../shared/domain/leads/reading-place.ts'
import { ask } from '../../../../api/client.ts'
import { useProcedure } from '../../../../api/queries.ts'
import { formatNumber } from '../../../../app/format.ts'
import { sayFailed } from '../../../../app/undo.tsx'
import { Dialog } from '../../../../ui/Dialog.tsx'
import { leadFieldName } from '../../field-names.ts'
import type { NamedLeads } from '../../LeadDialogs.tsx'
import { useCustomFields } from '../useCustomFields.ts'
import classes from './CellDialogs.module.css'
import { editorForm, fittingOffers, lastOfList, withLastOfList } from './editor-forms.ts'
import { sayWritten } from './write-cells.ts'

type How = InputOf<'leads.editMany'>['how']

/** A field and what is done with it. */
export interface BulkChange {
  field: EditableKey
  how: How
}

interface FieldDialogProps {
  /** The leads to write in; null closes the dialog. */
  leads: NamedLeads | null
  /** The field and what is done with it; left out, the seller chooses. */
  begin?: BulkChange | undefined
  onClose: () => void
}

/** Asks for one field and what it is to hold for many leads. */
export function FieldDialog({ leads, begin, onClose }: FieldDialogProps) {
  const status = useProcedure('workbook.status', {}).data
  const fields = useCustomFields()
  return (
    <Dialog
      opened={leads !== null}
      onClose={onClose}
      title={leads === null ? '' : titleOf(leads.name, begin)}
      size={480}
    >
      {leads !== null && status !== undefined && (
        <FieldForm leads={leads} begin={begin} place={status} fields={fields} onClose={onClose} />
      )}
    </Dialog>
  )
}

function titleOf(name: string, begin: BulkChange | undefined): string {
  if (begin?.field === 'tag' && begin.how === 'add') return t`Add tags to ${name}?`
  if (begin?.field === 'tag' && begin.how === 'remove') return t`Take tags away from ${name}?`
  return t`Change a field of ${name}?`
}

type FieldFormProps = FieldDialogProps & { leads: NamedLeads; place: ReadingPlace; fields: readonly CustomField[] }

function FieldForm({ leads, begin, place, fields, onClose }: FieldFormProps) {
  const [key, setKey] = useState<EditableKey>(begin?.field ?? 'source')
  const [how, setHow] = useState<How>(begin?.how ?? 'set')
  const [text, setText] = useState('')
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const fieldOf = (one: EditableKey) => fields.find(({ id }) => id === customFieldOf(one))
  const field = fieldOf(key)
  const form = editorForm(key, field, place.today)
  const reading = readCell(key, text, place, field)
  const isEmpty = text.trim() === ''
  const offered = useOffered(key, form, text)
  const name = field?.name ?? fieldName(key)
  const problem =
    reading.kind === 'refused'
      ? reading.message
      : isEmpty && how !== 'set'
        ? t`Write what to add or take away.`
        : isEmpty && key === 'name'
          ? t`A lead keeps a name.`
          : undefined

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (isBusy || problem !== undefined) return
    setBusy(true)
    try {
      const report = await ask('leads.editMany', { leads: leads.leads, field: key, how, text })
      onClose()
      const written = plural(report.written, { one: '# lead', other: '# leads' })
      sayWritten(t`Changed ${name} of ${written}`, report)
    } catch (error) {
      sayFailed(error)
    } finally {
      setBusy(false)
    }
  }

  const value = {
    label: how === 'remove' ? t`Take away` : how === 'add' ? t`Add` : t`New value`,
    description:
      reading.kind === 'marked'
        ? reading.message
        : isEmpty && how === 'set'
          ? t`Left blank, the field is emptied.`
          : undefined,
    error: isTried ? problem : undefined,
    value: text,
    'data-autofocus': true,
  }
  const count = formatNumber(leads.count)
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      {begin === undefined && (
        <Select
          label={t`Field`}
          searchable
          selectFirstOptionOnChange
          allowDeselect={false}
          data={[
            {
              group: t`Fields of every lead`,
              items: editableFields.map((one) => ({ value: one, label: leadFieldName(one) })),
            },
            {
              group: t`Your own fields`,
              items: fields.map((one) => ({ value: customKey(one.id), label: one.name })),
            },
          ]}
          value={key}
          onChange={(next) => {
            if (next === null) return
            const chosen = next as EditableKey
            setKey(chosen)
            // A list is added to unless the seller says otherwise: to put one tag in place of all would lose the others.
            setHow(editorForm(chosen, fieldOf(chosen), place.today).isList ? 'add' : 'set')
            setText('')
          }}
        />
      )}
      {begin === undefined && form.isList && (
        <SegmentedControl
          aria-label={t`What to do`}
          value={how}
          onChange={(next) => setHow(next as How)}
          data={[
            { value: 'add', label: t`Add` },
            { value: 'remove', label: t`Take away` },
            { value: 'set', label: t`Put in place of all` },
          ]}
        />
      )}
      {form.isMultiline ? (
        <Textarea
          {...value}
          autosize
          minRows={3}
          maxRows={10}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      ) : (
        <Autocomplete
          {...value}
          data={offered}
          onChange={setText}
          filter={({ options }) => options}
          comboboxProps={{ shadow: 'sm' }}
        />
      )}
      <div className={classes.buttons}>
        <Button onClick={onClose}>
          <Trans>Leave it</Trans>
        </Button>
        <Button variant="filled" type="submit" disabled={isBusy}>
          {leads.count === 1 ? t`Change it` : t`Change ${count} leads`}
        </Button>
      </div>
    </form>
  )
}

const SHOWN_OFFERS = 7

function useOffered(key: EditableKey, form: ReturnType<typeof editorForm>, typed: string): string[] {
  const part = form.isList ? lastOfList(typed) : typed.trim()
  const [search] = useDebouncedValue(part, 100)
  const { data } = useProcedure(
    'leads.values',
    { field: key, limit: SHOWN_OFFERS, ...(search !== '' && { search: search.slice(0, 200) }) },
    { isEnabled: form.offers.from === 'leads', keepsPrevious: true },
  )
  // A list is offered whole, with its last part become the one that is offered.
  const whole = (text: string) => (form.isList ? withLastOfList(typed, text) : text)
  if (form.offers.from === 'none') return []
  if (form.offers.from === 'list') return fittingOffers(form.offers.list, part).map(({ text }) => whole(text))
  return [...new Set((data?.values ?? []).map(({ value }) => value))].map(whole)
}

function fieldName(key: EditableKey): string {
  return customFieldOf(key) === undefined ? leadFieldName(key as (typeof editableFields)[number]) : ''
}
