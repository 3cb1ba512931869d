import { useLingui } from '@lingui/react/macro'
import { openSpotlight } from '@mantine/spotlight'
import { lazy, Suspense, useEffect, useState } from 'react'
import type { HostState } from '../../shared/contract/host.contract.ts'
import { temperatureWord } from '../../shared/domain/temperature/temperature-word.ts'
import { ask, askHost } from '../api/client.ts'
import { FailureError } from '../api/failure-error.ts'
import { useConnection, useCoreEvent, useHostCommand, useHostProcedure, useProcedure } from '../api/queries.ts'
import { QuickAdd } from '../features/leads/quick-add/QuickAdd.tsx'
import { openQuickAdd } from '../features/leads/quick-add/quick-add-state.ts'
import { WelcomeScreen } from '../features/welcome/WelcomeScreen.tsx'
import { Note } from '../ui/Note.tsx'
import { isDialogOpen } from '../ui/open-dialogs.ts'
import { WaitingBar } from '../ui/WaitingBar.tsx'
import { BookPages, type Screens } from './BookPages.tsx'
import type { FoundLead } from './CommandPalette.tsx'
import type { ThemeChoice } from './color-scheme.ts'
import { pastDayWords } from './day-words.ts'
import { formatDay, formatScore } from './format.ts'
import { goTo } from './hash-location.ts'
import { Providers } from './Providers.tsx'
import classes from './Root.module.css'
import { routes } from './routes.ts'
import { hasRulesDraft, useSession } from './session.ts'
import { UndoProgress } from './UndoProgress.tsx'
import { redo, sayFailed, undo } from './undo.tsx'

const screens: Screens = {
  today: lazy(async () => ({ default: (await import('../features/follow-ups/TodayScreen.tsx')).TodayScreen })),
  leads: lazy(async () => ({ default: (await import('../features/leads/LeadsScreen.tsx')).LeadsScreen })),
  lead: lazy(async () => ({ default: (await import('../features/leads/LeadScreen.tsx')).LeadScreen })),
  company: lazy(async () => ({ default: (await import('../features/leads/company/CompanyScreen.tsx')).CompanyScreen })),
  duplicates: lazy(async () => ({
    default: (await import('../features/leads/duplicates/DuplicatesScreen.tsx')).DuplicatesScreen,
  })),
  trash: lazy(async () => ({ default: (await import('../features/leads/trash/TrashScreen.tsx')).TrashScreen })),
  board: lazy(async () => ({ default: (await import('../features/leads/board/BoardScreen.tsx')).BoardScreen })),
  playbooks: lazy(async () => ({ default: (await import('../features/nurture/PlaybooksScreen.tsx')).PlaybooksScreen })),
  funnel: lazy(async () => ({ default: (await import('../features/funnel/FunnelScreen.tsx')).FunnelScreen })),
  sheet: lazy(async () => ({ default: (await import('../features/sheet/SheetScreen.tsx')).SheetScreen })),
  import: lazy(async () => ({ default: (await import('../features/import/ImportScreen.tsx')).ImportScreen })),
  settings: lazy(async () => ({ default: (await import('../features/settings/SettingsPage.tsx')).SettingsPage })),
}

/** Leadbook from the host's first answer on: the first screen, or the pages of the open workbook. */
export function Root({ launch }: { launch: HostState }) {
  const rememberTheme = (choice: ThemeChoice) => {
    askHost('host.setTheme', { theme: choice === 'auto' ? 'system' : choice }).catch(sayFailed)
  }
  return (
    <Providers rememberedTheme={launch.theme === 'system' ? 'auto' : launch.theme} rememberTheme={rememberTheme}>
      <Book launch={launch} />
    </Providers>
  )
}

function Book({ launch }: { launch: HostState }) {
  const { t } = useLingui()
  const state = useHostProcedure('host.state', {}).data ?? launch
  const connection = useConnection()
  useMenu()
  return (
    <Suspense>
      {connection === 'lost' && (
        <Note tone="bad">{t`Leadbook no longer answers. What you did so far is saved. Start it again, then open this page anew.`}</Note>
      )}
      {state.opening !== null ? (
        <Opening name={state.opening} />
      ) : state.isOpen ? (
        <OpenBook />
      ) : (
        <FirstScreen host={state} />
      )}
    </Suspense>
  )
}

function Opening({ name }: { name: string }) {
  const { t } = useLingui()
  return (
    <main className={classes.opening}>
      <WaitingBar
        name={t`Opening ${name}`}
        left={t`The first time each day a backup is made and checked.`}
        barLabel={t`Opening`}
      />
    </main>
  )
}

