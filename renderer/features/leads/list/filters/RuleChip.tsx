import { Trans, useLingui } from '@lingui/react/macro'
import { Popover, UnstyledButton } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import type { FieldKey } from '../../../../../shared/domain/leads/lead-fields.ts'
import type { LeadRule } from '../../../../../shared/domain/leads/lead-rule.ts'
import { fieldName } from '../../field-names.ts'
import classes from './FilterChips.module.css'
import { RuleEditor } from './RuleEditor.tsx'
import { type RuleWording, ruleWords } from './rule-words.ts'

interface RuleChipProps {
  /** Its place as `group.index`, by which it is found again. */
  id: string
  field: FieldKey
  /** Undefined while it asks nothing yet. */
  rule: LeadRule | undefined
  wording: RuleWording
  isEdited: boolean
  onOpen: () => void
  /** Ends editing; the focus comes back to the chip unless it went elsewhere by a press of the mouse. */
  onClose: (isFocusKept: boolean) => void
  onChange: (rule: LeadRule | undefined) => void
  onRemove: () => void
  onOr: () => void
}

/** A rule in force: pressed it can be changed, Delete or its × takes it off. */
export function RuleChip(props: RuleChipProps) {
  const { id, field, rule, wording, isEdited, onOpen, onClose, onChange, onRemove, onOr } = props
  const { t } = useLingui()
  const name = fieldName(field, wording.ownFields) ?? t`A field that is gone`
  const words = rule === undefined ? { field: name, holds: '…' } : ruleWords(rule, wording)

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return
    event.preventDefault()
    onRemove()
  }

  return (
    <Popover
      position="bottom-start"
      width={340}
      trapFocus
      withRoles={false}
      opened={isEdited}
      closeOnEscape={false}
      onDismiss={() => onClose(false)}
    >
      <span className={classes.chip} data-edited={isEdited || undefined}>
        <Popover.Target>
          <UnstyledButton
            className={classes.words}
            data-chip={id}
            aria-haspopup="dialog"
            aria-expanded={isEdited}
            onClick={() => (isEdited ? onClose(true) : onOpen())}
            onKeyDown={onKeyDown}
          >
            <Trans>
              {words.field} <b title={words.holds}>{words.holds}</b>
            </Trans>
          </UnstyledButton>
        </Popover.Target>
        <UnstyledButton
          className={classes.remove}
          aria-label={t`Take off the filter by ${words.field}`}
          onClick={onRemove}
        >
          <IconX size={14} stroke={1.5} aria-hidden />
        </UnstyledButton>
      </span>
      <Popover.Dropdown role="dialog" aria-label={t`Filter by ${words.field}`}>
        {isEdited && (
          <RuleEditor
            field={field}
            name={name}
            rule={rule}
            wording={wording}
            onChange={onChange}
            onClose={() => onClose(true)}
            onRemove={onRemove}
            onOr={onOr}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
