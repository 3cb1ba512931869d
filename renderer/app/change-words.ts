import { plural, t } from '@lingui/core/macro'
import type { ChangeLabel } from '../../shared/contract/journal.contract.ts'

/** What a change did, as a toast and the history say it: "Tagged Marta Vogel as warm". */
export function changeWords({ what, name, count = 1 }: ChangeLabel): string {
  const who = name ?? plural(count, { one: '# lead', other: '# leads' })
  switch (what) {
    case 'lead_added':
      return t`Added ${who}`
    case 'lead_edited':
      return t`Changed ${who}`
    case 'tagged_cold':
      return t`Tagged ${who} as cold`
    case 'tagged_warm':
      return t`Tagged ${who} as warm`
    case 'hand_tag_removed':
      return t`Took the tag off ${who}`
    case 'touch_logged':
      return t`Logged a touch with ${who}`
    case 'signal_logged':
      return t`Logged a signal of ${who}`
    case 'action_planned':
      return t`Planned the next action for ${who}`
    case 'action_done':
      return t`Done for ${who}`
    case 'action_snoozed':
      return t`Moved the next action of ${who}`
    case 'action_dropped':
      return t`Dropped the next action of ${who}`
    case 'playbook_started':
      return t`Started a playbook with ${who}`
    case 'playbook_stopped':
      return t`Stopped the playbook of ${who}`
    case 'step_done':
      return t`Did a step with ${who}`
    case 'step_skipped':
      return t`Skipped a step of ${who}`
    case 'stage_changed':
      return t`Changed the stage of ${who}`
    case 'status_changed':
      return t`Changed the status of ${who}`
    case 'do_not_contact_set':
      return t`Marked ${who}: do not contact`
    case 'imported': {
      const leads = plural(count, { one: '# lead', other: '# leads' })
      return name === undefined ? t`Imported ${leads}` : t`Imported ${name}: ${leads}`
    }
    case 'leads_merged':
      return t`Merged ${who}`
    case 'told_apart':
      return t`Told ${who} apart`
    case 'sample_made':
      return t`Made the sample`
    case 'settings_changed':
      return t`Changed the settings`
    case 'leads_edited':
      return t`Changed ${who}`
    case 'cells_edited':
      return name === undefined ? plural(count, { one: 'Changed # cell', other: 'Changed # cells' }) : t`Changed ${who}`
    case 'cells_pasted':
      return plural(count, { one: 'Pasted # cell', other: 'Pasted # cells' })
    case 'leads_archived':
      return t`Moved ${who} to the trash`
    case 'leads_restored':
      return t`Took ${who} out of the trash`
    case 'leads_erased':
      return t`Erased ${who} for good`
    case 'note_written':
      return t`Wrote a note on ${who}`
    case 'note_deleted':
      return t`Deleted a note on ${who}`
    case 'attachment_added':
      return t`Attached something to ${who}`
    case 'attachment_removed':
      return t`Took something off ${who}`
    case 'company_edited':
      return t`Changed the company ${who}`
    case 'view_saved':
      return t`Saved the view ${who}`
    case 'view_deleted':
      return t`Deleted the view ${who}`
    case 'views_ordered':
      return t`Put the views in another order`
    case 'field_added':
      return t`Added the field ${who}`
    case 'field_changed':
      return t`Changed the field ${who}`
    case 'field_deleted':
      return t`Deleted the field ${who}`
    case 'answered':
      return t`Answered a question about ${who}`
    case 'lead_returned':
      return t`Returned ${who}`
    case 'fit_rules_changed':
      return t`Changed the checklist of fit`
    case 'gates_changed':
      return t`Changed the gates`
    case 'signal_removed':
      return t`Took a signal of ${who} out`
    case 'temperature_rules_changed':
      return t`Changed the rules of temperature`
    case 'topics_merged':
      return t`Made the topic ${who} one with another`
    case 'topic_renamed':
      return t`Renamed a topic to ${who}`
  }
}
