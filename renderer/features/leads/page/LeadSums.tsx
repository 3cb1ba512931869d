import { Trans, useLingui } from '@lingui/react/macro'
import { Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { LeadPage } from '../../../../shared/contract/lead-page.contract.ts'
import { stages } from '../../../../shared/domain/funnel/stages.ts'
import { temperatureWord } from '../../../../shared/domain/temperature/temperature-word.ts'
import { daysBetween, type PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { ask } from '../../../api/client.ts'
import { channelWord, stageWord, statusWord } from '../../../app/contact-words.ts'
import { daysWords, pastDayWords } from '../../../app/day-words.ts'
import { formatDay, formatMoney, formatScore } from '../../../app/format.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import { StagePips } from '../../../ui/marks/StagePips.tsx'
import { TemperatureMark } from '../../../ui/marks/TemperatureMark.tsx'
import { useStageMove } from '../gates/useStageMove.tsx'
import type { LeadDialog } from '../LeadDialogs.tsx'
import classes from './LeadSums.module.css'

interface LeadSumsProps {
  page: LeadPage
  today: PlainDate
  currency: string
  open: (dialog: LeadDialog) => void
}

/** Where the lead stands, in one row: temperature, fit, stage, status, value, last touch. Stage and status are changed here. */
export function LeadSums({ page, today, currency, open }: LeadSumsProps) {
  const { t } = useLingui()
  const { lead } = page
  const { name } = lead
  const named = { leads: { ids: [lead.id] }, count: 1, name }
  const { moveTo, gateDialog } = useStageMove()

  async function activate() {
    try {
      const { changeSet } = await ask('leads.setStatus', { leads: { ids: [lead.id] }, status: 'active' })
      sayChanged(t`${name}: active again`, changeSet)
    } catch (error) {
      sayFailed(error)
    }
  }

  const { lastTouch } = page
  const touchWords =
    lastTouch === null || lastTouch.on !== lead.lastTouchOn
      ? null
      : lastTouch.direction === 'in'
        ? t`they replied`
        : lastTouch.direction === 'both'
          ? t`you talked`
          : channelWord(lastTouch.channel)
  return (
    <dl className={classes.sums}>
      <Sum name={t`Temperature`}>
        <TemperatureMark
          temperature={temperatureWord(lead)}
          shown="word"
          score={formatScore(lead.score)}
          isPinned={lead.isPinned}
        />
      </Sum>
      <Sum name={t`Fit`}>
        {lead.fit === null ? (
          <span className="lb-faint">{t`ungraded`}</span>
        ) : (
          <span className={classes.fit}>{lead.fit}</span>
        )}
      </Sum>
      <Sum name={t`Stage`}>
        <Menu position="bottom-start">
          <Menu.Target>
            <button type="button" className={classes.change} aria-label={t`Stage ${stageWord(lead.stage)}, change`}>
              <StagePips stage={lead.stage} name={stageWord(lead.stage)} />
              <IconChevronDown size={16} stroke={1.5} aria-hidden className="lb-icon" />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {stages.map((stage) => (
              <Menu.Item key={stage} disabled={stage === lead.stage} onClick={() => void moveTo(named, stage)}>
                <StagePips stage={stage} name={stageWord(stage)} />
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>{' '}
        <span className="lb-quiet lb-small">{daysWords(daysBetween(page.stageSinceOn, today))}</span>
        {gateDialog}
      </Sum>
      <Sum name={t`Status`}>
        <Menu position="bottom-start">
          <Menu.Target>
            <button type="button" className={classes.change} aria-label={t`Status ${statusWord(lead.status)}, change`}>
              {statusWord(lead.status)}
              <IconChevronDown size={16} stroke={1.5} aria-hidden className="lb-icon" />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {lead.status !== 'active' && (
              <Menu.Item onClick={() => void activate()}>
                <Trans>Active again</Trans>
              </Menu.Item>
            )}
            <Menu.Item onClick={() => open({ type: 'status', status: 'resting', leads: named })}>
              <Trans>Let rest until …</Trans>
            </Menu.Item>
            <Menu.Item onClick={() => open({ type: 'status', status: 'lost', leads: named })}>
              <Trans>Lost …</Trans>
            </Menu.Item>
            <Menu.Item onClick={() => open({ type: 'status', status: 'disqualified', leads: named })}>
              <Trans>Rule out …</Trans>
            </Menu.Item>
            {lead.doNotContactOn === null && (
              <>
                <Menu.Divider />
                <Menu.Item data-danger onClick={() => open({ type: 'status', status: 'doNotContact', leads: named })}>
                  <Trans>Do not contact …</Trans>
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>{' '}
        <span className="lb-quiet lb-small">
          {lead.status === 'resting' && page.restingUntilOn !== null
            ? t`until ${formatDay(page.restingUntilOn, 'long', today)}`
            : lead.status === 'lost' || lead.status === 'disqualified'
              ? page.statusReason
              : null}
        </span>
      </Sum>
      <Sum name={t`Value`}>
        {lead.valueMinor !== null ? (
          formatMoney(lead.valueMinor, currency)
        ) : page.foreignValue !== null ? (
          page.foreignValue
        ) : (
          <span className="lb-faint">{t`unknown`}</span>
        )}
      </Sum>
      <Sum name={t`Last touch`}>
        {lead.lastTouchOn === null ? (
          <span className="lb-faint">{t`never`}</span>
        ) : (
          <>
            {pastDayWords(lead.lastTouchOn, today)} <span className="lb-quiet lb-small">{touchWords}</span>
          </>
        )}
      </Sum>
    </dl>
  )
}

function Sum({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.sum}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
