import { type ReactNode, useLayoutEffect, useRef } from 'react'
import classes from './WorkingPanel.module.css'

/** A list with the working panel at its right; under 900 px the panel stands below. */
export function SplitPage({ children, panel }: { children: ReactNode; panel: ReactNode }) {
  return (
    <div className={classes.split}>
      <div className={classes.column}>{children}</div>
      {panel}
    </div>
  )
}

interface WorkingPanelProps {
  /** What the panel is about, for a screen reader. */
  label: string
  head: ReactNode
  children: ReactNode
  /** The row of buttons that stays at the foot. */
  foot?: ReactNode
}

/** The panel beside a list, in which one works on what is chosen there. */
export function WorkingPanel({ label, head, children, foot }: WorkingPanelProps) {
  return (
    <section className={classes.panel} aria-label={label}>
      <div className={classes.head}>{head}</div>
      <div className={classes.body} tabIndex={0} role="group" aria-label={label}>
        {children}
      </div>
      {foot !== undefined && <div className={classes.foot}>{foot}</div>}
    </section>
  )
}

/** The part of a page that scrolls, between its head and its foot. */
export function ScrollArea({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className={classes.scroll} tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}

/** The row at the foot of a page: keys, or what holds for the chosen rows (`chosen`), or what is about to be written (`sheet`). */
export function PageFoot({ tone = 'keys', children }: { tone?: 'keys' | 'chosen' | 'sheet'; children: ReactNode }) {
  const foot = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => (foot.current === null ? undefined : keepClear(foot.current)), [])
  return (
    <div ref={foot} className={classes.pageFoot} data-tone={tone}>
      {children}
    </div>
  )
}

/** Tells how high the foot is in `--lb-foot`, so that toasts stand above it. Gives what ends that. */
function keepClear(foot: HTMLElement): () => void {
  const { style } = document.documentElement
  const observer = new ResizeObserver(() => style.setProperty('--lb-foot', `${foot.offsetHeight}px`))
  observer.observe(foot)
  return () => {
    observer.disconnect()
    style.removeProperty('--lb-foot')
  }
}
