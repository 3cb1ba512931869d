import * as z from 'zod/mini'
import { changeSetIdSchema, leadIdSchema } from '../primitives/ids.ts'
import { command, query } from './procedure.ts'

/** What a change set did, as a word for the screen to translate, with the lead's name or how many it touched. */
export const changeLabelSchema = z.object({
  what: z.enum([
    'lead_added',
    'lead_edited',
    'tagged_cold',
    'tagged_warm',
    'hand_tag_removed',
    'touch_logged',
    'signal_logged',
    'action_planned',
    'action_done',
    'action_snoozed',
    'action_dropped',
    'playbook_started',
    'playbook_stopped',
    'step_done',
    'step_skipped',
    'stage_changed',
    'status_changed',
    'do_not_contact_set',
    'imported',
    'leads_merged',
    'told_apart',
    'sample_made',
    'settings_changed',
    'leads_edited',
    'cells_edited',
    'cells_pasted',
    'leads_archived',
    'leads_restored',
    'leads_erased',
    'note_written',
    'note_deleted',
    'attachment_added',
    'attachment_removed',
    'company_edited',
    'view_saved',
    'view_deleted',
    'views_ordered',
    'field_added',
    'field_changed',
    'field_deleted',
    'answered',
    'lead_returned',
    'fit_rules_changed',
    'gates_changed',
    'signal_removed',
    'temperature_rules_changed',
    'topics_merged',
    'topic_renamed',
  ]),
  name: z.optional(z.string()),
  count: z.optional(z.int()),
})
export type ChangeLabel = z.infer<typeof changeLabelSchema>

export const changeCauseSchema = z.enum(['edit', 'bulk', 'import', 'merge', 'playbook', 'undo', 'redo'])
export type ChangeCause = z.infer<typeof changeCauseSchema>

export const changeSetSchema = z.object({
  id: changeSetIdSchema,
  label: changeLabelSchema,
  madeAt: z.string(),
  cause: changeCauseSchema,
  state: z.enum(['done', 'partly_undone', 'undone']),
})
export type ChangeSet = z.infer<typeof changeSetSchema>

/** A row that undoing left as it is, with the lead it belongs to. */
const keptSchema = z.object({ leadId: z.nullable(leadIdSchema), name: z.string(), table: z.string() })

/** What undoing did: how many rows went back, which leads were kept because they were worked on since, and what could not be taken back and why. */
export const undoReportSchema = z.object({
  changeSet: z.nullable(changeSetIdSchema),
  label: changeLabelSchema,
  reversedLeads: z.int(),
  reversedRows: z.int(),
  kept: z.array(keptSchema),
  keptCount: z.int(),
  impossible: z.array(z.object({ table: z.string(), reason: z.string() })),
})
export type UndoReport = z.infer<typeof undoReportSchema>

export const journalContract = {
  /** The newest change sets first. */
  'journal.list': query(
    z.strictObject({ limit: z.int().check(z.gte(1), z.lte(200)) }),
    z.object({ changeSets: z.array(changeSetSchema), canUndo: z.boolean(), canRedo: z.boolean() }),
  ),
  /** Undoes one change set, or the latest that is not undone. Rows changed since are kept and listed. not_possible where there is none. */
  'journal.undo': command(z.strictObject({ changeSetId: z.optional(changeSetIdSchema) }), undoReportSchema),
  /** Does again what was undone last. not_possible where something else was done meanwhile. */
  'journal.redo': command(z.strictObject({}), undoReportSchema),
}
