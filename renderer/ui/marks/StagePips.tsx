import classes from './marks.module.css'

/** The stages in their order. */
export type Stage = 'lead' | 'mql' | 'sal' | 'sql' | 'proposal' | 'won'

const order: readonly Stage[] = ['lead', 'mql', 'sal', 'sql', 'proposal', 'won']
const words: Record<Stage, string> = {
  lead: 'Lead',
  mql: 'MQL',
  sal: 'SAL',
  sql: 'SQL',
  proposal: 'Proposal',
  won: 'Won',
}

// Two paths and not six boxes: the pips stand in every row of a table that is scrolled fast, and paths are printed, backgrounds are not.
const pip = (place: number) => `M${place * 6 + 1} 0h2a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-2a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1z`
const pipPaths = order.map((_, reached) =>
  order
    .slice(0, reached + 1)
    .map((_stage, place) => pip(place))
    .join(''),
)
const restPaths = order.map((_, reached) =>
  order
    .slice(reached + 1)
    .map((_stage, past) => pip(reached + 1 + past))
    .join(''),
)

interface StagePipsProps {
  stage: Stage
  /** The stage's name in the language of the screen. */
  name?: string
  /** Where the name stands beside the pips it is read; else it is only said aloud. */
  isNameShown?: boolean
}

/** How far a lead has come: six pips, in grey until MQL, green until Proposal, black when won. */
export function StagePips({ stage, name = words[stage], isNameShown = true }: StagePipsProps) {
  const reached = order.indexOf(stage)
  const ink = stage === 'won' ? classes.won : reached >= 2 ? classes.worked : classes.early
  return (
    <span className={classes.stage}>
      <svg className={`${classes.pips} ${ink}`} viewBox="0 0 34 10" aria-hidden>
        <path d={pipPaths[reached]} />
        <path className={classes.rest} d={restPaths[reached]} />
      </svg>
      <span className={isNameShown ? undefined : 'lb-hidden'}>{name}</span>
    </span>
  )
}
