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
  }
}
