import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { Dialog } from '../ui/Dialog.tsx'
import { KeyCap } from '../ui/KeyCap.tsx'
import classes from './KeysDialog.module.css'
import { keyCaps, type Shortcut, useAllShortcuts } from './shortcuts.ts'

interface KeysDialogProps {
  isOpen: boolean
  onClose: () => void
}

/** All keys that act now, under the headings of what they act on. */
export function KeysDialog({ isOpen, onClose }: KeysDialogProps) {
  const { t } = useLingui()
  const groups = groupShortcuts(useAllShortcuts())
  return (
    <Dialog opened={isOpen} onClose={onClose} title={t`Keys`} size={640}>
      <div className={classes.groups}>
        {[...groups].map(([group, shortcuts]) => (
          <section key={group} aria-label={group}>
            <h3 className={classes.heading}>{group}</h3>
            <dl className={classes.keys}>
              {shortcuts.map((shortcut) => (
                <div key={`${shortcut.keys} ${shortcut.label}`} className={classes.line}>
                  <dt>
                    <KeyCap keys={keyCaps(shortcut.keys)} />
                  </dt>
                  <dd>{shortcut.label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className={classes.foot}>
        <p className="lb-quiet lb-small">
          <Trans>Single keys act in lists, never while you type. Settings can switch them off.</Trans>
        </p>
        <Button onClick={onClose}>
          <Trans>Close</Trans>
        </Button>
      </div>
    </Dialog>
  )
}

function groupShortcuts(shortcuts: readonly Shortcut[]): Map<string, Shortcut[]> {
  const groups = new Map<string, Shortcut[]>()
  for (const shortcut of shortcuts) groups.set(shortcut.group, [...(groups.get(shortcut.group) ?? []), shortcut])
  return groups
}
