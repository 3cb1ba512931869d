import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Table, VisuallyHidden } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useState } from 'react'
import type { CustomField } from '../../../../shared/contract/fields.contract.ts'
import { useCommand, useProcedure } from '../../../api/queries.ts'
import { changeWords } from '../../../app/change-words.ts'
import { formatNumber } from '../../../app/format.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import { LedgerSection } from '../../../ui/LedgerSection.tsx'
import { DeleteFieldDialog } from './DeleteFieldDialog.tsx'
import { FieldDialog } from './FieldDialog.tsx'
import classes from './Fields.module.css'
import { kindWord } from './kind-words.ts'

type OpenDialog = { type: 'change'; field: CustomField | 'new' } | { type: 'delete'; field: CustomField }

/** The seller's own fields: what they are called, what they hold, and in which order they stand. */
export function FieldsSection() {
  const { t } = useLingui()
  const fields = useProcedure('fields.list', { counts: true }).data?.fields
  const [dialog, setDialog] = useState<OpenDialog | undefined>(undefined)
  const close = () => setDialog(undefined)
  if (fields === undefined) return null
  return (
    <LedgerSection title={t`Fields`}>
      <p className={`lb-quiet lb-small ${classes.remark}`}>
        <Trans>
          What you want to know of a lead beside what Leadbook asks. They stand on each lead's page, and can be columns,
          filters and targets of an import.
        </Trans>
      </p>
      {fields.length > 0 && (
        <FieldTable
          fields={fields}
          onChange={(field) => setDialog({ type: 'change', field })}
          onDelete={(field) => setDialog({ type: 'delete', field })}
        />
      )}
      <Button className={classes.add} onClick={() => setDialog({ type: 'change', field: 'new' })}>
        <Trans>Add a field</Trans>
      </Button>
      <FieldDialog
        field={dialog?.type === 'change' ? dialog.field : null}
        groups={[...new Set(fields.flatMap(({ group }) => group ?? []))]}
        onClose={close}
      />
      <DeleteFieldDialog field={dialog?.type === 'delete' ? dialog.field : null} onClose={close} />
    </LedgerSection>
  )
}

interface FieldTableProps {
  fields: readonly CustomField[]
  onChange: (field: CustomField) => void
  onDelete: (field: CustomField) => void
}

function FieldTable({ fields, onChange, onDelete }: FieldTableProps) {
  const { t } = useLingui()
  const change = useCommand('fields.change')

  async function move(field: CustomField, position: number) {
    try {
      const { changeSet } = await change.mutateAsync({ fieldId: field.id, position })
      sayChanged(changeWords({ what: 'field_changed', name: field.name }), changeSet)
    } catch (error) {
      sayFailed(error)
    }
  }

  return (
    <div className={classes.scroll}>
      <Table className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t`Name`}</Table.Th>
            <Table.Th>{t`Kind`}</Table.Th>
            <Table.Th>{t`Group`}</Table.Th>
            <Table.Th className={classes.number}>{t`Values`}</Table.Th>
            <Table.Th>
              <VisuallyHidden>{t`What can be done`}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {fields.map((field, at) => (
            <Table.Tr key={field.id}>
              <Table.Th scope="row" className={classes.name}>
                {field.name}
              </Table.Th>
              <Table.Td>
                {kindWord(field.kind)}
                {field.options.length > 0 && (
                  <span className={`lb-quiet ${classes.options}`}> {field.options.join(', ')}</span>
                )}
              </Table.Td>
              <Table.Td className={classes.group}>{field.group}</Table.Td>
              <Table.Td className={classes.number}>
                {formatNumber(field.valueCount ?? 0)}
                {(field.unreadCount ?? 0) > 0 && (
                  <span className={classes.unread}>
                    {plural(field.unreadCount ?? 0, { one: '# to mend', other: '# to mend' })}
                  </span>
                )}
              </Table.Td>
              <Table.Td className={classes.actions}>
                <ActionIcon
                  variant="subtle"
                  aria-label={t`Move ${field.name} up`}
                  disabled={at === 0 || change.isPending}
                  onClick={() => void move(field, at - 1)}
                >
                  <IconArrowUp size={16} stroke={1.5} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  aria-label={t`Move ${field.name} down`}
                  disabled={at === fields.length - 1 || change.isPending}
                  onClick={() => void move(field, at + 1)}
                >
                  <IconArrowDown size={16} stroke={1.5} aria-hidden />
                </ActionIcon>
                <Button size="sm" aria-label={t`Change ${field.name}`} onClick={() => onChange(field)}>
                  <Trans>Change</Trans>
                </Button>
                <Button size="sm" data-danger aria-label={t`Delete ${field.name}`} onClick={() => onDelete(field)}>
                  <Trans>Delete</Trans>
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
