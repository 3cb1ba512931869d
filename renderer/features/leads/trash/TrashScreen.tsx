import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconArrowBackUp, IconArrowLeft, IconEraser } from '@tabler/icons-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { LeadFilter, LeadSelection } from '../../../../shared/contract/lead-query.contract.ts'
import type { LeadRow } from '../../../../shared/contract/leads.contract.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { ask } from '../../../api/client.ts'
import { useProcedure } from '../../../api/queries.ts'
import { formatDay } from '../../../app/format.ts'
import { goTo } from '../../../app/hash-location.ts'
import { KeyHints } from '../../../app/KeyHints.tsx'
import { leadRoute, routes } from '../../../app/routes.ts'
import { type Shortcut, useShortcuts, useSingleKeys } from '../../../app/shortcuts.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { FailedState } from '../../../ui/FailedState.tsx'
import { type GridColumn, VirtualGrid } from '../../../ui/grid/VirtualGrid.tsx'
import { PageHead } from '../../../ui/PageHead.tsx'
import { WaitingBar } from '../../../ui/WaitingBar.tsx'
import { PageFoot } from '../../../ui/WorkingPanel.tsx'
import { named } from '../LeadDialogs.tsx'
import type { LeadsRequest } from '../list/leads-view.ts'
import { useChosenLeads } from '../list/useChosenLeads.ts'
import { useLeadPages } from '../list/useLeadPages.ts'
import { EraseDialog, type ErasedLeads } from './EraseDialog.tsx'
import classes from './TrashScreen.module.css'

const inTrash: { filter: LeadFilter } = { filter: { all: [[{ field: 'isArchived', test: { op: 'yes' } }]] } }

/** The trash as a list, by name. */
const trashRequest: LeadsRequest = { ...inTrash, sort: { by: 'name', direction: 'ascending' } }

