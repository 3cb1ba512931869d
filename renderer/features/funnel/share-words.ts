import { t } from '@lingui/core/macro'
import type { Conversion, Funnel } from '../../../shared/contract/funnel.contract.ts'
import { formatPercent } from '../../app/format.ts'

type Shown = Pick<Funnel['conversions'][number], 'entered' | 'reached' | 'rate' | 'interval'>

/** A share as it may be shown for its n: below 5 "k of n", else in percent. */
export function shareWords({ entered, reached, rate }: Pick<Conversion, 'entered' | 'reached' | 'rate'>): string {
  if (entered === 0) return '–'
  return rate === null ? t`${reached} of ${entered}` : formatPercent(rate)
}

/** The 80 % interval beside a share of 5 to 29, else empty. */
export function intervalWords({ interval }: Shown): string {
  if (interval === null) return ''
  const low = Math.round(interval.low * 100)
  const high = Math.round(interval.high * 100)
  return t`${low} to ${high} %`
}
