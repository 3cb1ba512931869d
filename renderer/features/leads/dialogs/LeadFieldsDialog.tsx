import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Modal, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { LeadFields } from '../../../../shared/contract/leads.contract.ts'
import { isEmailShaped } from '../../../../shared/domain/import/cell-shapes.ts'
import { minorUnitsOf } from '../../../../shared/domain/leads/amount-text.ts'
import { ask } from '../../../api/client.ts'
import { FailureError } from '../../../api/failure-error.ts'
import { goTo } from '../../../app/hash-location.ts'
import { leadRoute } from '../../../app/routes.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import { Note } from '../../../ui/Note.tsx'
import classes from './dialogs.module.css'

interface LeadFieldsDialogProps {
  isOpen: boolean
  currency: string
  onClose: () => void
}

/** Asks for the fields of a new lead. Its page opens when it is written. */
export function LeadFieldsDialog({ isOpen, currency, onClose }: LeadFieldsDialogProps) {
  const { t } = useLingui()
  return (
    <Modal opened={isOpen} onClose={onClose} title={t`New lead`} size={640}>
      {isOpen && <LeadFieldsForm currency={currency} onClose={onClose} />}
    </Modal>
  )
}

interface Values {
  name: string
  company: string
  jobTitle: string
  source: string
  value: string
  emails: string[]
  phones: string[]
  links: string[]
  tags: string[]
  notes: string
}

const blank: Values = {
  name: '',
  company: '',
  jobTitle: '',
  source: '',
  value: '',
  emails: [],
  phones: [],
  links: [],
  tags: [],
  notes: '',
}

/** What was written, each as the core takes it. */
function fieldsOf(values: Values, currency: string): LeadFields {
  return {
    name: values.name,
    company: values.company.trim() || null,
    jobTitle: values.jobTitle.trim() || null,
    source: values.source.trim() || null,
    valueMinor: minorUnitsOf(values.value, currency) ?? null,
    emails: values.emails,
    phones: values.phones,
    links: values.links,
    tags: values.tags,
    notes: values.notes.trim() || null,
  }
}

function LeadFieldsForm({ currency, onClose }: Omit<LeadFieldsDialogProps, 'isOpen'>) {
  const { t } = useLingui()
  const [taken, setTaken] = useState<{ message: string; leadId: number | undefined } | undefined>(undefined)
  const form = useForm<Values>({
    initialValues: blank,
    validate: {
      name: (name, values) =>
        name.trim() === '' && values.company.trim() === '' && values.emails.length === 0 && values.phones.length === 0
          ? t`Fill in a name, a company, an e-mail address or a phone number.`
          : null,
      value: (value) =>
        minorUnitsOf(value, currency) === undefined ? t`“${value}” is no amount. Write it as 6800 or 6800.50.` : null,
    },
  })

  const wrong = form.values.emails.find((email) => !isEmailShaped(email.trim()))

  async function save(values: Values) {
    setTaken(undefined)
    try {
      const added = await ask('leads.add', fieldsOf(values, currency))
      const name = values.name.trim() || values.company.trim() || values.emails[0] || values.phones[0] || ''
      sayChanged(t`Added ${name}`, added.changeSet)
      onClose()
      goTo(leadRoute(added.leadId))
    } catch (error) {
      if (error instanceof FailureError && (error.code === 'not_possible' || error.code === 'invalid_input')) {
        const other = (error.details as { leadId?: number } | undefined)?.leadId
        setTaken({ message: error.message, leadId: other })
        if (other !== undefined) form.setFieldError('emails', t`Another lead has this address.`)
      } else {
        sayFailed(error)
      }
    }
  }

  return (
    <form className={classes.form} onSubmit={form.onSubmit(save)} noValidate>
      <div className={classes.pair}>
        <TextInput label={t`Name`} data-autofocus maxLength={300} {...form.getInputProps('name')} />
        <TextInput label={t`Company`} maxLength={300} {...form.getInputProps('company')} />
        <TextInput label={t`Job title`} maxLength={300} {...form.getInputProps('jobTitle')} />
        <TextInput label={t`Source`} maxLength={300} {...form.getInputProps('source')} />
        <ListField
          label={t`E-mail addresses`}
          description={
            wrong === undefined
              ? undefined
              : t`“${wrong}” is no whole e-mail address. It is kept as it is, with a mark.`
          }
          maxTags={50}
          {...form.getInputProps('emails')}
        />
        <ListField label={t`Phone numbers`} maxTags={50} {...form.getInputProps('phones')} />
        <ListField label={t`Tags`} maxTags={100} {...form.getInputProps('tags')} />
        <TextInput
          label={t`Value in ${currency}`}
          inputMode="decimal"
          maxLength={30}
          {...form.getInputProps('value')}
        />
      </div>
      <ListField label={t`Links`} maxTags={50} {...form.getInputProps('links')} />
      <Textarea
        label={t`Notes`}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={100_000}
        {...form.getInputProps('notes')}
      />
      {taken !== undefined && (
        <div role="alert">
          <Note tone="bad">
            {taken.message}{' '}
            {taken.leadId !== undefined && (
              <a href={`#${leadRoute(taken.leadId)}`} onClick={onClose}>
                <Trans>Open that lead</Trans>
              </a>
            )}
          </Note>
        </div>
      )}
      <div className={classes.buttons}>
        <Button onClick={onClose}>
          <Trans>Leave it</Trans>
        </Button>
        <Button variant="filled" type="submit" disabled={form.submitting}>
          <Trans>Add the lead</Trans>
        </Button>
      </div>
    </form>
  )
}

interface ListFieldProps {
  label: string
  description?: string | undefined
  maxTags: number
}

/** Several short texts in one field; Enter or a comma ends each. */
function ListField(props: ListFieldProps & Record<string, unknown>) {
  const { t } = useLingui()
  return (
    <TagsInput
      classNames={{ input: classes.list ?? '', pill: classes.pill ?? '' }}
      splitChars={[',', ';']}
      acceptValueOnBlur
      clearable={false}
      placeholder={t`Enter adds one`}
      {...props}
    />
  )
}
