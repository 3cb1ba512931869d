import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { HEAD_HEIGHT, type RowsSeen, rowsSeen, scrollTopFor } from './grid-layout.ts'

interface RowWindowOptions {
  rowCount: number
  /** Height of each row in px. */
  rowHeight: number
}

export interface RowWindow {
  /** The rows on screen; undefined until the room for them is known. */
  seen: RowsSeen | undefined
  /** Scrolls no further than it takes for the whole row to be seen. */
  scrollToRow: (index: number) => void
}

/**
 * Which rows of one height a scroller shows below its heading. Only sums of the first and the last row, so that a list of a million costs
 * what a list of ten does; told anew only when other rows come into view.
 */
export function useRowWindow(scroller: RefObject<HTMLElement | null>, options: RowWindowOptions): RowWindow {
  const { rowCount, rowHeight } = options
  const [seen, setSeen] = useState<RowsSeen | undefined>(undefined)
  const view = useRef({ scrollTop: 0, height: 0 })

  const look = useCallback(() => {
    const next = rowsSeen(view.current, rowHeight)
    setSeen((before) => (before?.first === next.first && before.last === next.last ? before : next))
  }, [rowHeight])

  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const measure = () => {
      view.current = { scrollTop: element.scrollTop, height: element.clientHeight - HEAD_HEIGHT }
      look()
    }
    const onScroll = () => {
      view.current.scrollTop = element.scrollTop
      look()
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [scroller, look])

  const scrollToRow = useCallback(
    (index: number) => {
      const element = scroller.current
      const top = scrollTopFor(index, view.current, rowHeight)
      if (element === null || top === view.current.scrollTop) return
      element.scrollTo({ top })
      // Drawn with the move that asked for it, not when the browser tells of it.
      view.current.scrollTop = top
      look()
    },
    [scroller, rowHeight, look],
  )

  const last = Math.min(seen?.last ?? -1, rowCount - 1)
  return { seen: seen && { first: Math.min(seen.first, Math.max(last, 0)), last }, scrollToRow }
}
