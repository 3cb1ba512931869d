import { useLingui } from '@lingui/react/macro'
import { type ReactNode, useCallback, useState } from 'react'
import type { CustomField } from '../../../../../shared/contract/fields.contract.ts'
import type { LeadRow } from '../../../../../shared/contract/leads.contract.ts'
import { cellText, readCell } from '../../../../../shared/domain/leads/cell-text.ts'
import { customFieldOf, type EditableKey } from '../../../../../shared/domain/leads/lead-fields.ts'
import type { ReadingPlace } from '../../../../../shared/domain/leads/reading-place.ts'
import { parsePlainDate } from '../../../../../shared/primitives/plain-date.ts'
import { ask } from '../../../../api/client.ts'
import { formatFullDay, formatMoney, formatWeekdayAndDay } from '../../../../app/format.ts'
import { sayChanged, sayFailed } from '../../../../app/undo.tsx'
import { CellEditor, type ThenGo } from './CellEditor.tsx'
import { ConflictChoice } from './ConflictChoice.tsx'
import { cellStateOf, showInCells } from './cell-states.ts'
import { editorForm } from './editor-forms.ts'
import { mayHoldMore } from './paste-plan.ts'
import { sayNameEmptied, writeCells } from './write-cells.ts'

/** A cell of the table, its lead as it was when the cell was opened. */
export interface OpenCell {
  lead: LeadRow
  key: EditableKey
  index: number
}

type Editing =
  | (OpenCell & { is: 'writing'; text: string; was: string; message?: string; attempt: number })
  | (OpenCell & { is: 'conflict'; theirs: string; mine: string })

interface CellEditingContext {
  place: ReadingPlace
  fields: readonly CustomField[]
  nameOf: (key: EditableKey) => string
  /** Makes a cell the active one: that of the lead at a place, or beside or below it. */
  goTo: (cell: OpenCell, then: ThenGo) => void
}

interface CellEditing {
  /** What stands over the active cell while it is written in. */
  editor: { cell: OpenCell; content: ReactNode } | undefined
  begin: (cell: OpenCell) => Promise<void>
  /** The text that a cell is edited by. */
  textOf: (lead: LeadRow, key: EditableKey) => string
  /** The same to be written elsewhere: all of the notes. Undefined where they could not be read, which is said. */
  wholeTextOf: (lead: LeadRow, key: EditableKey) => Promise<string | undefined>
  /** Writes a text that was not typed in an editor, as one that was pasted. */
  write: (cell: OpenCell, text: string, how: 'edited' | 'pasted') => Promise<void>
}

