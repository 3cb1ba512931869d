import { Trans, useLingui } from '@lingui/react/macro'
import { Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import type { PlaybookId } from '../../../shared/primitives/ids.ts'
import { useProcedure } from '../../api/queries.ts'

interface StartPlaybookMenuProps {
  /** Those that suit the lead, best first. */
  suggested: readonly PlaybookId[]
  onStart: (playbookId: PlaybookId, name: string) => void
  /** The button that opens it. */
  children: ReactNode
}

/** All playbooks to start with a lead, those that suit it first. */
export function StartPlaybookMenu({ suggested, onStart, children }: StartPlaybookMenuProps) {
  const { t } = useLingui()
  const { data: playbooks = [] } = useProcedure('nurture.playbooks', {})
  const fitting = suggested.flatMap((id) => playbooks.find((playbook) => playbook.id === id) ?? [])
  const others = playbooks.filter((playbook) => !suggested.includes(playbook.id))
  return (
    <Menu>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        {fitting.length > 0 && <Menu.Label>{t`Suits this lead`}</Menu.Label>}
        {fitting.map((playbook) => (
          <Menu.Item key={playbook.id} onClick={() => onStart(playbook.id, playbook.name)}>
            {playbook.name}
          </Menu.Item>
        ))}
        {others.length > 0 && (
          <Menu.Label>
            <Trans>Others</Trans>
          </Menu.Label>
        )}
        {others.map((playbook) => (
          <Menu.Item key={playbook.id} onClick={() => onStart(playbook.id, playbook.name)}>
            {playbook.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
