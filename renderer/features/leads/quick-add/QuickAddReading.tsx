import { useLingui } from '@lingui/react/macro'
import type { ReadQuickAdd } from '../../../../shared/contract/quick-add.contract.ts'
import { isEmailShaped } from '../../../../shared/domain/import/cell-shapes.ts'
import { useProcedure } from '../../../api/queries.ts'
import { dueDayWords } from '../../../app/day-words.ts'
import { formatMoney } from '../../../app/format.ts'
import classes from './QuickAdd.module.css'
import { usePartName } from './usePartName.ts'

/** What each piece of the line was read as, in its order. */
export function QuickAddReading({ reading }: { reading: ReadQuickAdd }) {
  const { t } = useLingui()
  const partName = usePartName()
  const status = useProcedure('workbook.status', {}).data

  function remark({ as, text }: ReadQuickAdd['pieces'][number]): string | undefined {
    if (as === 'phone') {
      const phone = reading.phones.find(({ raw }) => raw === text)
      if (phone === undefined) return undefined
      return phone.e164 ?? t`cannot be read as a number; it stays as it is`
    }
    if (as === 'email' && !isEmailShaped(text)) return t`is no whole address; it stays as it is`
    if (status === undefined) return undefined
    if (as === 'value' && reading.valueMinor !== null) return formatMoney(reading.valueMinor, status.currency)
    if (as === 'nextAction' && reading.nextAction !== null) {
      const { what, on } = reading.nextAction
      return t`${what}, ${dueDayWords(on, status.today)}`
    }
    return undefined
  }

  if (reading.calledBy === null && reading.pieces.length > 0)
    return <p className="lb-quiet lb-small">{t`Write a name, a company, an e-mail address or a phone number too.`}</p>
  return (
    <dl className={classes.pieces} aria-label={t`Read as`}>
      {reading.pieces.map((piece, at) => (
        <div key={at} className={classes.piece}>
          <dt>{partName(piece.as)}</dt>
          <dd>
            {piece.text}
            {remark(piece) !== undefined && <span className="lb-quiet"> {remark(piece)}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
