import { Trans, useLingui } from '@lingui/react/macro'
import { Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { KeyCap } from '../ui/KeyCap.tsx'
import { type Temperature, TemperatureMark } from '../ui/marks/TemperatureMark.tsx'
import classes from './CommandPalette.module.css'
import { type Command, useAllCommands } from './commands.ts'
import { leadRoute } from './routes.ts'
import { keyCaps } from './shortcuts.ts'

/** A lead as "Find or do" lists it. */
export interface FoundLead {
  id: number
  name: string
  company: string | null
  code: string | null
  temperature: Temperature
  score: string
}

interface CommandPaletteProps {
  /** The leads that a text finds, best first; a handful is enough. */
  findLeads: (query: string, signal: AbortSignal) => Promise<readonly FoundLead[]>
}

/** "Find or do": leads first, then what can be done on this screen. Opened by Ctrl/Cmd+K or from the rail. */
export function CommandPalette({ findLeads }: CommandPaletteProps) {
  const { t } = useLingui()
  const [, navigate] = useLocation()
  const [query, setQuery] = useState('')
  const leads = useFoundLeads(query.trim(), findLeads)
  const groups = groupCommands(useAllCommands(), query.trim().toLowerCase())

  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      scrollable
      maxHeight={440}
      size={600}
      radius="md"
      yOffset="14vh"
      centered={false}
      transitionProps={{ transition: 'fade', duration: 160 }}
      classNames={{ content: classes.palette, body: classes.body, actionsList: classes.list, search: classes.search }}
      aria-label={t`Find or do`}
    >
      <Spotlight.Search
        placeholder={t`A lead, or something to do`}
        aria-label={t`Find or do`}
        leftSection={<IconSearch size={18} stroke={1.5} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {leads.length > 0 && (
          <>
            <p className={classes.heading} role="presentation">
              <Trans>Leads</Trans>
            </p>
            {leads.map((lead) => (
              <Spotlight.Action key={lead.id} className={classes.action} onClick={() => navigate(leadRoute(lead.id))}>
                <span className={classes.temperature}>
                  <TemperatureMark temperature={lead.temperature} score={lead.score} />
                </span>
                <b>
                  <FoundText text={lead.name} query={query.trim()} />
                </b>
                <span className="lb-quiet lb-ellipsis">
                  <FoundText text={lead.company ?? ''} query={query.trim()} />
                </span>
                {lead.code !== null && <span className={`lb-code ${classes.end}`}>{lead.code}</span>}
              </Spotlight.Action>
            ))}
          </>
        )}
        {groups.map(([group, commands]) => (
          <div key={group} role="presentation">
            <p className={classes.heading} role="presentation">
              {group}
            </p>
            {commands.map((command) => (
              <Spotlight.Action key={command.id} className={classes.action} onClick={command.run}>
                <span className={classes.icon}>{command.icon}</span>
                {command.label}
                {command.keys !== undefined && (
                  <span className={classes.end}>
                    <KeyCap keys={keyCaps(command.keys)} />
                  </span>
                )}
              </Spotlight.Action>
            ))}
          </div>
        ))}
        {leads.length === 0 && groups.length === 0 && (
          <Spotlight.Empty>
            <Trans>Nothing found. Try part of a name, a company, an e-mail or a code.</Trans>
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

function useFoundLeads(query: string, findLeads: CommandPaletteProps['findLeads']): readonly FoundLead[] {
  const [leads, setLeads] = useState<readonly FoundLead[]>([])
  useEffect(() => {
    if (query === '') {
      setLeads([])
      return
    }
    const controller = new AbortController()
    findLeads(query, controller.signal).then(
      (found) => {
        if (!controller.signal.aborted) setLeads(found.slice(0, 7))
      },
      (error: unknown) => {
        if (!controller.signal.aborted) throw error
      },
    )
    return () => controller.abort()
  }, [query, findLeads])
  return leads
}

function groupCommands(commands: readonly Command[], query: string): [string, Command[]][] {
  const groups = new Map<string, Command[]>()
  // What the current screen offers was registered last and comes first.
  for (const command of commands.toReversed()) {
    if (!`${command.label} ${command.group} ${command.keywords ?? ''}`.toLowerCase().includes(query)) continue
    groups.set(command.group, [command, ...(groups.get(command.group) ?? [])])
  }
  return [...groups]
}

function FoundText({ text, query }: { text: string; query: string }) {
  const at = query === '' ? -1 : text.toLowerCase().indexOf(query.toLowerCase())
  if (at < 0) return text
  return (
    <>
      {text.slice(0, at)}
      <u className={classes.found}>{text.slice(at, at + query.length)}</u>
      {text.slice(at + query.length)}
    </>
  )
}
