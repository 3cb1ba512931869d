import { t } from '@lingui/core/macro'
import type { LeadSort } from '../../../../shared/contract/lead-query.contract.ts'
import type { LeadRow } from '../../../../shared/contract/leads.contract.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { stageWord } from '../../../app/contact-words.ts'
import { formatDay, formatMoney, formatScore } from '../../../app/format.ts'
import { leadRoute } from '../../../app/routes.ts'
import { temperatureWord } from '../../../app/temperature-word.ts'
import type { GridColumn } from '../../../ui/grid/VirtualGrid.tsx'
import { StagePips } from '../../../ui/marks/StagePips.tsx'
import { TemperatureMark } from '../../../ui/marks/TemperatureMark.tsx'

type SortKey = LeadSort['by']

/** The columns of Leads on a day, money in the workbook's currency. */
export function leadColumns(today: PlainDate, currency: string): GridColumn<LeadRow>[] {
  const sort = (by: SortKey) => by
  return [
    {
      key: 'code',
      title: t`Code`,
      width: 74,
      closesMargin: true,
      render: (lead) => <span className="lb-code">{lead.code}</span>,
    },
    {
      key: 'name',
      title: t`Name`,
      width: 150,
      grow: 1.2,
      sort: sort('name'),
      isRowName: true,
      fullText: (lead) => lead.name,
      render: (lead) => (
        <a className="lb-name" href={`#${leadRoute(lead.id)}`} tabIndex={-1}>
          {lead.name}
        </a>
      ),
    },
    {
      key: 'company',
      title: t`Company`,
      width: 130,
      grow: 1.2,
      sort: sort('company'),
      fullText: (lead) => lead.company ?? undefined,
      render: (lead) => lead.company,
    },
    {
      key: 'temperature',
      title: t`Temp.`,
      width: 92,
      sort: sort('temperature'),
      render: (lead) => (
        <TemperatureMark temperature={temperatureWord(lead)} score={formatScore(lead.score)} isPinned={lead.isPinned} />
      ),
    },
    {
      key: 'stage',
      title: t`Stage`,
      width: 114,
      sort: sort('stage'),
      render: (lead) => <StagePips stage={lead.stage} name={stageWord(lead.stage)} />,
    },
    {
      key: 'nextAction',
      title: t`Next action`,
      width: 150,
      grow: 1.7,
      fullText: (lead) => lead.nextAction?.what,
      render: (lead) =>
        lead.nextAction?.what ?? (isForgotten(lead) ? <span className="lb-faint">{t`nothing planned`}</span> : null),
    },
    {
      key: 'day',
      title: t`Day`,
      width: 76,
      sort: sort('nextActionOn'),
      render: (lead) => <NextDay lead={lead} today={today} />,
    },
    {
      key: 'lastTouch',
      title: t`Last touch`,
      width: 92,
      sort: sort('lastTouchOn'),
      render: (lead) =>
        lead.lastTouchOn === null ? (
          <span className="lb-faint">{t`never`}</span>
        ) : (
          <span className="lb-quiet">{formatDay(lead.lastTouchOn, 'short', today)}</span>
        ),
    },
    {
      key: 'phone',
      title: t`Phone`,
      width: 150,
      isWideOnly: true,
      render: (lead) => lead.phones[0],
    },
    {
      key: 'source',
      title: t`Source`,
      width: 120,
      grow: 0.8,
      isWideOnly: true,
      sort: sort('source'),
      fullText: (lead) => lead.source ?? undefined,
      render: (lead) => lead.source,
    },
    {
      key: 'value',
      title: t`Value`,
      width: 92,
      align: 'end',
      sort: sort('value'),
      render: (lead) => (lead.valueMinor === null ? null : formatMoney(lead.valueMinor, currency)),
    },
  ]
}

/** Active, worked with before, nothing planned. A lead that was never touched and did nothing is parked instead. */
function isForgotten(lead: LeadRow): boolean {
  const isParked = lead.lastTouchOn === null && lead.score === 0 && lead.temperature === 'cold'
  return lead.status === 'active' && lead.nextAction === null && lead.doNotContactOn === null && !isParked
}

function NextDay({ lead, today }: { lead: LeadRow; today: PlainDate }) {
  if (lead.nextAction === null) return isForgotten(lead) ? <span className="lb-red">{t`none`}</span> : null
  const { day } = lead.nextAction
  if (day === today) return <b>{t`today`}</b>
  return <span className={day < today ? 'lb-red' : undefined}>{formatDay(day, 'short', today)}</span>
}
