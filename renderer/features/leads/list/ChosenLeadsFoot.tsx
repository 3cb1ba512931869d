import { plural, t } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Menu } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import {
  IconArrowsJoin2,
  IconCalendar,
  IconColumns3,
  IconDots,
  IconDownload,
  IconListCheck,
  IconMoon,
  IconPencil,
  IconTag,
  IconTrash,
} from '@tabler/icons-react'
import type { ComponentType, ReactNode } from 'react'
import type { LeadRow } from '../../../../shared/contract/leads.contract.ts'
import { stages } from '../../../../shared/domain/funnel/stages.ts'
import { MOST_IN_A_SET } from '../../../../shared/domain/leads/duplicates.ts'
import type { PlaybookId } from '../../../../shared/primitives/ids.ts'
import { ask } from '../../../api/client.ts'
import { useProcedure } from '../../../api/queries.ts'
import { stageWord } from '../../../app/contact-words.ts'
import { formatMoney, formatNumber } from '../../../app/format.ts'
import { goTo } from '../../../app/hash-location.ts'
import { mergeRoute } from '../../../app/routes.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { StagePips } from '../../../ui/marks/StagePips.tsx'
import { showToast } from '../../../ui/toast.tsx'
import { PageFoot } from '../../../ui/WorkingPanel.tsx'
import { useStageMove } from '../gates/useStageMove.tsx'
import type { LeadDialog, NamedLeads } from '../LeadDialogs.tsx'
import classes from './ChosenLeadsFoot.module.css'

interface ChosenLeadsFootProps {
  leads: NamedLeads
  /** How many leads the table holds. */
  total: number
  currency: string
  hasKeys: boolean
  open: (dialog: LeadDialog) => void
  exportLeads: () => void
  clear: () => void
}

