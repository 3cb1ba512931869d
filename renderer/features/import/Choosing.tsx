import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Textarea } from '@mantine/core'
import { useRef, useState } from 'react'
import { PageHead } from '../../ui/PageHead.tsx'
import { ScrollArea } from '../../ui/WorkingPanel.tsx'
import { ImportHistory } from './ImportHistory.tsx'
import classes from './ImportScreen.module.css'
import { takeFile } from './import-run.ts'

/** The ways a file comes in, and the imports so far. */
export function Choosing() {
  const { t } = useLingui()
  const input = useRef<HTMLInputElement>(null)
  const [pasted, setPasted] = useState('')
  return (
    <>
      <PageHead
        title={t`Import`}
        sentence={t`From any spreadsheet or address book. You see what will happen before anything is written.`}
      />
      <ScrollArea label={t`Import`}>
        <div className={classes.choose}>
          <div className={classes.drop}>
            <h2>
              <Trans>Drop a file here</Trans>
            </h2>
            <p className="lb-quiet">
              <Trans>
                CSV in any form, Excel (XLSX, XLSB, XLS), ODS, vCard or LDIF. What it holds is told by its content, not
                by its name.
              </Trans>
            </p>
            <Button variant="filled" onClick={() => input.current?.click()}>
              <Trans>Choose a file</Trans>
            </Button>
            <input
              ref={input}
              type="file"
              hidden
              aria-label={t`File to import`}
              onChange={(event) => {
                const file = event.currentTarget.files?.[0]
                event.currentTarget.value = ''
                if (file !== undefined) void takeFile(file)
              }}
            />
          </div>
          <form
            className={classes.paste}
            onSubmit={(event) => {
              event.preventDefault()
              void takeFile(new File([pasted], t`pasted cells`, { type: 'text/plain' }))
            }}
          >
            <Textarea
              label={t`Or paste cells from a spreadsheet`}
              description={t`With their heads in the first row, if there are any.`}
              minRows={3}
              maxRows={8}
              autosize
              value={pasted}
              onChange={(event) => setPasted(event.currentTarget.value)}
            />
            <Button type="submit" disabled={pasted.trim() === ''}>
              <Trans>Look at them</Trans>
            </Button>
          </form>
          <ImportHistory />
        </div>
      </ScrollArea>
    </>
  )
}