/** What the seller chooses in the computer's own menu, and files opened by a double click. */
function useMenu() {
  useCoreEvent((event) => {
    if (event.type === 'failed') sayFailed(new FailureError(event.failure))
    if (event.type === 'closed' && event.failure !== null) sayFailed(new FailureError(event.failure))
    if (event.type === 'opened') {
      useSession.getState().leaveWorkbook()
      goTo(useSession.getState().waitingFile === undefined ? routes.today : routes.import)
    }
    if (event.type !== 'menu') return
    switch (event.command) {
      case 'undo':
        // Some computers give the menu's keys to the menu: it waits for a dialog as the keys do.
        return isDialogOpen() ? undefined : void undo()
      case 'redo':
        return isDialogOpen() ? undefined : void redo()
      case 'find':
        return openSpotlight()
      case 'newLead':
        return openQuickAdd()
      case 'import':
        return goTo(routes.import)
      case 'print':
        return goTo(routes.sheet)
      case 'settings':
        return goTo(routes.settings)
      case 'keys':
        return void document.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true }))
    }
  })
}

function FirstScreen({ host }: { host: HostState }) {
  const { t } = useLingui()
  const recent = useHostProcedure('host.recent', {}).data ?? []
  const open = {
    newWorkbook: useHostCommand('host.newWorkbook'),
    openRecent: useHostCommand('host.openRecent'),
    choose: useHostCommand('host.chooseWorkbook'),
    sample: useHostCommand('host.openSample'),
  }
  const [failure, setFailure] = useState<string | null>(host.failure?.message ?? null)
  const isOpening = Object.values(open).some((command) => command.isPending)

  async function through(door: () => Promise<{ isOpen: boolean }>, file?: File) {
    setFailure(null)
    useSession.getState().setWaitingFile(file)
    try {
      await door()
    } catch (error) {
      useSession.getState().setWaitingFile(undefined)
      if (!(error instanceof FailureError)) throw error
      setFailure(error.message)
    }
  }

  function startNew(name: string, file?: File) {
    const taken = new Set(recent.map((workbook) => workbook.name))
    let free = name
    for (let number = 2; taken.has(free); number += 1) free = `${name} ${number}`
    return through(() => open.newWorkbook.mutateAsync({ name: free }), file)
  }

  const words = (openedAt: string) => {
    const day = openedAt.slice(0, 10) as Parameters<typeof formatDay>[0]
    const today = new Date().toISOString().slice(0, 10) as typeof day
    return pastDayWords(day, today)
  }
  return (
    <WelcomeScreen
      onImport={(file) => void startNew(t`My leads`, file)}
      onStartEmpty={() => void startNew(t`My leads`)}
      onOpenSample={() => void through(() => open.sample.mutateAsync({}))}
      onOpen={host.host === 'desktop' ? () => void through(() => open.choose.mutateAsync({})) : undefined}
      onOpenRecent={(id) => void through(() => open.openRecent.mutateAsync({ id }))}
      recent={recent
        .filter((workbook) => !workbook.isMissing)
        .map(({ id, name, openedAt }) => ({ id, name, words: words(openedAt) }))}
      problem={failure === null ? undefined : failure}
      isOpening={isOpening}
    />
  )
}

const undoLatest = () => void undo()
const redoLatest = () => void redo()

function OpenBook() {
  const { t } = useLingui()
  const status = useProcedure('workbook.status', {}).data
  const lastLead = useSession((session) => session.lastLead)
  const hasUnsavedRules = useSession(hasRulesDraft)
  const close = useHostCommand('host.closeWorkbook')
  useMidnight()
  if (status === undefined) return null
  const today = status.today
  return (
    <>
      {/* Stands before the pages: what screens register later outweighs it. */}
      <QuickAdd />
      <BookPages
        screens={screens}
        findLeads={findLeads}
        undo={undoLatest}
        redo={redoLatest}
        workbookName={status.isSample ? t`Sample` : status.name}
        backupWords={
          status.backedUpOn === null
            ? t`No backup yet`
            : status.backedUpOn === today
              ? t`Backed up today`
              : t`Backed up ${formatDay(status.backedUpOn, 'long', today)}`
        }
        counts={{ today: status.dueCount, leads: status.leadCount }}
        {...(hasUnsavedRules && { remarks: { settings: t`not saved` } })}
        lastLead={lastLead}
        workbookActions={[{ label: t`Close this book`, onSelect: () => void close.mutateAsync({}).catch(sayFailed) }]}
      />
      <UndoProgress />
    </>
  )
}

/** The day turns while the app is open: everything is asked anew. */
function useMidnight() {
  const host = useHostProcedure('host.today', {})
  const { refetch } = host
  useEffect(() => {
    const timer = setInterval(() => void refetch(), 60_000)
    return () => clearInterval(timer)
  }, [refetch])
  const today = host.data?.today
  const status = useProcedure('workbook.status', {})
  const isStale = today !== undefined && status.data !== undefined && today > status.data.today
  const again = status.refetch
  useEffect(() => {
    if (isStale) void again()
  }, [isStale, again])
}

async function findLeads(search: string): Promise<readonly FoundLead[]> {
  const { leads } = await ask('leads.list', { search, limit: 7 })
  return leads.map((lead) => ({
    id: lead.id,
    name: lead.name,
    company: lead.company,
    code: lead.code,
    temperature: temperatureWord(lead),
    score: formatScore(lead.score),
  }))
}
