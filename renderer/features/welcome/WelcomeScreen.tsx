import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconBook2, IconFileSpreadsheet, IconFolderOpen, IconSchool, IconX } from '@tabler/icons-react'
import { type ComponentType, type ReactNode, useRef } from 'react'
import { type Temperature, TemperatureShape } from '../../ui/marks/TemperatureMark.tsx'
import { Note } from '../../ui/Note.tsx'
import { useFileDrop } from '../../ui/use-file-drop.ts'
import classes from './WelcomeScreen.module.css'

/** A workbook opened before. */
export interface RecentWorkbook {
  id: string
  name: string
  /** When it was last open and how large it is, in words: "yesterday, 1,284 leads". */
  words: string
}

export interface WelcomeScreenProps {
  /** Begins a workbook with the contacts of this file. */
  onImport: (file: File) => void
  onStartEmpty: () => void
  onOpenSample: () => void
  /** Shows the computer's own dialog; left out where the host has none. */
  onOpen?: (() => void) | undefined
  onOpenRecent: (id: string) => void
  /** The workbooks opened before, the latest first. */
  recent: readonly RecentWorkbook[]
  /** What could not be opened, and what to do; shown above the doors. */
  problem?: ReactNode
  /** A door was chosen and is being opened: all doors are held meanwhile. */
  isOpening?: boolean
}

/** The first screen: four ways to a workbook, the words for every lead, and what Leadbook never does. */
export function WelcomeScreen(props: WelcomeScreenProps) {
  const { onImport, onStartEmpty, onOpenSample, onOpen, onOpenRecent, recent, problem, isOpening = false } = props
  const fileInput = useRef<HTMLInputElement>(null)
  const drop = useFileDrop((file) => {
    if (!isOpening) onImport(file)
  })
  const [last, ...earlier] = recent

  return (
    <main className={classes.first} data-dropping={drop.isOver || undefined} {...drop.target}>
      <div className={classes.inner}>
        <header className={classes.head}>
          <h1>Leadbook</h1>
          <p>
            <Trans>The workbook for people who sell their own work.</Trans>
          </p>
        </header>
        {problem !== undefined && (
          <div className={classes.problem} role="alert">
            <Note tone="bad">{problem}</Note>
          </div>
        )}
        <ol className={classes.doors}>
          <Door
            Icon={IconFileSpreadsheet}
            title={<Trans>Bring in your contacts</Trans>}
            action={
              <Button variant="filled" disabled={isOpening} onClick={() => fileInput.current?.click()}>
                <Trans>Choose a file</Trans>
              </Button>
            }
          >
            <Trans>Drop a spreadsheet anywhere here. You see what will happen before anything is written.</Trans>
          </Door>
          <Door
            Icon={IconBook2}
            title={<Trans>Start with an empty book</Trans>}
            action={
              <Button disabled={isOpening} onClick={onStartEmpty}>
                <Trans>Start empty</Trans>
              </Button>
            }
          >
            <Trans>One lead at a time, typed or pasted.</Trans>
          </Door>
          <Door
            Icon={IconSchool}
            title={<Trans>Look around first</Trans>}
            action={
              <Button disabled={isOpening} onClick={onOpenSample}>
                <Trans>Open the sample</Trans>
              </Button>
            }
          >
            <Trans>A sample with 300 invented leads and a year of history. It never mixes with yours.</Trans>
          </Door>
          <Door
            Icon={IconFolderOpen}
            title={<Trans>Open a book you have</Trans>}
            action={
              onOpen !== undefined && (
                <Button disabled={isOpening} onClick={onOpen}>
                  <Trans>Open</Trans>
                </Button>
              )
            }
          >
            {last === undefined ? (
              onOpen === undefined ? (
                <Trans>None yet. The books you begin are listed here.</Trans>
              ) : (
                <Trans>A Leadbook file on this computer.</Trans>
              )
            ) : (
              <>
                <Trans>Last:</Trans> <RecentLink workbook={last} isHeld={isOpening} onOpen={onOpenRecent} />
                {earlier.slice(0, 4).map((workbook) => (
                  <span key={workbook.id} className={classes.earlier}>
                    <RecentLink workbook={workbook} isHeld={isOpening} onOpen={onOpenRecent} />
                  </span>
                ))}
              </>
            )}
          </Door>
        </ol>
        <input
          ref={fileInput}
          type="file"
          accept=".csv,.tsv,.txt,.xlsx"
          hidden
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            event.currentTarget.value = ''
            if (file !== undefined) onImport(file)
          }}
        />
      </div>
      <aside className={classes.side}>
        <h2>
          <Trans>Four words for every lead</Trans>
        </h2>
        <ul className={classes.words}>
          <Word temperature="cold" word={<Trans>Cold</Trans>}>
            <Trans>has done nothing yet, or not for long</Trans>
          </Word>
          <Word temperature="warm" word={<Trans>Warm</Trans>}>
            <Trans>replied, came, downloaded: lately</Trans>
          </Word>
          <Word temperature="hot" word={<Trans>Hot</Trans>}>
            <Trans>asked for a price, a call, a meeting</Trans>
          </Word>
          <Word temperature="cooling" word={<Trans>Cooling</Trans>}>
            <Trans>was warm, is about to be lost</Trans>
          </Word>
        </ul>
        <p className="lb-quiet lb-small">
          <Trans>Only what they do counts. Your own mails never warm anyone. Every score shows its reasons.</Trans>
        </p>
        <h2>
          <Trans>What it never does</Trans>
        </h2>
        <ul className={classes.never}>
          <Never>
            <Trans>Send anything</Trans>
          </Never>
          <Never>
            <Trans>Track anyone</Trans>
          </Never>
          <Never>
            <Trans>Ask for an account</Trans>
          </Never>
          <Never>
            <Trans>Use the network</Trans>
          </Never>
          <Never>
            <Trans>Invent what it does not know</Trans>
          </Never>
        </ul>
        <p className="lb-quiet lb-small">
          <Trans>Your book is one file on this computer.</Trans>
        </p>
      </aside>
    </main>
  )
}

interface DoorProps {
  Icon: ComponentType<{ size: number; stroke: number }>
  title: ReactNode
  action: ReactNode
  children: ReactNode
}

function Door({ Icon, title, action, children }: DoorProps) {
  return (
    <li className={classes.door}>
      <div className={classes.margin} aria-hidden>
        <Icon size={24} stroke={1.4} />
      </div>
      <div className={classes.body}>
        <div className={classes.text}>
          <h2>{title}</h2>
          <p>{children}</p>
        </div>
        {action}
      </div>
    </li>
  )
}

interface RecentLinkProps {
  workbook: RecentWorkbook
  isHeld: boolean
  onOpen: (id: string) => void
}

function RecentLink({ workbook, isHeld, onOpen }: RecentLinkProps) {
  return (
    <>
      <button type="button" className={classes.recent} disabled={isHeld} onClick={() => onOpen(workbook.id)}>
        {workbook.name}
      </button>
      , {workbook.words}.
    </>
  )
}

function Word({ temperature, word, children }: { temperature: Temperature; word: ReactNode; children: ReactNode }) {
  return (
    <li>
      <b className={classes[temperature]}>
        <TemperatureShape temperature={temperature} />
        {word}
      </b>
      <span className="lb-quiet">{children}</span>
    </li>
  )
}

function Never({ children }: { children: ReactNode }) {
  return (
    <li>
      <IconX size={16} stroke={1.5} aria-hidden />
      {children}
    </li>
  )
}
