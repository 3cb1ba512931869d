import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { IconArrowRight, IconUser } from '@tabler/icons-react'
import type { Playbook, PlaybookStep } from '../../../shared/contract/nurture.contract.ts'
import { channelWord } from '../../app/contact-words.ts'
import { ScrollArea } from '../../ui/WorkingPanel.tsx'
import { ChannelIcon } from '../follow-ups/follow-ups.parts.ts'
import classes from './PlaybooksScreen.module.css'
import { TemplateText } from './TemplateText.tsx'

/** One playbook to read: what it is for, its steps on their days, and what comes after the last. */
export function PlaybookSteps({ playbook }: { playbook: Playbook }) {
  const { t } = useLingui()
  const { name, summary, steps, runningCount, afterwards } = playbook
  const lastDay = steps.at(-1)?.offsetDays ?? 0
  const humanCount = steps.filter(({ isHuman }) => isHuman).length
  return (
    <ScrollArea label={name}>
      <header className={classes.head}>
        <h2>{name}</h2>
        <p className={classes.summary}>{summary}</p>
        <p className="lb-quiet lb-small">
          {plural(steps.length, { one: '# step', other: '# steps' })}{' '}
          {plural(lastDay, { one: 'over # working day', other: 'over # working days' })},{' '}
          {plural(humanCount, { 0: 'none by hand', one: '# by hand', other: '# by hand' })}.{' '}
          {plural(runningCount, {
            0: 'No lead is in it now.',
            one: '# lead is in it now.',
            other: '# leads are in it now.',
          })}
        </p>
      </header>
      <ol className={classes.steps}>
        {steps.map((step) => (
          <Step key={step.position} step={step} />
        ))}
        <li className={classes.step}>
          <div className={classes.margin}>
            <span className="lb-quiet lb-note">{t`then`}</span>
          </div>
          <div className={classes.body}>
            <p className={classes.line}>
              <IconArrowRight size={16} stroke={1.5} aria-hidden className="lb-icon" />
              <b>
                <Trans>Afterwards</Trans>
              </b>
            </p>
            <p className={classes.text}>{afterwards}</p>
          </div>
        </li>
      </ol>
    </ScrollArea>
  )
}

function Step({ step }: { step: PlaybookStep }) {
  const { t } = useLingui()
  const { offsetDays, channel, title, purpose, guidance, template, isHuman } = step
  return (
    <li className={classes.step}>
      <div className={classes.margin}>
        <span className={classes.day}>{t`day ${offsetDays}`}</span>
      </div>
      <div className={classes.body}>
        <div className={classes.line}>
          <ChannelIcon channel={channel} />
          <h3>{title}</h3>
          <span className="lb-quiet lb-small">{channelWord(channel)}</span>
          {isHuman && (
            <span className={classes.human}>
              <IconUser size={14} stroke={1.5} aria-hidden />
              {t`by hand`}
            </span>
          )}
        </div>
        <p className={classes.text}>{purpose}</p>
        <p className={`${classes.text} lb-quiet lb-small`}>{guidance}</p>
        {template !== null && (
          <details className={classes.message}>
            <summary>{channel === 'call' ? t`Message for when you do not reach them` : t`Message`}</summary>
            <TemplateText text={template} />
          </details>
        )}
      </div>
    </li>
  )
}
