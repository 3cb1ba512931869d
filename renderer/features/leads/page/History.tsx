import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { HistoryEntry, LeadPage } from '../../../../shared/contract/lead-page.contract.ts'
import type { ChangeSetId } from '../../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { useProcedure } from '../../../api/queries.ts'
import { changeWords } from '../../../app/change-words.ts'
import { formatInstant } from '../../../app/format.ts'
import { undo } from '../../../app/undo.tsx'
import { focusWhenShown } from '../../../ui/focus-when-shown.ts'
import { Note } from '../../../ui/Note.tsx'
import { useReturnFocus } from '../../../ui/use-return-focus.ts'
import classes from './History.module.css'
import { causeWord, fieldWord } from './history-words.ts'
import { WasAndIs } from './WasAndIs.tsx'

const ENTRIES_A_PAGE = 20

interface HistoryProps {
  page: LeadPage
  today: PlainDate
  currency: string
}

/** Who changed what of a lead, the newest first, field by field; each change can be undone by itself. */
export function History(props: HistoryProps) {
  const [pages, setPages] = useState(1)
  return (
    <ol className={classes.history}>
      <Entries {...props} pages={pages} onMore={() => setPages(pages + 1)} />
    </ol>
  )
}

interface EntriesProps extends HistoryProps {
  pages: number
  onMore: () => void
  before?: ChangeSetId
}

function Entries({ pages, onMore, before, ...props }: EntriesProps) {
  const request = { leadId: props.page.lead.id, limit: ENTRIES_A_PAGE, ...(before !== undefined && { before }) }
  const { data } = useProcedure('leads.history', request, { keepsPrevious: true })
  if (data === undefined) return null
  const latest = before === undefined ? data.entries.find(({ canUndo }) => canUndo)?.id : undefined
  return (
    <>
      {data.entries.map((entry) => (
        <Entry key={entry.id} {...props} entry={entry} isLatest={entry.id === latest} />
      ))}
      {data.next !== null &&
        (pages > 1 ? (
          <Entries {...props} pages={pages - 1} onMore={onMore} before={data.next} />
        ) : (
          <li className={classes.more}>
            <Button size="sm" onClick={onMore}>
              <Trans>Earlier changes</Trans>
            </Button>
          </li>
        ))}
    </>
  )
}

interface EntryProps extends HistoryProps {
  entry: HistoryEntry
  /** Nothing was done to the lead since: undoing it needs no second thought. */
  isLatest: boolean
}

function Entry({ page, today, currency, entry, isLatest }: EntryProps) {
  const { t } = useLingui()
  const [isAsking, setAsking] = useState(false)
  const asking = useReturnFocus<HTMLButtonElement>(isAsking)
  const what = changeWords(entry.label)
  const place = { today, currency, fields: page.custom }
  const more = entry.changeCount - entry.changes.length
  return (
    <li className={classes.entry} aria-label={what}>
      <div className={classes.head}>
        <p className={entry.state === 'undone' ? classes.undone : undefined}>{what}</p>
        {entry.canUndo && !isAsking && (
          <Button
            ref={asking}
            size="sm"
            variant="subtle"
            aria-label={t`Undo: ${what}`}
            onClick={() => (isLatest ? void undo(entry.id) : setAsking(true))}
          >
            <Trans>Undo</Trans>
          </Button>
        )}
      </div>
      <p className="lb-quiet lb-note">
        {formatInstant(entry.madeAt)}, {causeWord(entry.cause)}
        {entry.state === 'undone' && <>. {t`Undone`}</>}
        {entry.state === 'partly_undone' && <>. {t`Undone in part: the rest was changed since`}</>}
      </p>
      {entry.changes.length > 0 && (
        <dl className={classes.changes}>
          {entry.changes.map((change, i) => {
            return (
              // One field can hold several values that change at once.
              <div key={i} className={classes.change}>
                <dt>{fieldWord(change)}</dt>
                <dd>
                  <WasAndIs change={change} place={place} />
                </dd>
              </div>
            )
          })}
        </dl>
      )}
      {more > 0 && <p className="lb-quiet lb-note">{plural(more, { one: 'and # more', other: 'and # more' })}</p>}
      {isAsking && (
        <div className={classes.asking} role="alertdialog" aria-label={t`Undo: ${what}`}>
          <Note tone="warn">
            <Trans>
              This is not the latest change. What you changed since in the same fields stays as it is, and you are told
              what.
            </Trans>
            {entry.cause !== 'edit' && (
              <>
                {' '}
                <Trans>It touched other leads too; they go back with it.</Trans>
              </>
            )}
          </Note>
          <div className={classes.buttons}>
            <Button
              size="sm"
              ref={focusWhenShown}
              onClick={() => {
                setAsking(false)
                void undo(entry.id)
              }}
            >
              <Trans>Undo it</Trans>
            </Button>
            <Button size="sm" variant="subtle" onClick={() => setAsking(false)}>
              <Trans>Leave it</Trans>
            </Button>
          </div>
        </div>
      )}
    </li>
  )
}
