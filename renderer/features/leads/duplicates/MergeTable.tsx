import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Radio } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useId, useState } from 'react'
import type { ComparedLeadPage } from '../../../../shared/contract/duplicates.contract.ts'
import type { ChosenField } from '../../../../shared/domain/leads/merge.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import { leadRoute } from '../../../app/routes.ts'
import classes from './Duplicates.module.css'
import type { MergeRow } from './merge-table-rows.ts'

interface MergeTableProps {
  leads: readonly ComparedLeadPage[]
  rows: readonly MergeRow[]
  keep: LeadId
  onKeep: (leadId: LeadId) => void
  onChoose: (field: ChosenField, leadId: LeadId) => void
}

/** Leads side by side, a column each, and what merging them comes to; the fields in which they do not differ are folded away. */
export function MergeTable({ leads, rows, keep, onKeep, onChoose }: MergeTableProps) {
  const { t } = useLingui()
  const id = useId()
  const [isUnfolded, setUnfolded] = useState(false)
  const differing = rows.filter((row) => !row.isSame)
  const same = rows.filter((row) => row.isSame)
  const Chevron = isUnfolded ? IconChevronDown : IconChevronRight
  return (
    <section className={classes.frame} tabIndex={0} aria-label={t`Side by side`}>
      <table className={`lb-table ${classes.table}`} style={{ minWidth: 130 + 196 * (leads.length + 1) }}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Keep</Trans>
            </th>
            {leads.map(({ id: leadId, calledBy: name, code }) => (
              <th key={leadId} scope="col" className={classes.lead}>
                <Radio
                  name={`${id} keep`}
                  label={name}
                  aria-label={t`Keep ${name}, lead ${leadId}`}
                  checked={leadId === keep}
                  onChange={() => onKeep(leadId)}
                />
                <p className={classes.about}>
                  {code !== null && <span className="lb-code">{code}</span>}
                  <a href={`#${leadRoute(leadId)}`} aria-label={t`Open ${name}, lead ${leadId}`}>
                    <Trans>Open</Trans>
                  </a>
                </p>
              </th>
            ))}
            <th scope="col" className={classes.result}>
              <Trans>Becomes one lead</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {differing.map((row) => (
            <Row key={row.key} row={row} leads={leads} group={id} onChoose={onChoose} />
          ))}
          {same.length > 0 && (
            <tr className={classes.fold}>
              <th scope="row">{t`Same`}</th>
              <td colSpan={leads.length + 1}>
                <button type="button" aria-expanded={isUnfolded} onClick={() => setUnfolded(!isUnfolded)}>
                  <Chevron size={16} stroke={1.5} aria-hidden />
                  {plural(same.length, { one: '# field is the same', other: '# fields are the same' })}
                </button>
              </td>
            </tr>
          )}
          {isUnfolded &&
            same.map((row) => <Row key={row.key} row={row} leads={leads} group={id} onChoose={onChoose} />)}
        </tbody>
      </table>
    </section>
  )
}

interface RowProps {
  row: MergeRow
  leads: readonly ComparedLeadPage[]
  group: string
  onChoose: (field: ChosenField, leadId: LeadId) => void
}

function Row({ row, leads, group, onChoose }: RowProps) {
  const { t } = useLingui()
  const { choice, name } = row
  // Where one lead alone holds something, there is nothing to choose.
  const isOpen = choice !== undefined && !row.isSame && row.cells.filter((cell) => cell.length > 0).length > 1
  return (
    <tr>
      <th scope="row">{name}</th>
      {leads.map(({ id: leadId }, at) => {
        const lines = row.cells[at] ?? []
        const text = lines.join(', ')
        return (
          <td key={leadId} data-given-up={(isOpen && choice.of !== leadId) || undefined}>
            {isOpen && lines.length > 0 ? (
              <Radio
                name={`${group} ${row.key}`}
                label={<Lines lines={lines} />}
                aria-label={t`${name}: ${text}, of lead ${leadId}`}
                checked={choice.of === leadId}
                onChange={() => onChoose(choice.field, leadId)}
              />
            ) : (
              <Lines lines={lines} />
            )}
          </td>
        )
      })}
      <td className={classes.result}>
        <Lines lines={row.result} />
      </td>
    </tr>
  )
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <>
      {lines.map((line, at) => (
        <span key={at} className={classes.line}>
          {line}
        </span>
      ))}
    </>
  )
}
