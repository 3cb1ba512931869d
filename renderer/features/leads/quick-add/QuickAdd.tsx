import { useLingui } from '@lingui/react/macro'
import { IconUserPlus } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { type Command, useCommands } from '../../../app/commands.ts'
import { type Shortcut, useShortcuts } from '../../../app/shortcuts.ts'
import { giveFocusBack, keepEarlyKeys, openQuickAdd, useQuickAdd } from './quick-add-state.ts'

const QuickAddDialog = lazy(async () => ({ default: (await import('./QuickAddDialog.tsx')).QuickAddDialog }))

/** Quick add with its key and its command, which hold everywhere. One for the app. */
export function QuickAdd() {
  const { t } = useLingui()
  const isOpen = useQuickAdd((state) => state.isOpen)
  const [wasOpen, setWasOpen] = useState(false)
  // Fetched when first opened; from then on it stays, so that it can close softly.
  if (isOpen && !wasOpen) setWasOpen(true)
  useEffect(() => {
    if (!isOpen) return
    const stop = keepEarlyKeys()
    return () => {
      stop()
      giveFocusBack()
    }
  }, [isOpen])
  useShortcuts(
    useMemo<Shortcut[]>(
      () => [{ keys: 'mod+n', label: t`Add a lead on one line`, group: t`Everywhere`, run: openQuickAdd }],
      [t],
    ),
  )
  useCommands(
    useMemo<Command[]>(
      () => [
        {
          id: 'quick-add',
          label: t`Add a lead on one line`,
          group: t`Leads`,
          keywords: t`new lead quick add`,
          keys: 'mod+n',
          icon: <IconUserPlus size={18} stroke={1.5} aria-hidden />,
          run: openQuickAdd,
        },
      ],
      [t],
    ),
  )
  return <Suspense>{wasOpen && <QuickAddDialog isOpen={isOpen} />}</Suspense>
}
