import { useLingui } from '@lingui/react/macro'
import classes from './marks.module.css'

/** Cooling is reported as warm and is about to be lost: it keeps the W and gets an arrow. */
export type Temperature = 'cold' | 'warm' | 'hot' | 'cooling'

interface TemperatureMarkProps {
  temperature: Temperature
  /** The score, in the figures it is to be read in; left out where the mark is explained rather than read. */
  score?: string | number | undefined
  /** Set by hand. */
  isPinned?: boolean | undefined
  /** The letter (rows), the word (sentences, heads), or the word on a tint where the mark stands alone. */
  shown?: 'letter' | 'word' | 'slip'
}

const letters = { cold: 'C', warm: 'W', hot: 'H', cooling: 'W' } as const

/** How warm a lead is: a shape, a letter or word, a colour, each enough alone, and read out as "Warm, score 34". */
export function TemperatureMark({ temperature, score, isPinned = false, shown = 'letter' }: TemperatureMarkProps) {
  const { t } = useLingui()
  const word =
    temperature === 'cold' ? t`Cold` : temperature === 'warm' ? t`Warm` : temperature === 'hot' ? t`Hot` : t`Cooling`
  const spoken = score === undefined ? word : t`${word}, score ${score}`
  return (
    <span className={`${classes.mark} ${classes[temperature]} ${shown === 'slip' ? classes.slip : ''}`}>
      <span className="lb-hidden">{isPinned ? t`${spoken}, set by hand` : spoken}</span>
      <TemperatureShape temperature={temperature} />
      <span aria-hidden>{shown === 'letter' ? letters[temperature] : word}</span>
      {temperature === 'cooling' && shown === 'letter' && (
        <svg className={classes.arrow} viewBox="0 0 8 10" aria-hidden>
          <path d="M4 1v7.5M1 5.8 4 8.8 7 5.8" />
        </svg>
      )}
      {score !== undefined && (
        <span className={classes.score} aria-hidden>
          {score}
        </span>
      )}
      {isPinned && (
        <svg className={classes.pin} viewBox="0 0 24 24" aria-hidden>
          <path d="M9 4v6l-2 4v2h10v-2l-2 -4v-6M12 16v5M8 4h8" />
        </svg>
      )}
    </span>
  )
}

// The same elements for each: a row that comes to show another lead changes attributes only.
const halves = {
  cold: undefined,
  warm: 'M6 1a5 5 0 0 0 0 10z',
  hot: undefined,
  cooling: 'M6 1a5 5 0 0 1 0 10z',
} as const

/** The shape alone, 12 px, in the colour of the text around it: ○ cold, ◐ warm, ● hot, ◑ cooling. Says nothing to a screen reader. */
export function TemperatureShape({ temperature }: { temperature: Temperature }) {
  const isHot = temperature === 'hot'
  return (
    <svg className={classes.shape} viewBox="0 0 12 12" aria-hidden>
      <circle className={isHot ? classes.full : classes.ring} cx="6" cy="6" r={isHot ? 5.8 : 5} />
      <path className={classes.full} d={halves[temperature]} />
    </svg>
  )
}
