import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, TextInput } from '@mantine/core'
import { IconCopy, IconMail } from '@tabler/icons-react'
import { useState } from 'react'
import type { LeadRow } from '../../../shared/contract/leads.contract.ts'
import type { Run } from '../../../shared/contract/nurture.contract.ts'
import { dropSentences, fieldsOf, fillTemplate } from '../../../shared/domain/nurture/template.ts'
import { askHost } from '../../api/client.ts'
import { sayFailed } from '../../app/undo.tsx'
import { Note } from '../../ui/Note.tsx'
import { showToast } from '../../ui/toast.tsx'
import { fieldWord } from './field-words.ts'
import classes from './RunSteps.module.css'
import { TemplateText } from './TemplateText.tsx'

interface StepDraftProps {
  step: Run['steps'][number] & { draft: string }
  lead: LeadRow
}

/**
 * The text of a step with this lead's facts in it, for copying or for the computer's mail program. Fields that nothing is known for
 * are filled here, or their sentences dropped; before that the text does not go out.
 */
export function StepDraft({ step, lead }: StepDraftProps) {
  const { t } = useLingui()
  const [values, setValues] = useState<Record<string, string>>({})
  const [dropped, setDropped] = useState<readonly string[]>([])
  const whole = step.subject === null ? step.draft : `${step.draft}\n${step.subject}`
  const asked = step.subject === null ? step.missingFields : [...step.missingFields, ...fieldsOf(step.subject)]
  const open = fieldsOf(whole).filter((field) => asked.includes(field) && !dropped.includes(field))
  const filled = fillTemplate(dropSentences(step.draft, dropped), values)
  const { text } = filled
  const subject = fillTemplate(dropSentences(step.subject ?? '', dropped), values)
  const missing = [...new Set([...filled.missing, ...subject.missing])]
  const email = lead.emails[0]

  async function copy() {
    try {
      await askHost('host.copyText', { text })
      showToast({ message: t`Copied the draft for ${lead.name}` })
    } catch (error) {
      sayFailed(error)
    }
  }

  async function mail() {
    const title = subject.text === '' ? '' : `subject=${encodeURIComponent(subject.text)}&`
    // Lines of an address end in both signs. Source: RFC 6068.
    const body = encodeURIComponent(text.replaceAll('\n', '\r\n'))
    try {
      await askHost('host.openAddress', { url: `mailto:${email}?${title}body=${body}` })
    } catch (error) {
      sayFailed(error)
    }
  }

  return (
    <>
      <div className={classes.draft}>
        <div className={classes.draftHead}>
          <span className="lb-quiet lb-note">
            <Trans>Draft</Trans>
          </span>
          <Button
            size="sm"
            variant="subtle"
            leftSection={<IconCopy size={16} stroke={1.5} aria-hidden />}
            disabled={missing.length > 0}
            onClick={() => void copy()}
          >
            <Trans>Copy</Trans>
          </Button>
          {step.channel === 'mail' && email !== undefined && (
            <Button
              size="sm"
              variant="subtle"
              leftSection={<IconMail size={16} stroke={1.5} aria-hidden />}
              disabled={missing.length > 0}
              onClick={() => void mail()}
            >
              <Trans>Write the mail</Trans>
            </Button>
          )}
        </div>
        {subject.text !== '' && (
          <div className={classes.subject}>
            <span className="lb-quiet lb-note">
              <Trans>Subject</Trans>
            </span>
            <TemplateText text={subject.text} />
          </div>
        )}
        <TemplateText text={text} />
      </div>
      {open.length > 0 && (
        <div className={classes.fields}>
          {missing.length > 0 && (
            <Note tone="warn">
              <b>{plural(missing.length, { one: 'One field is empty.', other: '# fields are empty.' })}</b>{' '}
              <Trans>Fill in what you know, or drop the sentence. Nothing is copied before that.</Trans>
            </Note>
          )}
          {open.map((field) => (
            <div key={field} className={classes.field}>
              <TextInput
                size="sm"
                label={fieldWord(field)}
                value={values[field] ?? ''}
                onChange={(event) => {
                  const { value } = event.currentTarget
                  setValues((before) => ({ ...before, [field]: value }))
                }}
              />
              <Button size="sm" variant="subtle" onClick={() => setDropped([...dropped, field])}>
                <Trans>Drop the sentence</Trans>
              </Button>
            </div>
          ))}
        </div>
      )}
    </>
  )
}
