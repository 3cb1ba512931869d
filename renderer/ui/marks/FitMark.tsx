import { useLingui } from '@lingui/react/macro'
import classes from './marks.module.css'

/** The grade of how well a lead fits; null where too little is known to grade it. */
export type Fit = 'A' | 'B' | 'C' | null

/** A lead's fit as a letter in a box; a dashed question mark where it is ungraded. */
export function FitMark({ fit }: { fit: Fit }) {
  const { t } = useLingui()
  return (
    <span className={classes.fit} data-ungraded={fit === null || undefined}>
      <span className="lb-hidden">{fit === null ? t`Fit ungraded` : t`Fit ${fit}`}</span>
      <span aria-hidden>{fit ?? '?'}</span>
    </span>
  )
}
