import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconBookmark, IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import type { SavedViewId } from '../../../../../shared/primitives/ids.ts'
import { useCommand } from '../../../../api/queries.ts'
import { sayChanged, sayFailed } from '../../../../app/undo.tsx'
import { useLeadsView } from '../leads-view.ts'
import { type NamedView, NameViewDialog } from './NameViewDialog.tsx'
import { type KnownView, savedViewKey } from './useKnownViews.ts'
import classes from './ViewTabs.module.css'
import { definitionOf } from './view-definition.ts'

interface ViewActionsProps {
  views: readonly KnownView[]
  current: KnownView
  isChanged: boolean
  open: (view: KnownView) => void
}

/** What can be done with the current view: saved, put back, named, moved, deleted. */
export function ViewActions({ views, current, isChanged, open }: ViewActionsProps) {
  const { t } = useLingui()
  const [naming, setNaming] = useState<NamedView | undefined>(undefined)
  const save = useCommand('views.save')
  const order = useCommand('views.order')
  const remove = useCommand('views.delete')
  const { savedId, name } = current
  const saved = views.flatMap((view) => (view.savedId === undefined ? [] : [view.savedId]))
  const place = savedId === undefined ? -1 : saved.indexOf(savedId)

  async function saveAgain(id: SavedViewId) {
    try {
      const done = await save.mutateAsync({ id, name, definition: definitionOf(useLeadsView.getState()) })
      useLeadsView.setState({ lost: [] })
      sayChanged(t`Saved the view ${name}`, done.changeSet)
    } catch (error) {
      sayFailed(error)
    }
  }

  async function move(by: 1 | -1) {
    const ids = [...saved]
    const [id] = ids.splice(place, 1)
    if (id === undefined) return
    ids.splice(place + by, 0, id)
    try {
      const { changeSet } = await order.mutateAsync({ ids })
      sayChanged(t`Moved the view ${name}`, changeSet)
    } catch (error) {
      sayFailed(error)
    }
  }

  async function removeView(id: SavedViewId) {
    try {
      const { changeSet } = await remove.mutateAsync({ id })
      const all = views[0]
      if (all !== undefined) open(all)
      sayChanged(t`Deleted the view ${name}`, changeSet)
    } catch (error) {
      sayFailed(error)
    }
  }

  return (
    <div className={classes.actions}>
      {isChanged && (
        <Button
          variant="subtle"
          size="sm"
          leftSection={<IconBookmark size={16} stroke={1.5} aria-hidden />}
          disabled={save.isPending}
          onClick={() => (savedId === undefined ? setNaming({ type: 'new' }) : void saveAgain(savedId))}
        >
          <Trans>Save view</Trans>
        </Button>
      )}
      <Menu>
        <Menu.Target>
          <ActionIcon variant="subtle" size="md" aria-label={t`More about the view ${name}`}>
            <IconDots size={18} stroke={1.5} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setNaming({ type: 'new' })}>{t`Save as …`}</Menu.Item>
          {isChanged && <Menu.Item onClick={() => open(current)}>{t`Put back as it was`}</Menu.Item>}
          {savedId !== undefined && (
            <>
              <Menu.Divider />
              <Menu.Item onClick={() => setNaming({ type: 'rename', id: savedId, name })}>{t`Rename …`}</Menu.Item>
              {place > 0 && <Menu.Item onClick={() => void move(-1)}>{t`Move to the left`}</Menu.Item>}
              {place < saved.length - 1 && <Menu.Item onClick={() => void move(1)}>{t`Move to the right`}</Menu.Item>}
              <Menu.Item data-danger onClick={() => void removeView(savedId)}>{t`Delete the view`}</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <NameViewDialog
        view={naming}
        onClose={() => setNaming(undefined)}
        onSaved={(id) => useLeadsView.setState({ view: savedViewKey(id), lost: [] })}
      />
    </div>
  )
}
