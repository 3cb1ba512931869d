import { Trans } from '@lingui/react/macro'
import { Button, Popover } from '@mantine/core'
import classes from './CellEditor.module.css'

interface ConflictChoiceProps {
  /** What the cell holds by now; empty for nothing. */
  theirs: string
  mine: string
  onTheirs: () => void
  onMine: () => void
}

/** The cell was changed by someone else meanwhile: which of the two texts is to stand there. */
export function ConflictChoice({ theirs, mine, onTheirs, onMine }: ConflictChoiceProps) {
  return (
    <Popover opened onDismiss={onTheirs} position="bottom-start" offset={3} trapFocus>
      <Popover.Target>
        <span />
      </Popover.Target>
      <Popover.Dropdown
        className={classes.conflict}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          onTheirs()
        }}
      >
        <p>
          {theirs === '' ? (
            <Trans>This cell was emptied meanwhile.</Trans>
          ) : (
            <Trans>
              This cell was changed meanwhile to <b>{theirs}</b>.
            </Trans>
          )}
        </p>
        <div className={classes.buttons}>
          <Button size="sm" data-autofocus onClick={onTheirs}>
            <Trans>Keep theirs</Trans>
          </Button>
          <Button size="sm" onClick={onMine} title={mine}>
            <Trans>Write mine</Trans>
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
