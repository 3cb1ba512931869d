import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useId, useState } from 'react'
import type { CustomField } from '../../../../shared/contract/fields.contract.ts'
import { type CustomFieldKind, customFieldKindSchema } from '../../../../shared/domain/leads/field-kinds.ts'
import { ask } from '../../../api/client.ts'
import { FailureError } from '../../../api/failure-error.ts'
import { askWithProgress } from '../../../api/queries.ts'
import { changeWords } from '../../../app/change-words.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Note } from '../../../ui/Note.tsx'
import classes from './Fields.module.css'
import { kindWord } from './kind-words.ts'

interface FieldDialogProps {
  /** The field to change, `new` to add one, or null while the dialog is closed. */
  field: CustomField | 'new' | null
  /** Headings that other fields stand under. */
  groups: readonly string[]
  onClose: () => void
}

/** Asks what a field is called and what it holds. */
export function FieldDialog({ field, groups, onClose }: FieldDialogProps) {
  const { t } = useLingui()
  const title = field === 'new' ? t`New field` : field === null ? '' : t`Change ${field.name}`
  return (
    <Dialog opened={field !== null} onClose={onClose} title={title} size={480}>
      {field !== null && <FieldForm field={field} groups={groups} onClose={onClose} />}
    </Dialog>
  )
}

interface Values {
  name: string
  kind: CustomFieldKind
  /** One a line. */
  options: string
  group: string
}

function FieldForm({ field, groups, onClose }: FieldDialogProps & { field: CustomField | 'new' }) {
  const { t } = useLingui()
  const [failure, setFailure] = useState<string | null>(null)
  const groupsId = useId()
  const before = field === 'new' ? undefined : field
  const form = useForm<Values>({
    initialValues: {
      name: before?.name ?? '',
      kind: before?.kind ?? 'text',
      options: before?.options.join('\n') ?? '',
      group: before?.group ?? '',
    },
    validate: {
      name: (name) => (name.trim() === '' ? t`Write what the field is called.` : null),
      options: (options, { kind }) =>
        isChoice(kind) && linesOf(options).length === 0 && !takesItsValues(kind)
          ? t`Write at least one option, each on a line of its own.`
          : null,
    },
  })
  const { kind } = form.values

  /** A field that becomes a choice may get the values that stand in it for options. */
  function takesItsValues(next: CustomFieldKind): boolean {
    return before !== undefined && before.kind !== next && before.options.length === 0 && (before.valueCount ?? 0) > 0
  }

  const hasNewKind = before !== undefined && kind !== before.kind && (before.valueCount ?? 0) > 0

  async function save({ name, options, group }: Values) {
    setFailure(null)
    const given = {
      name: name.trim(),
      kind,
      group: group.trim() || null,
      ...(isChoice(kind) && linesOf(options).length > 0 ? { options: linesOf(options) } : {}),
    }
    try {
      if (before === undefined) {
        const { changeSet } = await ask('fields.add', given)
        sayChanged(changeWords({ what: 'field_added', name: given.name }), changeSet)
      } else {
        const { changeSet, unreadCount } = await askWithProgress('fields.change', { fieldId: before.id, ...given })
        const changed = changeWords({ what: 'field_changed', name: given.name })
        const unread = plural(unreadCount, {
          one: '# value does not read so and stays as it is, with a mark',
          other: '# values do not read so and stay as they are, with a mark',
        })
        sayChanged(unreadCount === 0 ? changed : `${changed}. ${unread}.`, changeSet)
      }
      onClose()
    } catch (error) {
      if (error instanceof FailureError && (error.code === 'not_possible' || error.code === 'invalid_input'))
        setFailure(error.message)
      else sayFailed(error)
    }
  }

  return (
    <form className={classes.form} onSubmit={form.onSubmit(save)} noValidate>
      <TextInput label={t`Name`} data-autofocus maxLength={300} {...form.getInputProps('name')} />
      <NativeSelect
        label={t`Kind`}
        data={customFieldKindSchema.options.map((value) => ({ value, label: kindWord(value) }))}
        {...form.getInputProps('kind')}
      />
      {isChoice(kind) && (
        <Textarea
          label={t`Options`}
          description={
            takesItsValues(kind)
              ? t`One a line. Left empty, the values that stand in the field become its options.`
              : t`One a line, in the order in which they are offered.`
          }
          autosize
          minRows={3}
          maxRows={10}
          {...form.getInputProps('options')}
        />
      )}
      <TextInput
        label={t`Group`}
        description={t`The heading it stands under on a lead's page.`}
        list={groupsId}
        maxLength={300}
        {...form.getInputProps('group')}
      />
      <datalist id={groupsId}>
        {groups.map((group) => (
          <option key={group} value={group}>
            {group}
          </option>
        ))}
      </datalist>
      {hasNewKind && (
        <Note>
          <Trans>
            Values that read as the new kind become values of it. The others stay as you typed them, with a mark. Undo
            brings all of them back.
          </Trans>
        </Note>
      )}
      {failure !== null && (
        <div role="alert">
          <Note tone="bad">{failure}</Note>
        </div>
      )}
      <div className={classes.buttons}>
        <Button onClick={onClose}>
          <Trans>Leave it</Trans>
        </Button>
        <Button variant="filled" type="submit" disabled={form.submitting}>
          {before === undefined ? t`Add the field` : t`Save the changes`}
        </Button>
      </div>
    </form>
  )
}

function isChoice(kind: CustomFieldKind): boolean {
  return kind === 'choice' || kind === 'choices'
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