/** Writing in the cells of the table: opened, kept, refused or found to have been changed by someone else. */
export function useCellEditing({ place, fields, nameOf, goTo }: CellEditingContext): CellEditing {
  const { t } = useLingui()
  const [editing, setEditing] = useState<Editing | undefined>(undefined)
  const fieldOf = useCallback(
    (key: EditableKey) => {
      const id = customFieldOf(key)
      return id === undefined ? undefined : fields.find((field) => field.id === id)
    },
    [fields],
  )
  const textOf = useCallback(
    (lead: LeadRow, key: EditableKey) => cellText(lead, key, place, fieldOf(key)),
    [place, fieldOf],
  )

  async function wholeTextOf(lead: LeadRow, key: EditableKey) {
    return key === 'notes' && mayHoldMore(textOf(lead, key)) ? wholeNotes(lead) : textOf(lead, key)
  }

  async function begin(cell: OpenCell) {
    const { lead, key } = cell
    const state = cellStateOf(lead.id, key)
    // What one wrote a moment ago is what stands there, though the row does not show it yet.
    const was = state?.is === 'pending' ? state.text : await wholeTextOf(lead, key)
    if (was === undefined) return
    if (state?.is === 'refused')
      setEditing({ ...cell, is: 'writing', text: state.text, was, message: state.message, attempt: 0 })
    else setEditing({ ...cell, is: 'writing', text: was, was, attempt: 0 })
  }

  async function keep(cell: OpenCell & { was: string; attempt: number }, text: string, then: ThenGo) {
    const { lead, key, was } = cell
    const reading = readCell(key, text, place, fieldOf(key))
    if (text !== was && reading.kind === 'refused') {
      setEditing({ ...cell, is: 'writing', text, message: reading.message, attempt: cell.attempt + 1 })
      return
    }
    setEditing(undefined)
    if (then !== 'stay') goTo(cell, then)
    showInCells([{ leadId: lead.id, key, state: undefined }])
    if (text !== was) await send(cell, text, was, 'edited')
  }

  async function send(cell: OpenCell, text: string, was: string, how: 'edited' | 'pasted') {
    const { lead, key } = cell
    const report = await writeCells([{ leadId: lead.id, field: key, text, was }], how)
    const refused = report?.refused[0]
    const conflict = report?.conflicts[0]
    const marked = report?.marked[0]
    if (marked !== undefined) {
      sayChanged(t`Kept with a mark. ${marked.message}`, report?.changeSet ?? null)
      showInCells([{ leadId: lead.id, key, state: { is: 'marked', text, message: marked.message } }])
    } else if (report !== undefined && key === 'name' && text.trim() === '') sayNameEmptied(lead, report)
    if (refused !== undefined) {
      const { message } = refused
      showInCells([{ leadId: lead.id, key, state: { is: 'refused', text, message } }])
      // One who writes elsewhere already is not called away: the cell says it.
      setEditing((now) => {
        if (now !== undefined) return now
        goTo(cell, 'stay')
        return { ...cell, is: 'writing', text, was, message, attempt: 0 }
      })
    } else if (conflict !== undefined) {
      setEditing((now) => {
        if (now !== undefined) return now
        goTo(cell, 'stay')
        return { ...cell, is: 'conflict', theirs: conflict.text, mine: text }
      })
    }
  }

  function readsAs(key: EditableKey, text: string): string | undefined {
    const reading = readCell(key, text, place, fieldOf(key))
    if (reading.kind !== 'read') return reading.message
    const { value } = reading
    const kind = fieldOf(key)?.kind
    if (value.is === 'day') return formatWeekdayAndDay(value.day, 'short')
    if (value.is === 'number') return formatMoney(value.number, place.currency)
    if (value.is !== 'text') return undefined
    const day = kind === 'day' ? parsePlainDate(value.text) : undefined
    if (day !== undefined) return formatFullDay(day)
    return kind === 'money' ? formatMoney(Number(value.text), place.currency) : undefined
  }

  function contentOf(now: Editing): ReactNode {
    if (now.is === 'conflict') {
      return (
        <ConflictChoice
          theirs={now.theirs}
          mine={now.mine}
          onTheirs={() => setEditing(undefined)}
          onMine={() => {
            setEditing(undefined)
            void send(now, now.mine, now.theirs, 'edited')
          }}
        />
      )
    }
    return (
      <CellEditor
        key={`${now.lead.id} ${now.key}`}
        label={t`${nameOf(now.key)} of ${now.lead.name}`}
        field={now.key}
        form={editorForm(now.key, fieldOf(now.key), place.today)}
        text={now.text}
        message={now.message}
        attempt={now.attempt}
        readsAs={(text) => readsAs(now.key, text)}
        onKeep={(text, then) => void keep(now, text, then)}
        onLeave={() => {
          showInCells([{ leadId: now.lead.id, key: now.key, state: undefined }])
          setEditing(undefined)
        }}
      />
    )
  }

  return {
    editor: editing && { cell: editing, content: contentOf(editing) },
    begin,
    textOf,
    wholeTextOf,
    write: async (cell, text, how) => {
      const was = await wholeTextOf(cell.lead, cell.key)
      if (was !== undefined && text !== was) await send(cell, text, was, how)
    },
  }
}

/** A list's row holds the beginning of the notes only. Undefined where they could not be read, which is said. */
async function wholeNotes(lead: LeadRow): Promise<string | undefined> {
  try {
    return (await ask('leads.get', { lead: lead.id })).notes ?? ''
  } catch (error) {
    sayFailed(error)
    return undefined
  }
}
