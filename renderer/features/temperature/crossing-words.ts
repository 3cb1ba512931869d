import { t } from '@lingui/core/macro'
import type { Why } from '../../../shared/contract/temperature.contract.ts'
import { signalWord } from '../../app/contact-words.ts'
import { formatDay } from '../../app/format.ts'

/** A crossing of the line between cold and warm, and what caused it. */
export function crossingWords({ to, cause }: Why['crossings'][number]): { what: string; because: string } {
  const because =
    cause.type === 'signal' && cause.kind !== null
      ? t`because of: ${signalWord(cause.kind)}`
      : cause.type === 'not_now'
        ? t`because of the “not now”`
        : cause.type === 'silence'
          ? t`because of the silence since`
          : t`because the “not now” wore off`
  const since = cause.type === 'silence' && cause.since !== null ? ` ${formatDay(cause.since, 'long')}` : ''
  return { what: to === 'warm' ? t`Cold to warm` : t`Warm to cold`, because: because + since }
}
