import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { memo } from 'react'
import { formatNumber } from '../../../../app/format.ts'
import { Dialog } from '../../../../ui/Dialog.tsx'
import classes from './CellDialogs.module.css'

/** What filling down would write where. */
export interface Fill {
  column: string
  text: string
  count: number
  write: () => Promise<void>
}

/** Asks before a value is written into many leads. */
export const FillDialog = memo(function FillDialog({ fill, onClose }: { fill: Fill | undefined; onClose: () => void }) {
  const { t } = useLingui()
  const count = formatNumber(fill?.count ?? 0)
  const column = fill?.column ?? ''
  return (
    <Dialog opened={fill !== undefined} onClose={onClose} title={t`Fill ${column} of ${count} leads?`} size={480}>
      {fill !== undefined && (
        <div className={classes.form}>
          <p>
            {fill.text === '' ? (
              <Trans>The field is emptied in all of them.</Trans>
            ) : (
              <Trans>
                All of them get <b>{fill.text}</b>.
              </Trans>
            )}
          </p>
          <div className={classes.buttons}>
            <Button onClick={onClose}>
              <Trans>Leave it</Trans>
            </Button>
            <Button
              variant="filled"
              data-autofocus
              onClick={() => {
                onClose()
                void fill.write()
              }}
            >
              {t`Fill ${count} leads`}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  )
})
