import { t } from '@lingui/core/macro'

/** Why a run stopped, as it goes on after "since 12 March, ". */
export function stopReasonWords(reason: string | null): string {
  const words: Record<string, string> = {
    replied: t`stopped, because they replied`,
    met: t`stopped, because you talked`,
    not_now: t`stopped by “not now”`,
    stage_forward: t`stopped by the next stage`,
    do_not_contact: t`stopped: do not contact`,
    bounced: t`stopped, because the address is dead`,
    by_hand: t`stopped by you`,
    status_changed: t`stopped with the status`,
  }
  return words[reason ?? ''] ?? t`stopped`
}
