import { Trans, useLingui } from '@lingui/react/macro'
import { Menu, Tabs, UnstyledButton } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { memo, type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { KindOfCustom } from '../../../../../shared/domain/leads/filter-rules.ts'
import { formatNumber } from '../../../../app/format.ts'
import { useSession } from '../../../../app/session.ts'
import { useOwnFields } from '../filters/useOwnFields.ts'
import { useLeadsView } from '../leads-view.ts'
import { fittingTabs } from './fitting-tabs.ts'
import { type KnownView, useKnownViews } from './useKnownViews.ts'
import { useViewCounts } from './useViewCounts.ts'
import { ViewActions } from './ViewActions.tsx'
import classes from './ViewTabs.module.css'
import { isViewChanged, openedView } from './view-definition.ts'

/** The views as tabs, each with how many leads it finds, and what can be done with the current one. Stands inside `Tabs`. */
export const ViewTabs = memo(function ViewTabs() {
  const { t } = useLingui()
  const ownFields = useOwnFields()
  const views = useKnownViews()
  const current = useLeadsView((shown) => shown.view)
  const change = useLeadsView((shown) => shown.change)
  const setShownLeads = useSession((session) => session.setShownLeads)
  const kindOfCustom = useCallback<KindOfCustom>((id) => ownFields?.find((own) => own.id === id)?.kind, [ownFields])
  const [counts, setCounts] = useState<ReadonlyMap<string, number>>(new Map())
  const row = useRef<HTMLDivElement>(null)
  const ruler = useRef<HTMLDivElement>(null)
  const fitting = useFitting(row, ruler, current)

  const currentView = views?.find(({ key }) => key === current)
  const isGone = views !== undefined && currentView === undefined
  useEffect(() => {
    // Deleted, or its saving undone: what it showed stays, as a changed "All".
    if (isGone) change({ view: 'all' })
  }, [isGone, change])

  const open = (view: KnownView) => {
    setShownLeads(undefined)
    change(openedView(view.key, view.definition ?? { rules: [] }, kindOfCustom))
  }
  const isChanged = useLeadsView(
    (shown) => currentView?.definition !== undefined && isViewChanged(shown, currentView.definition),
  )
  const count = (key: string) => {
    const found = counts.get(key)
    return <span className={classes.count}>{found === undefined ? '' : formatNumber(found)}</span>
  }
  const label = (view: KnownView) => (
    <>
      <span className={classes.name}>{view.name}</span>
      {isChanged && view.key === current && <span className={classes.dot} role="img" aria-label={t`changed`} />}
      {count(view.key)}
    </>
  )
  const inRow = views?.filter(({ key }) => fitting === undefined || fitting.includes(key)) ?? []
  const more = views?.filter((view) => !inRow.includes(view)) ?? []
  return (
    <div className={classes.views}>
      {ownFields !== undefined && <CountedViews views={views} kindOfCustom={kindOfCustom} onCounted={setCounts} />}
      <div ref={row} className={classes.row}>
        <Tabs.List aria-label={t`Views`} className={classes.list}>
          {inRow.map((view) => (
            <Tabs.Tab
              key={view.key}
              value={view.key}
              onClick={() => (view.key === current ? change({ search: '', activeIndex: 0 }) : open(view))}
            >
              {label(view)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {more.length > 0 && (
          <Menu position="bottom-start">
            <Menu.Target>
              <UnstyledButton className={classes.more}>
                <Trans>More</Trans>
                <span className={classes.count}>{formatNumber(more.length)}</span>
                <IconChevronDown size={16} stroke={1.5} aria-hidden />
              </UnstyledButton>
            </Menu.Target>
            <Menu.Dropdown className={classes.menu}>
              {more.map((view) => (
                <Menu.Item key={view.key} onClick={() => open(view)} rightSection={count(view.key)}>
                  {view.name}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
        <div className={classes.ruler} aria-hidden>
          <div ref={ruler}>
            {views?.map((view) => (
              <span key={view.key} data-view={view.key}>
                {label(view)}
              </span>
            ))}
          </div>
        </div>
      </div>
      {currentView !== undefined && (
        <ViewActions views={views ?? []} current={currentView} isChanged={isChanged} open={open} />
      )}
    </div>
  )
})

interface CountedViewsProps {
  views: readonly KnownView[] | undefined
  kindOfCustom: KindOfCustom
  onCounted: (counts: ReadonlyMap<string, number>) => void
}

/** Counts the views and shows nothing: that the list is being read and was read draws no tab anew. */
function CountedViews({ views, kindOfCustom, onCounted }: CountedViewsProps) {
  const counts = useViewCounts(views, kindOfCustom)
  useEffect(() => {
    if (counts !== undefined) onCounted(counts)
  }, [counts, onCounted])
  return null
}

/** Px that the button "More" takes, with its number. */
const MORE_WIDTH = 96

/** The keys of the tabs that fit into the row as it is now; undefined until it is measured. */
function useFitting(
  row: RefObject<HTMLDivElement | null>,
  ruler: RefObject<HTMLDivElement | null>,
  current: string,
): readonly string[] | undefined {
  const [measured, setMeasured] = useState<{ widths: { key: string; width: number }[]; available: number }>()
  useLayoutEffect(() => {
    const [whole, marks] = [row.current, ruler.current]
    if (whole === null || marks === null) return
    const measure = () => {
      const widths = [...marks.querySelectorAll<HTMLElement>('[data-view]')].map((mark) => ({
        key: mark.dataset['view'] ?? '',
        width: mark.offsetWidth,
      }))
      setMeasured({ widths, available: whole.clientWidth })
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(whole)
    observer.observe(marks)
    return () => observer.disconnect()
  }, [row, ruler])
  return measured === undefined || measured.widths.length === 0
    ? undefined
    : fittingTabs(measured.widths, measured.available, MORE_WIDTH, current)
}