/** The trash: leads that stand in no list any more, to be taken back or erased for good. */
export function TrashScreen() {
  const today = useProcedure('workbook.status', {}).data?.today
  const trash = useProcedure('leads.trash', {}).data
  const hasKeys = useSingleKeys((keys) => keys.isOn)
  const { total, getRow, onVisibleRange, failure, retry } = useLeadPages(trashRequest)
  const [activeIndex, setActiveIndex] = useState(0)
  const [erasing, setErasing] = useState<ErasedLeads | null>(null)
  const { named: chosen, clear, selection } = useChosenLeads(trashRequest, total ?? 0, getRow)
  const columns = useMemo(() => (today === undefined ? [] : trashColumns(today)), [today])

  async function restore(chosen: LeadSelection, name: string) {
    try {
      const { changeSet } = await ask('leads.restore', { leads: chosen })
      sayChanged(t`Took ${name} out of the trash`, changeSet)
      clear()
    } catch (error) {
      sayFailed(error)
    }
  }

  /** What the only lead of a selection is called; undefined for several, or where its row is not at hand. */
  function nameOfOnly(leads: LeadSelection): string | undefined {
    const [id, ...others] = 'ids' in leads ? leads.ids : []
    if (id === undefined || others.length > 0) return undefined
    for (let index = 0; index < (total ?? 0); index += 1) {
      const row = getRow(index)
      if (row === undefined || row.id === id) return row?.name
    }
    return undefined
  }

  const act = (lead: LeadRow, key: string) => {
    const { leads, count, name } = chosen ?? named(lead)
    if (key === 'r') void restore(leads, name)
    else if (key === 'Delete')
      setErasing({ leads, count, name: nameOfOnly(leads) ?? (chosen === undefined ? name : undefined) })
    else if (key === 'Escape') leave()
    else return false
    return true
  }
  const isChosen = useRef(false)
  isChosen.current = chosen !== undefined
  /** Out of the selection first, then out of the trash. */
  const leave = useCallback(() => {
    if (isChosen.current) clear()
    else goTo(routes.leads)
  }, [clear])
  useShortcuts(
    useMemo<Shortcut[]>(() => {
      const group = t`Trash`
      return [
        { keys: 'r', label: t`Take the lead back, or the selected ones`, group },
        { keys: 'Delete', label: t`Erase the lead, or the selected ones`, group },
        { keys: 'Space', label: t`Select the lead; with Shift all up to it`, group },
        { keys: 'Escape', label: t`Clear the selection, or go back to the leads`, group, run: leave },
      ]
    }, [leave]),
  )
  const onActiveChange = useCallback((index: number) => setActiveIndex(index), [])

  if (today === undefined) return null
  const all = total ?? 0
  const sentence =
    trash?.oldestOn == null
      ? undefined
      : t`The first was put here on ${formatDay(trash.oldestOn, 'long', today)}. Select leads to take them back or to erase them.`
  return (
    <div className={classes.screen}>
      <PageHead
        title={t`Trash`}
        sentence={sentence}
        actions={
          <>
            <Button
              variant="subtle"
              leftSection={<IconArrowLeft size={18} stroke={1.5} aria-hidden />}
              onClick={() => goTo(routes.leads)}
            >
              <Trans>All leads</Trans>
            </Button>
            {all > 0 && (
              <Button
                data-danger
                leftSection={<IconEraser size={18} stroke={1.5} aria-hidden />}
                onClick={() =>
                  setErasing({ leads: { query: inTrash }, count: all, name: all === 1 ? getRow(0)?.name : undefined })
                }
              >
                {plural(all, { one: 'Empty the trash: # lead', other: 'Empty the trash: # leads' })}
              </Button>
            )}
          </>
        }
      />
      <div className={classes.list} aria-busy={total === undefined}>
        {failure !== null ? (
          <FailedState title={t`The trash could not be read`} actions={<Button onClick={retry}>{t`Try again`}</Button>}>
            {failure.message}
          </FailedState>
        ) : total === undefined ? (
          <WaitingBar name={t`Reading the trash`} barLabel={t`Reading the trash`} />
        ) : total === 0 ? (
          <EmptyState
            paper="ruled"
            title={t`The trash is empty`}
            actions={
              <Button onClick={() => goTo(routes.leads)}>
                <Trans>Back to the leads</Trans>
              </Button>
            }
          >
            <Trans>Leads you delete come here first. From here you take them back, or erase them for good.</Trans>
          </EmptyState>
        ) : (
          <VirtualGrid<LeadRow>
            label={t`Trash`}
            rowCount={total}
            getRow={getRow}
            columns={columns}
            onVisibleRange={onVisibleRange}
            activeIndex={activeIndex}
            onActiveChange={onActiveChange}
            onOpen={(lead) => goTo(leadRoute(lead.id))}
            onKey={hasKeys ? (key, lead) => act(lead, key) : undefined}
            hasAutoFocus={document.activeElement === document.body}
            selection={selection}
          />
        )}
      </div>
      {all > 0 && chosen === undefined && (
        <KeyHints
          hints={[
            { keys: ['R'], does: t`take back` },
            { keys: ['Delete'], does: t`erase` },
            { keys: ['Space'], does: t`select` },
            { keys: ['Escape'], does: t`all leads` },
          ]}
        />
      )}
      {all > 0 && chosen !== undefined && (
        <PageFoot tone="chosen">
          <p>
            <b>{plural(chosen.count, { one: '# lead selected', other: '# leads selected' })}</b>
          </p>
          <Button
            size="sm"
            ml="auto"
            leftSection={<IconArrowBackUp size={18} stroke={1.5} aria-hidden />}
            onClick={() => void restore(chosen.leads, chosen.name)}
          >
            {plural(chosen.count, { one: 'Take # lead back', other: 'Take # leads back' })}
          </Button>
          <Button
            size="sm"
            data-danger
            leftSection={<IconEraser size={18} stroke={1.5} aria-hidden />}
            onClick={() => setErasing({ leads: chosen.leads, count: chosen.count, name: nameOfOnly(chosen.leads) })}
          >
            {plural(chosen.count, { one: 'Erase # lead …', other: 'Erase # leads …' })}
          </Button>
          <Button size="sm" variant="subtle" onClick={clear}>
            <Trans>Clear</Trans>
          </Button>
        </PageFoot>
      )}
      <EraseDialog leads={erasing} onClose={() => setErasing(null)} onErased={clear} />
    </div>
  )
}

function trashColumns(today: PlainDate): GridColumn<LeadRow>[] {
  return [
    {
      key: 'name',
      title: t`Name`,
      width: 180,
      grow: 1,
      isRowName: true,
      closesMargin: true,
      fullText: (lead) => lead.name,
      render: (lead) => (
        <a className="lb-name" href={`#${leadRoute(lead.id)}`} tabIndex={-1}>
          {lead.name}
        </a>
      ),
    },
    {
      key: 'company',
      title: t`Company`,
      width: 150,
      grow: 0.8,
      fullText: (lead) => lead.company ?? undefined,
      render: (lead) => lead.company,
    },
    {
      key: 'email',
      title: t`E-mail`,
      width: 240,
      grow: 1.6,
      fullText: (lead) => lead.emails[0],
      render: (lead) => lead.emails[0],
    },
    {
      key: 'archivedOn',
      title: t`In the trash since`,
      width: 140,
      render: (lead) => (lead.archivedOn === null ? null : formatDay(lead.archivedOn, 'long', today)),
    },
    {
      key: 'mark',
      title: t`Leaves a mark`,
      width: 130,
      render: (lead) => (lead.doNotContactOn === null ? null : t`do not contact`),
    },
  ]
}
