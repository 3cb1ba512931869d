import { Trans, useLingui } from '@lingui/react/macro'
import { closeSpotlight, Spotlight } from '@mantine/spotlight'
import { useEffect, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { KeyCap } from '../ui/KeyCap.tsx'
import { type Temperature, TemperatureMark } from '../ui/marks/TemperatureMark.tsx'
import { type SearchedChoice, SearchedChoices } from '../ui/SearchedChoices.tsx'
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

/** A line of the palette: what it shows, and what choosing it does. */
interface Choice extends SearchedChoice {
  run: () => void
}

/** "Find or do": leads first, then what can be done on this screen. Opened by Ctrl/Cmd+K or from the rail. */
export function CommandPalette({ findLeads }: CommandPaletteProps) {
  const { t } = useLingui()
  const [query, setQuery] = useState('')
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      size={600}
      radius="md"
      yOffset="14vh"
      centered={false}
      overlayProps={{ blur: 0 }}
      transitionProps={{ transition: 'fade', duration: 160 }}
      classNames={{ content: classes.palette, body: classes.body }}
      attributes={{ content: { 'aria-label': t`Find or do` } }}
      onSpotlightClose={() => setQuery('')}
    >
      <Choices query={query} onQueryChange={setQuery} findLeads={findLeads} />
    </Spotlight.Root>
  )
}

interface ChoicesProps extends CommandPaletteProps {
  query: string
  onQueryChange: (query: string) => void
}

// Spotlight's own list says nothing to a screen reader and loses its selection when results arrive late, so the list is ours.
function Choices({ query, onQueryChange, findLeads }: ChoicesProps) {
  const { t } = useLingui()
  const { choices, isPending } = useChoices(query.trim(), findLeads)
  return (
    <SearchedChoices
      size="large"
      label={t`Find or do`}
      listLabel={t`Found`}
      placeholder={t`A lead, or something to do`}
      query={query}
      onQueryChange={onQueryChange}
      choices={choices}
      isPending={isPending}
      onChoose={(choice) => {
        closeSpotlight()
        choice.run()
      }}
      empty={<Trans>Nothing found. Try part of a name, a company, an e-mail or a code.</Trans>}
    />
  )
}

function useChoices(
  query: string,
  findLeads: CommandPaletteProps['findLeads'],
): { choices: readonly Choice[]; isPending: boolean } {
  const { t } = useLingui()
  const [, navigate] = useLocation()
  const { leads, isPending } = useFoundLeads(query, findLeads)
  const commands = useAllCommands()
  const leadsGroup = t`Leads`
  const choices = useMemo(() => {
    const found = leads.map((lead) => ({
      id: `lead-${lead.id}`,
      group: leadsGroup,
      content: <LeadLine lead={lead} query={query} />,
      run: () => navigate(leadRoute(lead.id)),
    }))
    return [...found, ...matchingCommands(commands, query.toLowerCase()).map(commandChoice)]
  }, [leads, commands, query, leadsGroup, navigate])
  return { choices, isPending }
}

/** The leads that a text finds; until they are there, `isPending`, those of the text before. */
function useFoundLeads(
  query: string,
  findLeads: CommandPaletteProps['findLeads'],
): { leads: readonly FoundLead[]; isPending: boolean } {
  const [answer, setAnswer] = useState<{ to: string; leads: readonly FoundLead[] }>({ to: '', leads: [] })
  useEffect(() => {
    if (query === '') {
      setAnswer({ to: '', leads: [] })
      return
    }
    const controller = new AbortController()
    findLeads(query, controller.signal).then(
      (found) => {
        if (!controller.signal.aborted) setAnswer({ to: query, leads: found.slice(0, 7) })
      },
      (error: unknown) => {
        if (controller.signal.aborted) return
        setAnswer({ to: query, leads: [] })
        throw error
      },
    )
    return () => controller.abort()
  }, [query, findLeads])
  return { leads: answer.leads, isPending: answer.to !== query }
}

// What the current screen offers was registered last and comes first; within a group the order is that of registering.
function matchingCommands(commands: readonly Command[], query: string): Command[] {
  const matching = commands.filter((command) =>
    `${command.label} ${command.group} ${command.keywords ?? ''}`.toLowerCase().includes(query),
  )
  const groups = [...new Set(matching.map((command) => command.group))].toReversed()
  return groups.flatMap((group) => matching.filter((command) => command.group === group))
}

function commandChoice(command: Command): Choice {
  return {
    id: command.id,
    group: command.group,
    content: (
      <>
        <span className={classes.icon}>{command.icon}</span>
        {command.label}
        {command.keys !== undefined && (
          <span className={classes.end}>
            <KeyCap keys={keyCaps(command.keys)} />
          </span>
        )}
      </>
    ),
    run: command.run,
  }
}

function LeadLine({ lead, query }: { lead: FoundLead; query: string }) {
  return (
    <>
      <span className={classes.temperature}>
        <TemperatureMark temperature={lead.temperature} score={lead.score} />
      </span>
      <b>
        <FoundText text={lead.name} query={query} />
      </b>
      <span className="lb-quiet lb-ellipsis">
        <FoundText text={lead.company ?? ''} query={query} />
      </span>
      {lead.code !== null && <span className={`lb-code ${classes.end}`}>{lead.code}</span>}
    </>
  )
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
