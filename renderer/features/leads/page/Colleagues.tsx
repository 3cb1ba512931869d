import { Trans, useLingui } from '@lingui/react/macro'
import { temperatureWord } from '../../../../shared/domain/temperature/temperature-word.ts'
import type { CompanyId, LeadId } from '../../../../shared/primitives/ids.ts'
import { useProcedure } from '../../../api/queries.ts'
import { formatScore } from '../../../app/format.ts'
import { companyRoute, leadRoute } from '../../../app/routes.ts'
import { TemperatureMark } from '../../../ui/marks/TemperatureMark.tsx'
import classes from './Colleagues.module.css'

const SHOWN = 6

/** The other people of a lead's company, a few of them, with the way to all. */
export function Colleagues({
  lead,
  companyId,
}: {
  lead: { id: LeadId; company: string | null }
  companyId: CompanyId
}) {
  const { t } = useLingui()
  // One more than is shown: the lead itself may be among them.
  const { data } = useProcedure('companies.get', { companyId, limit: SHOWN + 1 }, { keepsPrevious: true })
  if (data === undefined) return null
  const others = data.people.filter(({ id }) => id !== lead.id).slice(0, SHOWN)
  const company = lead.company ?? ''
  return (
    <>
      {others.length === 0 ? (
        <p className="lb-quiet">{t`Nobody else of ${company} is in the workbook.`}</p>
      ) : (
        <ul className={classes.people}>
          {others.map((person) => (
            <li key={person.id} className={classes.person}>
              <a className="lb-name" href={`#${leadRoute(person.id)}`}>
                {person.name}
              </a>
              <span className="lb-quiet lb-small">{person.jobTitle}</span>
              <TemperatureMark
                temperature={temperatureWord(person)}
                score={formatScore(person.score)}
                isPinned={person.isPinned}
              />
            </li>
          ))}
        </ul>
      )}
      <a className="lb-small" href={`#${companyRoute(companyId)}`}>
        <Trans>All of {company}</Trans>
      </a>
    </>
  )
}
