import { useLingui } from '@lingui/react/macro'
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { ImportRow } from '../../../shared/contract/import.contract.ts'
import classes from './Rows.module.css'

export interface CaseListHandle {
  /** Puts the focus on the row that keys act on. */
  focus: () => void
  /** Goes on to the next row, and the focus with it. */
  next: () => void
}

interface CaseListProps {
  label: string
  total: number
  getRow: (index: number) => ImportRow | undefined
  onVisibleRange: (first: number, last: number) => void
  /** Whether single letters act. */
  hasKeys: boolean
  /** A key on the active row; true where it was used. */
  onKey: (key: string, row: ImportRow) => boolean
  render: (row: ImportRow) => ReactNode
  ref: Ref<CaseListHandle>
}

/** Height of a case before it was measured, in px. */
const GUESSED_HEIGHT = 76

/**
 * Rows of any number and height, of which only those in view are drawn. One is in the tab order: arrows, J and K move it, Home and End
 * too. It is known by its number in the file, so that it stays when rows before it go.
 */
export function CaseList({ label, total, getRow, onVisibleRange, hasKeys, onKey, render, ref }: CaseListProps) {
  const { t } = useLingui()
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<{ index: number; row: number | undefined }>({ index: 0, row: undefined })
  const shouldFocus = useRef(false)
  const hadFocus = useRef(false)
  const at = placeOf(active, getRow, total)

  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => GUESSED_HEIGHT,
    getItemKey: (index) => getRow(index)?.row ?? `place ${index}`,
    overscan: 5,
    useFlushSync: false,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const first = Math.max(0, startIndex - overscan)
      const last = Math.min(count - 1, endIndex + overscan)
      const indexes = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
      if (at < first) indexes.unshift(at)
      else if (at > last && at < count) indexes.push(at)
      return indexes
    },
  })
  const first = virtualizer.range?.startIndex
  const last = virtualizer.range?.endIndex
  useEffect(() => {
    if (first !== undefined && last !== undefined) onVisibleRange(first, last)
  }, [first, last, onVisibleRange])

  const activeElement = () => scroller.current?.querySelector<HTMLElement>(`[data-index="${at}"]`)
  useLayoutEffect(() => {
    // What had the focus went with its row: the row that took its place has it now.
    const isLost = hadFocus.current && document.activeElement === document.body
    if (!shouldFocus.current && !isLost) return
    const element = activeElement()
    if (element == null) return
    shouldFocus.current = false
    element.focus({ preventScroll: true })
  })

  function moveTo(index: number) {
    const next = Math.min(Math.max(index, 0), total - 1)
    shouldFocus.current = true
    virtualizer.scrollToIndex(next, { align: 'auto' })
    setActive({ index: next, row: getRow(next)?.row })
  }
  useImperativeHandle(ref, () => ({
    focus: () => {
      scroller.current?.closest('section')?.scrollIntoView({ block: 'nearest' })
      moveTo(at)
    },
    next: () => moveTo(at + 1),
  }))

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLElement)) return
    if (event.target.closest('input:not([type="radio"]), textarea, select') !== null) return
    const isOnRow = event.target.dataset['index'] !== undefined
    const isRadio = event.target.matches('input')
    const arrows = isRadio ? undefined : { ArrowDown: 1, ArrowUp: -1, Home: -total, End: total }[event.key]
    const step = arrows ?? (hasKeys ? { j: 1, k: -1 }[event.key] : undefined)
    if (step !== undefined) {
      event.preventDefault()
      moveTo(at + step)
      return
    }
    const row = getRow(at)
    if (row === undefined || (!isOnRow && (event.key === 'Enter' || event.key === ' '))) return
    if (onKey(event.key, row)) event.preventDefault()
  }

  return (
    <div
      ref={scroller}
      className={classes.cases}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        hadFocus.current = true
        const place = event.target.closest<HTMLElement>('[data-index]')?.dataset['index']
        const index = Number(place)
        if (place !== undefined && index !== at) setActive({ index, row: getRow(index)?.row })
      }}
      onBlur={(event) => {
        // An element that is taken away blurs as well, but to nowhere.
        hadFocus.current = event.relatedTarget === null && document.hasFocus()
      }}
    >
      <ol className={classes.caseBody} aria-label={label} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const row = getRow(index)
          return (
            <li
              key={key}
              ref={virtualizer.measureElement}
              className={classes.case}
              data-index={index}
              data-active={index === at || undefined}
              tabIndex={index === at ? 0 : -1}
              aria-setsize={total}
              aria-posinset={index + 1}
              aria-busy={row === undefined || undefined}
              style={{ transform: `translateY(${start}px)` }}
            >
              <span className={classes.caseMargin}>{row === undefined ? '' : t`row ${row.row}`}</span>
              {row === undefined ? <span className={classes.caseWaiting} /> : render(row)}
            </li>
          )
        })}
      </ol>
    </div>
  )
}

/** Where the active row stands now: rows before it may have been answered and gone. */
function placeOf(
  active: { index: number; row: number | undefined },
  getRow: (index: number) => ImportRow | undefined,
  total: number,
): number {
  let index = Math.min(active.index, Math.max(total - 1, 0))
  if (active.row === undefined) return index
  for (; index > 0; index -= 1) {
    const before = getRow(index - 1)
    if (before === undefined || before.row < active.row) break
  }
  return index
}
