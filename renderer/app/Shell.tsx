import { Trans, useLingui } from '@lingui/react/macro'
import { Menu } from '@mantine/core'
import { openSpotlight } from '@mantine/spotlight'
import {
  IconAddressBook,
  IconAdjustmentsHorizontal,
  IconChartFunnel,
  IconCheckbox,
  IconChevronDown,
  IconLayoutKanban,
  IconListCheck,
  IconLock,
  IconPrinter,
  IconSearch,
  IconTableImport,
} from '@tabler/icons-react'
import type { ComponentType, ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { KeyCap } from '../ui/KeyCap.tsx'
import { formatNumber } from './format.ts'
import { leadRoute, type Place, placeOf, routes } from './routes.ts'
import classes from './Shell.module.css'
import { keyCaps } from './shortcuts.ts'

/** What the rail says of the open workbook. */
export interface ShellProps {
  workbookName: string
  /** When the last backup was made, as a short sentence. */
  backupWords: string
  /** Numbers at the index tabs; none where the number is not known. */
  counts?: Partial<Record<Place, number>>
  /** A word at an index tab, of what is begun there and not finished. */
  remarks?: Partial<Record<Place, string>>
  /** The lead opened last, indented under Leads. */
  lastLead?: { id: number; name: string } | undefined
  /** What can be done with the workbook itself, in the menu at its name. */
  workbookActions?: readonly { label: string; icon?: ReactNode; onSelect: () => void }[]
  children: ReactNode
}

/** The rail of index tabs with the page beside it. */
export function Shell({
  workbookName,
  backupWords,
  counts = {},
  remarks = {},
  lastLead,
  workbookActions = [],
  children,
}: ShellProps) {
  const { t } = useLingui()
  const [route] = useLocation()
  const isLastLeadOpen = lastLead !== undefined && route === leadRoute(lastLead.id)
  const current = isLastLeadOpen ? undefined : placeOf(route)

  function tab(place: Place, Icon: ComponentType<{ size: number; stroke: number; className?: string }>, name: string) {
    const count = counts[place]
    const remark = remarks[place]
    return (
      <Link href={routes[place]} className={classes.tab} aria-current={current === place ? 'page' : undefined}>
        <Icon size={18} stroke={1.5} aria-hidden />
        <span className={classes.tabName}>{name}</span>
        {count !== undefined && <span className={classes.count}>{formatNumber(count)}</span>}
        {remark !== undefined && <span className={classes.count}>{remark}</span>}
      </Link>
    )
  }

  return (
    <div className={classes.app}>
      <a className={classes.skip} href="#main" onClick={focusMain}>
        <Trans>Skip to the page</Trans>
      </a>
      <aside className={classes.rail} aria-label={t`Workbook`}>
        <div className={classes.brand}>
          <span className={classes.name}>Leadbook</span>
          {workbookActions.length === 0 ? (
            <span className={classes.book}>{workbookName}</span>
          ) : (
            <Menu position="bottom-start">
              <Menu.Target>
                <button type="button" className={classes.book}>
                  <span className="lb-ellipsis">{workbookName}</span>
                  <IconChevronDown size={16} stroke={1.5} aria-hidden />
                </button>
              </Menu.Target>
              <Menu.Dropdown>
                {workbookActions.map((action) => (
                  <Menu.Item key={action.label} leftSection={action.icon} onClick={action.onSelect}>
                    {action.label}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )}
        </div>
        <button type="button" className={classes.find} onClick={openSpotlight} aria-label={t`Find or do`}>
          <IconSearch size={16} stroke={1.5} aria-hidden />
          <span aria-hidden>
            <Trans>Find or do</Trans>
          </span>
          <KeyCap keys={keyCaps('mod+k')} />
        </button>
        <nav className={classes.tabs} aria-label={t`Screens`}>
          {tab('today', IconCheckbox, t`Today`)}
          {tab('leads', IconAddressBook, t`Leads`)}
          {lastLead !== undefined && (
            <Link
              href={leadRoute(lastLead.id)}
              className={`${classes.tab} ${classes.under}`}
              aria-current={isLastLeadOpen ? 'page' : undefined}
            >
              <span className="lb-ellipsis">{lastLead.name}</span>
            </Link>
          )}
          {tab('board', IconLayoutKanban, t`Board`)}
          {tab('playbooks', IconListCheck, t`Playbooks`)}
          {tab('funnel', IconChartFunnel, t`Funnel`)}
          {tab('sheet', IconPrinter, t`Sheet`)}
          {tab('import', IconTableImport, t`Import`)}
          <hr />
          {tab('settings', IconAdjustmentsHorizontal, t`Settings`)}
        </nav>
        <div className={classes.foot}>
          <IconLock size={16} stroke={1.5} aria-hidden />
          <span>
            <Trans>Only on this computer</Trans>
            <br />
            {backupWords}
          </span>
        </div>
      </aside>
      <main className={classes.page} id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}

// The hash is the route, so the skip link moves the focus itself.
function focusMain(event: { preventDefault: () => void }) {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
