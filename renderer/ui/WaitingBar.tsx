import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import classes from './WaitingBar.module.css'

interface WaitingBarProps {
  /** What is being done: "Writing 351 rows". */
  name: ReactNode
  /** How much is done, 0 to 1; left out where it is not known. */
  share?: number | undefined
  /** How far it is, at the right of the name: "212". */
  done?: ReactNode
  /** How much is left, in words: "about 4 seconds". */
  left?: ReactNode
  /** Stops it, and says what that leaves behind: "Stop, write nothing". */
  stop?: { label: string; onStop: () => void } | undefined
  /** What a screen reader calls the bar. */
  barLabel: string
  /** It has been going on for a while: the bar is there at once. */
  isUnderWay?: boolean
}

type Phase = 'silent' | 'named' | 'bar'

/** Says that something takes its time: nothing at first, after 300 ms its name, after 2 s a bar, what is left, and a stop. */
export function WaitingBar({ name, share, done, left, stop, barLabel, isUnderWay = false }: WaitingBarProps) {
  const [phase, setPhase] = useState<Phase>(isUnderWay ? 'bar' : 'silent')
  useEffect(() => {
    if (isUnderWay) return
    const naming = setTimeout(() => setPhase('named'), 300)
    const drawing = setTimeout(() => setPhase('bar'), 2000)
    return () => {
      clearTimeout(naming)
      clearTimeout(drawing)
    }
  }, [isUnderWay])

  if (phase === 'silent') return <div className={classes.waiting} aria-busy />
  if (phase === 'named') {
    return (
      <div className={classes.waiting} role="status">
        <p className={classes.named}>
          <span className={classes.turning} aria-hidden />
          {name}
        </p>
      </div>
    )
  }
  const percent = share === undefined ? undefined : Math.round(share * 100)
  return (
    <div className={classes.waiting}>
      <p className={classes.line}>
        <b>{name}</b>
        <span className="lb-quiet">{done}</span>
      </p>
      <div
        className={classes.bar}
        role="progressbar"
        aria-label={barLabel}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        data-unknown={percent === undefined || undefined}
      >
        <i style={percent === undefined ? undefined : { width: `${percent}%` }} />
      </div>
      <div className={classes.line}>
        <span className="lb-quiet">{left}</span>
        {stop !== undefined && (
          <Button size="sm" onClick={stop.onStop}>
            {stop.label}
          </Button>
        )}
      </div>
    </div>
  )
}
