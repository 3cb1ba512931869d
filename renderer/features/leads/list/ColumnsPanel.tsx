import { useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Popover, SegmentedControl, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconLayoutColumns } from '@tabler/icons-react'
import { type KeyboardEvent, memo, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { foldText } from '../../../../shared/domain/leads/fold-text.ts'
import classes from './ColumnsPanel.module.css'
import { moveColumn, stepColumn, toggleColumn } from './column-places.ts'
import type { ColumnGroup } from './lead-columns.tsx'
import { type ColumnKey, useLeadsView } from './leads-view.ts'
import type { LeadColumns } from './useLeadColumns.ts'

/** Which columns the table shows, in which order, and how dense its rows stand. */
export const ColumnsPanel = memo(function ColumnsPanel({ columns }: { columns: LeadColumns }) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus width={340} shadow="sm">
      <Popover.Target>
        <Button
          size="sm"
          variant="subtle"
          leftSection={<IconLayoutColumns size={16} stroke={1.5} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {t`Columns`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t`Columns`} className={classes.panel}>
        <ColumnChoice {...columns} />
      </Popover.Dropdown>
    </Popover>
  )
})

function ColumnChoice({ catalogue, places, setPlaces }: LeadColumns) {
  const { t } = useLingui()
  const density = useLeadsView((view) => view.density)
  const chosen = useLeadsView((view) => view.columns)
  const change = useLeadsView((view) => view.change)
  const [search, setSearch] = useState('')
  const [dragged, setDragged] = useState<ColumnKey | undefined>(undefined)
  const groupNames: Record<ColumnGroup, string> = {
    who: t`Who`,
    where: t`Where`,
    standing: t`How it stands`,
    next: t`What was and comes`,
    own: t`Your own fields`,
  }
  const lists = useRef<HTMLDivElement>(null)
  const toggled = useRef<ColumnKey | undefined>(undefined)
  const wanted = foldText(search)
  const fits = (name: string) => wanted === '' || foldText(name).includes(wanted)
  const shown = places.flatMap(({ key }) => catalogue.get(key) ?? []).filter(({ name }) => fits(name))
  const hidden = [...catalogue.values()].filter(
    ({ key, name }) => fits(name) && !places.some((place) => place.key === key),
  )
  const groups = (Object.keys(groupNames) as ColumnGroup[])
    .map((group) => ({ group, columns: hidden.filter((column) => column.group === group) }))
    .filter((one) => one.columns.length > 0)

  // A column that is shown or hidden goes to another list, and the focus goes along.
  useLayoutEffect(() => {
    if (toggled.current === undefined) return
    const line = lists.current?.querySelector<HTMLElement>(`[data-column="${toggled.current}"] input`)
    toggled.current = undefined
    line?.focus({ preventScroll: true })
  })

  function toggle(key: ColumnKey) {
    toggled.current = key
    setPlaces(toggleColumn(places, key))
  }

  /** Alt and an arrow move the column; the focus goes along, because its line does. */
  function onKeyDown(event: KeyboardEvent, key: ColumnKey) {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    setPlaces(stepColumn(places, key, event.key === 'ArrowUp' ? -1 : 1))
  }

  return (
    <>
      <TextInput
        type="search"
        size="sm"
        aria-label={t`Find a column`}
        placeholder={t`Find a column`}
        data-autofocus
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <div ref={lists} className={classes.lists} tabIndex={0} role="group" aria-label={t`Columns`}>
        {shown.length > 0 && (
          <Part title={t`Shown`}>
            {shown.map(({ key, name, isFrozen }) => {
              const isFixed = isFrozen === true
              return (
                <li
                  key={key}
                  className={classes.line}
                  data-column={key}
                  draggable={!isFixed}
                  data-dragged={dragged === key || undefined}
                  onDragStart={(event) => {
                    event.dataTransfer.effectAllowed = 'move'
                    setDragged(key)
                  }}
                  onDragEnd={() => setDragged(undefined)}
                  onDragOver={(event) => {
                    if (dragged === undefined || isFixed) return
                    event.preventDefault()
                    if (dragged !== key) setPlaces(moveColumn(places, dragged, key))
                  }}
                  onKeyDown={(event) => onKeyDown(event, key)}
                >
                  <Checkbox label={name} checked disabled={key === 'name'} onChange={() => toggle(key)} />
                  {!isFixed && wanted === '' && (
                    <span className={classes.steps}>
                      <Step label={t`Move ${name} up`} onStep={() => setPlaces(stepColumn(places, key, -1))}>
                        <IconArrowUp size={16} stroke={1.5} aria-hidden />
                      </Step>
                      <Step label={t`Move ${name} down`} onStep={() => setPlaces(stepColumn(places, key, 1))}>
                        <IconArrowDown size={16} stroke={1.5} aria-hidden />
                      </Step>
                    </span>
                  )}
                </li>
              )
            })}
          </Part>
        )}
        {groups.map(({ group, columns }) => (
          <Part key={group} title={groupNames[group]}>
            {columns.map(({ key, name }) => (
              <li key={key} className={classes.line} data-column={key}>
                <Checkbox label={name} checked={false} onChange={() => toggle(key)} />
              </li>
            ))}
          </Part>
        ))}
        {shown.length === 0 && hidden.length === 0 && <p className="lb-quiet">{t`No column is called that.`}</p>}
      </div>
      <div className={classes.foot}>
        <SegmentedControl
          aria-label={t`Rows`}
          value={density}
          onChange={(value) => change({ density: value === 'roomy' ? 'roomy' : 'dense' })}
          data={[
            { value: 'dense', label: t`Dense` },
            { value: 'roomy', label: t`Roomy` },
          ]}
        />
        <Button size="sm" variant="subtle" disabled={chosen === undefined} onClick={() => setPlaces(undefined)}>
          {t`Usual columns`}
        </Button>
      </div>
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className={classes.title}>{title}</h3>
      <ul>{children}</ul>
    </section>
  )
}

function Step({ label, onStep, children }: { label: string; onStep: () => void; children: ReactNode }) {
  return (
    <button type="button" className={classes.step} aria-label={label} title={label} onClick={onStep}>
      {children}
    </button>
  )
}
