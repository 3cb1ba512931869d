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
      <span className={`${classes.pips} ${ink}`} aria-hidden>
        {order.map((each, index) => (
          <i key={each} data-on={index <= reached || undefined} />
        ))}
      </span>
      <span className={isNameShown ? undefined : 'lb-hidden'}>{name}</span>
    </span>
  )
}