/** What can be done with the ticked leads together, at the foot of the page; what has no room stands under ⋯. */
export function ChosenLeadsFoot({ leads, total, currency, hasKeys, open, exportLeads, clear }: ChosenLeadsFootProps) {
  const { t } = useLingui()
  const { data: measure } = useProcedure('leads.measure', { leads: leads.leads }, { keepsPrevious: true })
  const only = useOnlyLead(leads)
  const isRoomy = useMediaQuery('(min-width: 1600px)', false, { getInitialValueInEffect: false })
  const ids = 'ids' in leads.leads ? leads.leads.ids : []

  const rest = [
    {
      name: t`Change a field …`,
      short: t`Field …`,
      icon: IconPencil,
      act: () => open({ type: 'field', leads }),
    },
    ...(ids.length >= 2 && ids.length <= MOST_IN_A_SET
      ? [{ name: t`Merge …`, short: t`Merge …`, icon: IconArrowsJoin2, act: () => goTo(mergeRoute(ids)) }]
      : []),
    {
      name: t`Move to the trash`,
      short: t`Delete`,
      icon: IconTrash,
      act: () => void archive(leads, clear),
    },
  ]
  return (
    <PageFoot tone="chosen">
      <p>
        <Trans>
          <b>{formatNumber(leads.count)} selected</b> of {formatNumber(total)}
        </Trans>
      </p>
      {measure !== undefined && measure.valueMinor > 0 && (
        <p className={classes.sum}>{formatMoney(measure.valueMinor, currency)}</p>
      )}
      <span className={classes.gap} />
      {only !== undefined && (
        <Button size="sm" leftSection={<Icon of={IconCalendar} />} onClick={() => open({ type: 'plan', lead: only })}>
          <Trans>Plan</Trans>
        </Button>
      )}
      <StageMenu leads={leads} />
      <TagMenu leads={leads} hasKeys={hasKeys} open={open} />
      <PlaybookMenu leads={leads} />
      <Button
        size="sm"
        leftSection={<Icon of={IconMoon} />}
        onClick={() => open({ type: 'status', status: 'resting', leads })}
      >
        <Trans>Let rest</Trans>
      </Button>
      <Button size="sm" leftSection={<Icon of={IconDownload} />} onClick={exportLeads}>
        <Trans>Export</Trans>
      </Button>
      {isRoomy ? (
        rest.map(({ short, icon, act }) => (
          <Button key={short} size="sm" leftSection={<Icon of={icon} />} onClick={act}>
            {short}
          </Button>
        ))
      ) : (
        <Menu position="top-end">
          <Menu.Target>
            <ActionIcon size={28} aria-label={t`More actions`}>
              <IconDots size={18} stroke={1.5} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map(({ name, icon, act }) => (
              <Menu.Item key={name} leftSection={<Icon of={icon} />} onClick={act}>
                {name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <Button size="sm" variant="subtle" onClick={clear}>
        <Trans>Clear</Trans>
        {hasKeys && <KeyCap keys="Esc" />}
      </Button>
    </PageFoot>
  )
}

/** The row of the only lead that is ticked; undefined for several, or until it is known. */
function useOnlyLead({ leads, count }: NamedLeads): LeadRow | undefined {
  const isOne = 'ids' in leads && count === 1
  const { data } = useProcedure(
    'leads.list',
    { filter: { ids: 'ids' in leads ? leads.ids.slice(0, 1) : [] }, limit: 1 },
    { isEnabled: isOne },
  )
  return isOne ? data?.leads[0] : undefined
}

async function archive({ leads, name }: NamedLeads, clear: () => void) {
  try {
    const { changeSet } = await ask('leads.archive', { leads })
    clear()
    sayChanged(archivedWords(name), changeSet)
  } catch (error) {
    sayFailed(error)
  }
}

function archivedWords(name: string): string {
  return t`Moved ${name} to the trash`
}

function StageMenu({ leads }: { leads: NamedLeads }) {
  const { t } = useLingui()
  const { moveTo, gateDialog } = useStageMove()
  return (
    <>
      {gateDialog}
      <FootMenu name={t`Stage`} icon={IconColumns3}>
        {stages.map((stage) => (
          <Menu.Item key={stage} onClick={() => void moveTo(leads, stage)}>
            <StagePips stage={stage} name={stageWord(stage)} />
          </Menu.Item>
        ))}
      </FootMenu>
    </>
  )
}

function TagMenu({ leads, hasKeys, open }: Pick<ChosenLeadsFootProps, 'leads' | 'hasKeys' | 'open'>) {
  const { t } = useLingui()
  return (
    <FootMenu name={t`Tag`} icon={IconTag}>
      <Menu.Item
        rightSection={hasKeys && <KeyCap keys="W" />}
        onClick={() => open({ type: 'tag', temperature: 'warm', leads })}
      >
        <Trans>As warm</Trans>
      </Menu.Item>
      <Menu.Item
        rightSection={hasKeys && <KeyCap keys="C" />}
        onClick={() => open({ type: 'tag', temperature: 'cold', leads })}
      >
        <Trans>As cold</Trans>
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item onClick={() => open({ type: 'field', leads, begin: { field: 'tag', how: 'add' } })}>
        <Trans>Add tags …</Trans>
      </Menu.Item>
      <Menu.Item onClick={() => open({ type: 'field', leads, begin: { field: 'tag', how: 'remove' } })}>
        <Trans>Take tags away …</Trans>
      </Menu.Item>
    </FootMenu>
  )
}

function PlaybookMenu({ leads }: { leads: NamedLeads }) {
  const { t } = useLingui()
  const { data: playbooks = [] } = useProcedure('nurture.playbooks', {})

  async function start(playbookId: PlaybookId, playbook: string) {
    try {
      const { started, leftOut, changeSet } = await ask('nurture.start', { leads: leads.leads, playbookId })
      const sentence = plural(started, {
        one: `Started “${playbook}” with # lead.`,
        other: `Started “${playbook}” with # leads.`,
      })
      const rest = leftOut === 0 ? '' : plural(leftOut, { one: '# was left out.', other: '# were left out.' })
      if (started > 0) sayChanged(`${sentence} ${rest}`.trim(), changeSet)
      else showToast({ tone: 'plain', message: t`“${playbook}” is for none of these leads as things stand.` })
    } catch (error) {
      sayFailed(error)
    }
  }

  return (
    <FootMenu name={t`Playbook`} icon={IconListCheck}>
      <Menu.Label>
        <Trans>Start a playbook</Trans>
      </Menu.Label>
      {playbooks.map((playbook) => (
        <Menu.Item key={playbook.id} onClick={() => void start(playbook.id, playbook.name)}>
          {playbook.name}
        </Menu.Item>
      ))}
    </FootMenu>
  )
}

type IconComponent = ComponentType<{ size: number; stroke: number; 'aria-hidden': boolean }>

function Icon({ of: Shape }: { of: IconComponent }) {
  return <Shape size={18} stroke={1.5} aria-hidden />
}

function FootMenu({ name, icon, children }: { name: string; icon: IconComponent; children: ReactNode }) {
  return (
    <Menu position="top-end">
      <Menu.Target>
        <Button size="sm" leftSection={<Icon of={icon} />}>
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  )
}
