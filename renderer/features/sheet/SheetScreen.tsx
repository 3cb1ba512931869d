import { plural } from '@lingui/core/macro'
import { useLingui as useCatalogue } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NativeSelect } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useMemo, useRef, useState } from 'react'
import type { Paper, Sheet } from '../../../shared/contract/sheet.contract.ts'
import { addDays, isoWeekOf, mondayOf, type PlainDate, parseIsoWeek } from '../../../shared/primitives/plain-date.ts'
import { useHostCommand, useHostProcedure, useProcedure } from '../../api/queries.ts'
import { useCommands } from '../../app/commands.ts'
import { formatDay, formatLocale, weekNumberOf } from '../../app/format.ts'
import { styleNonce } from '../../app/nonce.ts'
import { keyCaps, useShortcuts } from '../../app/shortcuts.ts'
import { sayFailed } from '../../app/undo.tsx'
import { composeSheetDocument } from '../../print/sheet-document.ts'
import { sheetFontCss } from '../../print/sheet-fonts.ts'
import { download } from '../../ui/download.ts'
import { FailedState } from '../../ui/FailedState.tsx'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { DoubleRule } from '../../ui/PageHead.tsx'
import { showToast } from '../../ui/toast.tsx'
import { WaitingBar } from '../../ui/WaitingBar.tsx'
import { fontAddress } from './font-address.ts'
import { SheetPreview } from './SheetPreview.tsx'
import classes from './SheetScreen.module.css'

const WEEKS_AHEAD = 8

/** The week's follow-up list as it will be printed, and the ways to take it along. */
export function SheetScreen() {
  const { t } = useLingui()
  const today = useProcedure('workbook.status', {}).data?.today
  const [chosen, setChosen] = useState<string>()
  const [paper, setPaper] = useState<Paper>(usualPaper)
  // On a weekend the week to prepare is the one that begins on Monday.
  const week = chosen ?? (today === undefined ? undefined : isoWeekOf(addDays(today, 2)))
  const sheet = useProcedure(
    'sheet.week',
    { week: week ?? '2026-W01' },
    { isEnabled: week !== undefined, keepsPrevious: true },
  )
  const preview = useRef<HTMLIFrameElement>(null)
  const page = useSheetPage(sheet.data, paper)
  const taking = useTaking(week, paper, preview)

  useShortcuts(
    useMemo(() => [{ keys: 'mod+p', label: t`Print the week`, group: t`Sheet`, run: taking.print }], [t, taking.print]),
  )
  useCommands(
    useMemo(
      () => [
        { id: 'sheet-print', label: t`Print the week`, group: t`Sheet`, keys: 'mod+p', run: taking.print },
        { id: 'sheet-pdf', label: t`Save the week as PDF`, group: t`Sheet`, run: taking.savePdf },
      ],
      [t, taking.print, taking.savePdf],
    ),
  )

  return (
    <div className={classes.split}>
      <section className={classes.desk} tabIndex={0} aria-label={t`Preview`}>
        {sheet.error !== null && (
          <FailedState title={t`The sheet was not put together`}>
            <p>{sheet.error.message}</p>
          </FailedState>
        )}
        {page === undefined && sheet.error === null && (
          <WaitingBar name={t`Putting the week together`} barLabel={t`Sheet`} />
        )}
        {page !== undefined && (
          <SheetPreview
            ref={preview}
            html={page.html}
            pageCount={page.pageCount}
            paper={paper}
            label={t`The printed sheet`}
          />
        )}
      </section>
      <aside className={classes.options} aria-label={t`Sheet`}>
        <header className={classes.head}>
          <h1>
            <Trans>Sheet</Trans>
          </h1>
          <p className="lb-quiet">
            <Trans>What you see is what is printed.</Trans>
          </p>
        </header>
        <DoubleRule />
        <div className={classes.body}>
          <div className={classes.fields}>
            <NativeSelect
              label={t`Week`}
              value={week ?? ''}
              onChange={(event) => setChosen(event.currentTarget.value)}
              data={
                today === undefined
                  ? []
                  : weekChoices(today, (monday) => t`${weekNumberOf(monday)}, from ${formatDay(monday)}`)
              }
            />
            <NativeSelect
              label={t`Paper`}
              value={paper}
              onChange={(event) => setPaper(event.currentTarget.value as Paper)}
              data={['A4', 'Letter']}
            />
          </div>
          <div className={classes.actions}>
            <Button
              variant="filled"
              leftSection={<IconPrinter size={18} stroke={1.5} aria-hidden />}
              onClick={taking.print}
              disabled={page === undefined}
            >
              <Trans>Print</Trans> <KeyCap keys={keyCaps('mod+p')} />
            </Button>
            <Button onClick={taking.savePdf} loading={taking.isSaving} disabled={page === undefined}>
              <Trans>PDF</Trans>
            </Button>
          </div>
          {sheet.data !== undefined && page !== undefined && <Summary sheet={sheet.data} pageCount={page.pageCount} />}
          <div className={classes.letters}>
            <h2>
              <Trans>The letters</Trans>
            </h2>
            <dl>
              <Letter letter="D">{t`done, or sent`}</Letter>
              <Letter letter="R">{t`replied`}</Letter>
              <Letter letter="V">{t`voicemail`}</Letter>
              <Letter letter="M">{t`talked`}</Letter>
              <Letter letter="N">{t`not now`}</Letter>
              <Letter letter="X">{t`do not contact`}</Letter>
            </dl>
          </div>
        </div>
      </aside>
    </div>
  )
}

