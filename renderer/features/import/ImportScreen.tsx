import { type RefObject, useEffect, useRef } from 'react'
import { assertNever } from '../../../shared/primitives/assert-never.ts'
import { useSession } from '../../app/session.ts'
import { useFileDrop } from '../../ui/use-file-drop.ts'
import { Checking } from './Checking.tsx'
import { Choosing } from './Choosing.tsx'
import classes from './ImportScreen.module.css'
import { type ImportStand, takeFile, useImportRun } from './import-run.ts'
import { Unreadable, Uploading } from './Reading.tsx'
import { WrittenReport } from './WrittenReport.tsx'

/** Import: choose, drop or paste; see what will happen; write it; undo it. */
export function ImportScreen() {
  const stand = useImportRun((run) => run.stand)
  const { waitingFile, setWaitingFile } = useSession()
  useEffect(() => {
    if (waitingFile === undefined) return
    setWaitingFile(undefined)
    void takeFile(waitingFile)
  }, [waitingFile, setWaitingFile])
  const page = useRef<HTMLDivElement>(null)
  const drop = useFileDrop((file) => void takeFile(file))
  return (
    <div ref={page} tabIndex={-1} className={classes.page} data-dropping={drop.isOver || undefined} {...drop.target}>
      <Stand stand={stand} />
      <FocusKept key={stand.is} page={page} />
    </div>
  )
}

/** Where what had the focus went with the stand before, the page has it. */
function FocusKept({ page }: { page: RefObject<HTMLDivElement | null> }) {
  useEffect(() => {
    if (document.activeElement === document.body) page.current?.focus({ preventScroll: true })
  }, [page])
  return null
}

function Stand({ stand }: { stand: ImportStand }) {
  switch (stand.is) {
    case 'choosing':
      return <Choosing />
    case 'reading':
      return <Uploading fileName={stand.file.name} share={stand.share} />
    case 'failed':
      return <Unreadable fileName={stand.fileName} message={stand.message} />
    case 'checking':
      return <Checking key={stand.request.fileId} {...stand} />
    case 'written':
      return <WrittenReport request={stand.request} report={stand.report} />
    default:
      return assertNever(stand)
  }
}
