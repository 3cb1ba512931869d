import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Menu } from '@mantine/core'
import { IconArrowsJoin2, IconColumns3, IconListCheck, IconMoon, IconTag } from '@tabler/icons-react'
import { type Stage, stages } from '../../../../shared/domain/funnel/stages.ts'
import { MOST_IN_A_SET } from '../../../../shared/domain/leads/duplicates.ts'
import type { LeadId, PlaybookId } from '../../../../shared/primitives/ids.ts'
import { ask } from '../../../api/client.ts'
import { useProcedure } from '../../../api/queries.ts'
import { stageWord } from '../../../app/contact-words.ts'
import { goTo } from '../../../app/hash-location.ts'
import { mergeRoute } from '../../../app/routes.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { StagePips } from '../../../ui/marks/StagePips.tsx'
import { showToast } from '../../../ui/toast.tsx'
import { PageFoot } from '../../../ui/WorkingPanel.tsx'
import type { LeadDialog } from '../LeadDialogs.tsx'

interface ChosenLeadsFootProps {
  ids: ReadonlySet<LeadId>
  hasKeys: boolean
  open: (dialog: LeadDialog) => void
  clear: () => void
}

/** What can be done with the ticked leads together, at the foot of the page. */
export function ChosenLeadsFoot({ ids, hasKeys, open, clear }: ChosenLeadsFootProps) {
  const { t } = useLingui()
  const { data: playbooks = [] } = useProcedure('nurture.playbooks', {})
  const leads = {
    leads: { ids: [...ids] },
    count: ids.size,
    name: plural(ids.size, { one: '# lead', other: '# leads' }),
  }

  async function setStage(stage: Stage) {
    try {
      const { changeSet } = await ask('leads.setStage', { leads: leads.leads, stage })
      sayChanged(t`Stage of ${leads.name} set to ${stageWord(stage)}`, changeSet)
    } catch (error) {
      sayFailed(error)
    }
  }

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
    <PageFoot tone="chosen">
      <p>
        <b>{plural(ids.size, { one: '# lead selected', other: '# leads selected' })}</b>
      </p>
      <Menu position="top-end">
        <Menu.Target>
          <Button size="sm" ml="auto" leftSection={<IconColumns3 size={18} stroke={1.5} aria-hidden />}>
            <Trans>Stage</Trans>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {stages.map((stage) => (
            <Menu.Item key={stage} onClick={() => void setStage(stage)}>
              <StagePips stage={stage} name={stageWord(stage)} />
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu position="top-end">
        <Menu.Target>
          <Button size="sm" leftSection={<IconTag size={18} stroke={1.5} aria-hidden />}>
            <Trans>Tag</Trans>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
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
        </Menu.Dropdown>
      </Menu>
      <Menu position="top-end">
        <Menu.Target>
          <Button size="sm" leftSection={<IconListCheck size={18} stroke={1.5} aria-hidden />}>
            <Trans>Playbook</Trans>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            <Trans>Start a playbook</Trans>
          </Menu.Label>
          {playbooks.map((playbook) => (
            <Menu.Item key={playbook.id} onClick={() => void start(playbook.id, playbook.name)}>
              {playbook.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {ids.size >= 2 && ids.size <= MOST_IN_A_SET && (
        <Button
          size="sm"
          leftSection={<IconArrowsJoin2 size={18} stroke={1.5} aria-hidden />}
          onClick={() => goTo(mergeRoute([...ids]))}
        >
          <Trans>Merge …</Trans>
        </Button>
      )}
      <Button
        size="sm"
        leftSection={<IconMoon size={18} stroke={1.5} aria-hidden />}
        onClick={() => open({ type: 'status', status: 'resting', leads })}
      >
        <Trans>Let rest</Trans>
      </Button>
      <Button size="sm" variant="subtle" onClick={clear}>
        <Trans>Clear</Trans>
        {hasKeys && <KeyCap keys="Esc" />}
      </Button>
    </PageFoot>
  )
}
