import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { Fragment, useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { UndoReport } from '../../../shared/contract/journal.contract.ts'
import { formatNumber } from '../../app/format.ts'
import { leadRoute } from '../../app/routes.ts'
import { redo } from '../../app/undo.tsx'
import { Note } from '../../ui/Note.tsx'
import classes from './ImportScreen.module.css'

const NAMES_SHOWN = 20

interface UndoNoteProps {
  fileName: string
  undo: UndoReport
  onRedone: () => void
}

/** What undoing an import came to, in three lists: taken back, kept because it was worked on since, impossible and why. */
export function UndoNote({ fileName, undo, onRedone }: UndoNoteProps) {
  const { t } = useLingui()
  const place = useRef<HTMLDivElement>(null)
  // The button that undid it is gone, and the focus with it.
  useEffect(() => place.current?.focus(), [])
  const kept = [...new Map(undo.kept.map((one) => [one.leadId ?? one.name, one])).values()]
  const shown = kept.slice(0, NAMES_SHOWN)
  const others = undo.keptCount - shown.length
  const leads = formatNumber(undo.reversedLeads)
  const rows = formatNumber(undo.reversedRows)
  return (
    <div ref={place} tabIndex={-1} role="status" className={classes.undone}>
      <Note tone={undo.keptCount > 0 || undo.impossible.length > 0 ? 'plain' : 'good'}>
        <p>
          {t`${fileName} undone: ${plural(undo.reversedLeads, { one: `${leads} lead taken back`, other: `${leads} leads taken back` })}.`}{' '}
          <span className="lb-quiet">
            {plural(undo.reversedRows, { one: `${rows} entry in all.`, other: `${rows} entries in all.` })}
          </span>
        </p>
        {shown.length > 0 && (
          <p>
            {t`Kept, because you worked on them since:`}{' '}
            {shown.map(({ leadId, name }, at) => (
              <Fragment key={leadId ?? name}>
                {at > 0 && ', '}
                {leadId === null ? name : <Link href={leadRoute(leadId)}>{name}</Link>}
              </Fragment>
            ))}
            {others > 0 && ` ${t`and ${plural(others, { one: '# more', other: '# more' })}`}`}.
          </p>
        )}
        {impossibleOf(undo).map(({ reason, count }) => (
          <p key={reason}>
            {plural(count, { one: '# entry could not be taken back:', other: '# entries could not be taken back:' })}{' '}
            {reason}
          </p>
        ))}
        <Button size="sm" onClick={() => void redo().then(onRedone)}>{t`Do it again`}</Button>
      </Note>
    </div>
  )
}

function impossibleOf(undo: UndoReport): { reason: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { reason } of undo.impossible) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].map(([reason, count]) => ({ reason, count }))
}