function Letter({ letter, children }: { letter: string; children: string }) {
  return (
    <div>
      <dt>{letter}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Summary({ sheet, pageCount }: { sheet: Sheet; pageCount: number }) {
  const leads = plural(sheet.leadIds.length, { one: '# lead', other: '# leads' })
  const pages = plural(pageCount, { one: '# page', other: '# pages' })
  const leftOut = sheet.sections.reduce((sum, section) => sum + section.leftOutCount, 0)
  return (
    <p className="lb-small lb-quiet">
      <Trans>
        {leads} on {pages}.
      </Trans>{' '}
      {leftOut > 0 && <Trans>{leftOut} without a plan are left out, to keep it a week.</Trans>}
    </p>
  )
}

function weekChoices(today: PlainDate, name: (monday: PlainDate) => string): { value: string; label: string }[] {
  const first = addDays(mondayOf(today), -7)
  return Array.from({ length: WEEKS_AHEAD }, (_, ahead) => {
    const monday = addDays(first, ahead * 7)
    return { value: isoWeekOf(monday), label: name(monday) }
  })
}

/** Letter where the seller's region uses it, else A4. */
function usualPaper(): Paper {
  const region = new Intl.Locale(formatLocale()).maximize().region ?? ''
  return ['US', 'CA', 'MX', 'PH', 'CL', 'CO', 'VE'].includes(region) ? 'Letter' : 'A4'
}

function useSheetPage(sheet: Sheet | undefined, paper: Paper) {
  const { i18n } = useCatalogue()
  return useMemo(() => {
    if (sheet === undefined) return undefined
    return composeSheetDocument(sheet, {
      paper,
      i18n,
      locale: formatLocale(),
      language: i18n.locale,
      nonce: styleNonce,
      fontCss: sheetFontCss(fontAddress),
    })
  }, [sheet, paper, i18n])
}

/** Printing and saving: the desktop does both itself, in a browser the page prints and downloads. */
function useTaking(week: string | undefined, paper: Paper, preview: React.RefObject<HTMLIFrameElement | null>) {
  const { t } = useLingui()
  const isDesktop = useHostProcedure('host.state', {}).data?.host === 'desktop'
  const pdf = useHostCommand('host.sheetPdf')
  const printing = useHostCommand('host.printSheet')
  const { mutateAsync: makePdf } = pdf
  const { mutateAsync: printSheet } = printing
  return useMemo(
    () => ({
      isSaving: pdf.isPending,
      print: () => {
        if (week === undefined) return
        if (isDesktop) printSheet({ week, paper }).catch(sayFailed)
        else preview.current?.contentWindow?.print()
      },
      savePdf: () => {
        if (week === undefined || parseIsoWeek(week) === undefined) return
        makePdf({ week, paper }).then(({ isSaved, fileName, bytes }) => {
          if (bytes !== null) download(fileName, new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }))
          if (isSaved) showToast({ message: t`Saved ${fileName}` })
        }, sayFailed)
      },
    }),
    [week, paper, isDesktop, pdf.isPending, makePdf, printSheet, preview, t],
  )
}
