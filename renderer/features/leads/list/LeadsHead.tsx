import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type RefObject, useMemo } from 'react'
import { type Command, useCommands } from '../../../app/commands.ts'
import { SearchInput } from '../../../app/SearchInput.tsx'
import { type Shortcut, useShortcuts, useSingleKeys } from '../../../app/shortcuts.ts'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { PageHead } from '../../../ui/PageHead.tsx'
import { openQuickAdd } from '../quick-add/quick-add-state.ts'
import { focusActiveCell } from './focus-active-cell.ts'
import { useLeadsView } from './leads-view.ts'
import { ViewTabs } from './views/ViewTabs.tsx'

interface LeadsHeadProps {
  isBookEmpty: boolean
  /** Where the table stands. */
  list: RefObject<HTMLElement | null>
}

/** The head of the leads: the search, a new lead, the views. */
export function LeadsHead({ isBookEmpty, list }: LeadsHeadProps) {
  const { t } = useLingui()
  const hasKeys = useSingleKeys((keys) => keys.isOn)
  useShortcuts(useMemo<Shortcut[]>(() => [{ keys: 'n', label: t`New lead`, group: t`Leads`, run: openQuickAdd }], [t]))
  useCommands(
    useMemo<Command[]>(
      () => [{ id: 'lead-new', label: t`New lead`, group: t`Leads`, keys: 'n', run: openQuickAdd }],
      [t],
    ),
  )
  return (
    <PageHead
      title={t`Leads`}
      beside={!isBookEmpty && <LeadsSearch list={list} />}
      actions={
        <Button variant="filled" leftSection={<IconPlus size={18} stroke={1.5} aria-hidden />} onClick={openQuickAdd}>
          <Trans>New lead</Trans>
          {hasKeys && <KeyCap keys="N" />}
        </Button>
      }
      tabs={isBookEmpty ? undefined : <ViewTabs />}
    />
  )
}

/** The search alone, so that a key typed in it draws nothing else of the head. */
function LeadsSearch({ list }: Pick<LeadsHeadProps, 'list'>) {
  const { t } = useLingui()
  const search = useLeadsView((view) => view.search)
  const change = useLeadsView((view) => view.change)
  return (
    <SearchInput
      label={t`Search leads`}
      search={search}
      onSearch={(typed) => change({ search: typed, activeIndex: 0 })}
      onLeave={() => focusActiveCell(list.current)}
    />
  )
}
