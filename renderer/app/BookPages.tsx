import { useLingui } from '@lingui/react/macro'
import { openSpotlight } from '@mantine/spotlight'
import { type ComponentType, Suspense, useMemo, useState } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { CommandPalette, type FoundLead } from './CommandPalette.tsx'
import { type Command, useCommands } from './commands.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { useFocusHome } from './focus-home.ts'
import { goTo } from './hash-location.ts'
import { KeysDialog } from './KeysDialog.tsx'
import { type Place, routes } from './routes.ts'
import { Shell, type ShellProps } from './Shell.tsx'
import { type Shortcut, useShortcutListener, useShortcuts } from './shortcuts.ts'

/** The screen of each place; those of a lead and a company are given its id from their route. */
export type Screens = Record<Place | 'duplicates' | 'trash', ComponentType> & {
  lead: ComponentType<{ leadId: number }>
  company: ComponentType<{ companyId: number }>
}

/** The open workbook, the screens that show it, and what acts on it everywhere. */
export interface BookPagesProps extends Omit<ShellProps, 'children'> {
  screens: Screens
  findLeads: (query: string, signal: AbortSignal) => Promise<readonly FoundLead[]>
  undo: () => void
  redo: () => void
}

/** An open workbook: the rail, the current screen, and the keys and commands that hold everywhere. */
export function BookPages({ screens, findLeads, undo, redo, ...shell }: BookPagesProps) {
  const [route] = useLocation()
  const [isKeysOpen, setKeysOpen] = useState(false)
  useShortcutListener()
  useFocusHome()

  return (
    <>
      {/* Stands before the screens: what they register later outweighs it. */}
      <KeysEverywhere undo={undo} redo={redo} showKeys={setKeysOpen} />
      <Shell {...shell}>
        {/* Another route is another chance: the key takes a broken screen away. */}
        <ErrorBoundary key={route}>
          {/* Screens are fetched when first shown; the rail stays meanwhile. */}
          <Suspense>
            <Switch>
              <Route path={routes.duplicates} component={screens.duplicates} />
              <Route path={routes.trash} component={screens.trash} />
              <Route path={routes.lead}>{({ id }) => <screens.lead key={id} leadId={Number(id)} />}</Route>
              <Route path={routes.company}>{({ id }) => <screens.company key={id} companyId={Number(id)} />}</Route>
              <Route path={routes.today} component={screens.today} />
              <Route path={routes.leads} component={screens.leads} />
              <Route path={routes.board} component={screens.board} />
              <Route path={routes.playbooks} component={screens.playbooks} />
              <Route path={routes.funnel} component={screens.funnel} />
              <Route path={routes.sheet} component={screens.sheet} />
              <Route path={routes.import} component={screens.import} />
              <Route path={routes.settings} component={screens.settings} />
              <Route>
                <Redirect to={routes.today} replace />
              </Route>
            </Switch>
          </Suspense>
        </ErrorBoundary>
        <CommandPalette findLeads={findLeads} />
        <KeysDialog isOpen={isKeysOpen} onClose={() => setKeysOpen(false)} />
      </Shell>
    </>
  )
}

interface KeysEverywhereProps {
  undo: () => void
  redo: () => void
  showKeys: (isOpen: boolean) => void
}

function KeysEverywhere({ undo, redo, showKeys }: KeysEverywhereProps) {
  const { t } = useLingui()
  const [, navigate] = useLocation()

  useShortcuts(
    useMemo<Shortcut[]>(() => {
      const group = t`Everywhere`
      return [
        { keys: 'mod+k', label: t`Find a lead or a command`, group, run: openSpotlight },
        { keys: '/', label: t`Search leads`, group, run: focusSearch },
        { keys: '?', label: t`Show the keys`, group, run: () => showKeys(true) },
        { keys: 'mod+z', label: t`Undo`, group, run: undo },
        { keys: 'mod+shift+z', label: t`Redo`, group, run: redo },
      ]
    }, [t, undo, redo, showKeys]),
  )
  useCommands(
    useMemo<Command[]>(() => {
      const go = t`Go to`
      const names: Record<Place, string> = {
        today: t`Today`,
        leads: t`Leads`,
        board: t`Board`,
        playbooks: t`Playbooks`,
        funnel: t`Funnel`,
        sheet: t`Sheet`,
        import: t`Import`,
        settings: t`Settings`,
      }
      const places = Object.entries(names) as [Place, string][]
      const book = t`Workbook`
      return [
        ...places.map(([place, name]) => ({
          id: `go-${place}`,
          label: name,
          group: go,
          run: () => navigate(routes[place]),
        })),
        { id: 'go-duplicates', label: t`Find duplicates`, group: go, run: () => navigate(routes.duplicates) },
        { id: 'go-trash', label: t`Open the trash`, group: go, run: () => navigate(routes.trash) },
        { id: 'undo', label: t`Undo`, group: book, keys: 'mod+z', run: undo },
        { id: 'redo', label: t`Redo`, group: book, keys: 'mod+shift+z', run: redo },
        { id: 'keys', label: t`Show the keys`, group: book, keys: '?', run: () => showKeys(true) },
      ]
    }, [t, navigate, undo, redo, showKeys]),
  )

  return null
}

/** Puts the cursor into the search field of this screen, or of Leads where it has none. */
function focusSearch() {
  const field = document.querySelector<HTMLInputElement>('#main input[type="search"]')
  if (field === null) goTo(routes.leads, { state: { focus: 'search' } })
  else field.select()
}
