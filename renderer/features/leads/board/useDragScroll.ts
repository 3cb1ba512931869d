import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter'
import { useEffect } from 'react'

/** How near to an edge the pointer has to be, in px. */
const EDGE = 56
/** The fastest it scrolls, in px a frame, at the edge itself. */
const FASTEST = 18

/** While a card is dragged near an edge of a column, or of the board, that scrolls. */
export function useDragScroll(): void {
  useEffect(() => {
    let pointer: { clientX: number; clientY: number } | undefined
    let frame = 0

    function scroll() {
      if (pointer === undefined) return
      const under = document.elementFromPoint(pointer.clientX, pointer.clientY)
      const list = under?.closest('[data-board-list]')
      if (list)
        list.scrollTop += speedAt(
          pointer.clientY,
          list.getBoundingClientRect().top,
          list.getBoundingClientRect().bottom,
        )
      const board = under?.closest('[data-board]')
      if (board)
        board.scrollLeft += speedAt(
          pointer.clientX,
          board.getBoundingClientRect().left,
          board.getBoundingClientRect().right,
        )
      frame = requestAnimationFrame(scroll)
    }

    const stop = monitorForElements({
      onDragStart: ({ location }) => {
        pointer = location.current.input
        frame = requestAnimationFrame(scroll)
      },
      onDrag: ({ location }) => {
        pointer = location.current.input
      },
      onDrop: () => {
        pointer = undefined
        cancelAnimationFrame(frame)
      },
    })
    return () => {
      stop()
      cancelAnimationFrame(frame)
    }
  }, [])
}

function speedAt(at: number, start: number, end: number): number {
  if (at < start + EDGE) return -FASTEST * Math.min(1, (start + EDGE - at) / EDGE)
  return at > end - EDGE ? FASTEST * Math.min(1, (at - end + EDGE) / EDGE) : 0
}
