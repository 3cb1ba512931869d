import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { Company, CompanyPage } from '../../../../shared/contract/companies.contract.ts'
import type { WorkbookStatus } from '../../../../shared/contract/workbook.contract.ts'
import { temperatureWord } from '../../../../shared/domain/temperature/temperature-word.ts'
import { type CompanyId, companyIdSchema } from '../../../../shared/primitives/ids.ts'
import { ask } from '../../../api/client.ts'
import { FailureError } from '../../../api/failure-error.ts'
import { useProcedure } from '../../../api/queries.ts'
import { stageWord, statusWord } from '../../../app/contact-words.ts'
import { pastDayWords } from '../../../app/day-words.ts'
import { formatMoney, formatNumber, formatScore } from '../../../app/format.ts'
import { goTo } from '../../../app/hash-location.ts'
import { Markdown } from '../../../app/Markdown.tsx'
import { companyRoute, leadRoute, routes } from '../../../app/routes.ts'
import { type Shortcut, useShortcuts, useSingleKeys } from '../../../app/shortcuts.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import { FailedState } from '../../../ui/FailedState.tsx'
import { focusWhenShown } from '../../../ui/focus-when-shown.ts'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { LedgerSection } from '../../../ui/LedgerSection.tsx'
import { StagePips } from '../../../ui/marks/StagePips.tsx'
import { TemperatureMark } from '../../../ui/marks/TemperatureMark.tsx'
import { Note } from '../../../ui/Note.tsx'
import { PageHead } from '../../../ui/PageHead.tsx'
import { WaitingBar } from '../../../ui/WaitingBar.tsx'
import { InPlace, type Kept } from '../page/InPlace.tsx'
import { heldMeanwhile } from '../page/keep-field.ts'
import { OpenLink } from '../page/OpenLink.tsx'
import classes from './CompanyScreen.module.css'

const PEOPLE_A_PAGE = 100

/** A company: what is known of it, its people, and what they come to together. */
export function CompanyScreen({ companyId }: { companyId: number }) {
  const { t } = useLingui()
  const id = companyIdSchema.safeParse(companyId).data
  const [offset, setOffset] = useState(0)
  const status = useProcedure('workbook.status', {}).data
  const { data: page, error } = useProcedure(
    'companies.get',
    { companyId: id ?? (1 as CompanyId), limit: PEOPLE_A_PAGE, offset },
    { isEnabled: id !== undefined, keepsPrevious: true },
  )
  const hasKeys = useSingleKeys((keys) => keys.isOn)
  useShortcuts(
    useMemo<Shortcut[]>(
      () => [{ keys: 'Escape', label: t`Back`, group: t`Company`, run: () => window.history.back() }],
      [t],
    ),
  )
  if (error !== null || id === undefined)
    return (
      <FailedState
        isPage
        title={t`This company is not in the workbook`}
        actions={
          <Button onClick={() => goTo(routes.leads)}>
            <Trans>All leads</Trans>
          </Button>
        }
      >
        {error !== null && error.code !== 'not_found'
          ? error.message
          : t`It joined another one, or adding it was undone. Redo brings back what was undone last.`}
      </FailedState>
    )
  if (page === undefined || status === undefined)
    return <WaitingBar name={t`Reading the company`} barLabel={t`Reading the company`} />
  return (
    <div className={classes.page}>
      <PageHead
        title={page.company.name}
        sentence={<Sums page={page} status={status} />}
        actions={
          <Button
            variant="subtle"
            leftSection={<IconArrowLeft size={18} stroke={1.5} aria-hidden />}
            onClick={() => window.history.back()}
          >
            <Trans>Back</Trans>
            {hasKeys && <KeyCap keys="Esc" />}
          </Button>
        }
      />
      <LedgerSection title={t`Company`}>
        <CompanyDetails company={page.company} />
      </LedgerSection>
      <LedgerSection title={t`People`} margin={formatNumber(page.sums.leads)}>
        <People page={page} status={status} />
        {page.sums.leads > PEOPLE_A_PAGE && (
          <nav className={classes.buttons} aria-label={t`People`}>
            <Button size="sm" disabled={offset === 0} onClick={() => setOffset(offset - PEOPLE_A_PAGE)}>
              <Trans>Those before</Trans>
            </Button>
            <Button
              size="sm"
              disabled={offset + PEOPLE_A_PAGE >= page.sums.leads}
              onClick={() => setOffset(offset + PEOPLE_A_PAGE)}
            >
              <Trans>Those after</Trans>
            </Button>
          </nav>
        )}
      </LedgerSection>
    </div>
  )
}

interface PartProps {
  page: CompanyPage
  status: WorkbookStatus
}

function Sums({ page, status }: PartProps) {
  const { t } = useLingui()
  const { leads, openValueMinor, wonValueMinor, lastTouchOn } = page.sums
  const { currency, today } = status
  const parts = [plural(leads, { one: '# lead', other: '# leads' })]
  if (openValueMinor > 0) parts.push(t`${formatMoney(openValueMinor, currency)} open`)
  if (wonValueMinor > 0) parts.push(t`${formatMoney(wonValueMinor, currency)} won`)
  parts.push(lastTouchOn === null ? t`never in touch` : t`last touch ${pastDayWords(lastTouchOn, today)}`)
  return <>{parts.join(' · ')}</>
}

function CompanyDetails({ company }: { company: Company }) {
  const { t } = useLingui()
  const { id, name, website, about } = company
  /** The company of that name which this one would join, and the name as typed. */
  const [joining, setJoining] = useState<{ typed: string; name: string } | undefined>(undefined)

  type Details = { name?: string; website?: string | null; about?: string | null }
  async function keep(fields: Details, was: Details): Promise<Kept> {
    try {
      const { changeSet } = await ask('companies.edit', { companyId: id, ...fields, was })
      sayChanged(t`Changed the company ${name}`, changeSet)
      return { outcome: 'kept' }
    } catch (error) {
      if (!(error instanceof FailureError)) throw error
      if (error.code === 'changed_meanwhile') {
        const holds = heldMeanwhile(error)
        return { outcome: 'conflict', holds: typeof holds === 'string' ? holds : '' }
      }
      const other = (error.details as { name?: string } | undefined)?.name
      if (fields.name !== undefined && other !== undefined) {
        setJoining({ typed: fields.name, name: other })
        return { outcome: 'asked', question: t`There is a company ${other} already.` }
      }
      return { outcome: 'refused', message: error.message }
    }
  }

  async function join(typed: string, other: string) {
    setJoining(undefined)
    try {
      const joined = await ask('companies.edit', { companyId: id, name: typed, joins: true })
      sayChanged(t`Made one company of ${name} and ${other}`, joined.changeSet)
      goTo(companyRoute(joined.companyId), { replace: true })
    } catch (error) {
      sayFailed(error)
    }
  }

  return (
    <>
      <dl className={classes.details}>
        <div className={classes.detail}>
          <dt>{t`Name`}</dt>
          <dd>
            <InPlace
              label={t`Name`}
              of={name}
              text={name}
              kind={{ type: 'line' }}
              maxLength={300}
              onKeep={(typed, was) => keep({ name: typed }, { name: was })}
            />
            {joining !== undefined && (
              <div className={classes.joining} role="alertdialog" aria-label={t`There is a company ${joining.name}`}>
                <Note tone="warn">
                  <Trans>
                    There is a company <b>{joining.name}</b> already. If the two are one, the people of {name} move
                    there. Undo takes them apart again.
                  </Trans>
                </Note>
                <div className={classes.buttons}>
                  <Button size="sm" ref={focusWhenShown} onClick={() => void join(joining.typed, joining.name)}>
                    <Trans>Make them one</Trans>
                  </Button>
                  <Button size="sm" variant="subtle" onClick={() => setJoining(undefined)}>
                    <Trans>Leave both</Trans>
                  </Button>
                </div>
              </div>
            )}
          </dd>
        </div>
        <div className={classes.detail}>
          <dt>{t`Website`}</dt>
          <dd>
            <InPlace
              label={t`Website`}
              of={name}
              text={website ?? ''}
              kind={{ type: 'line', inputMode: 'url' }}
              maxLength={2000}
              onKeep={(typed, was) => keep({ website: typed || null }, { website: was || null })}
            />
            {website !== null && <OpenLink url={website} />}
          </dd>
        </div>
        <div className={classes.detail}>
          <dt>{t`About`}</dt>
          <dd>
            <InPlace
              label={t`About`}
              of={name}
              text={about ?? ''}
              kind={{ type: 'text' }}
              empty={t`What they do, who decides, what to remember`}
              maxLength={100_000}
              onKeep={(typed, was) => keep({ about: typed || null }, { about: was || null })}
            />
            {about !== null && /[*_#`>[-]/.test(about) && (
              <div className={classes.about}>
                <Markdown text={about} />
              </div>
            )}
          </dd>
        </div>
      </dl>
    </>
  )
}

function People({ page, status }: PartProps) {
  const { t } = useLingui()
  const { currency, today } = status
  if (page.people.length === 0)
    return <p className="lb-quiet">{t`Nobody of this company is in the workbook any more.`}</p>
  return (
    <div className={classes.scroll}>
      <table className="lb-table">
        <thead>
          <tr>
            <th scope="col">{t`Name`}</th>
            <th scope="col">{t`Job title`}</th>
            <th scope="col">{t`Temperature`}</th>
            <th scope="col">{t`Stage`}</th>
            <th scope="col">{t`Status`}</th>
            <th scope="col">{t`Last touch`}</th>
            <th scope="col" data-number>
              {t`Value`}
            </th>
          </tr>
        </thead>
        <tbody>
          {page.people.map((person) => (
            <tr key={person.id}>
              <th scope="row">
                <a className="lb-name" href={`#${leadRoute(person.id)}`}>
                  {person.name}
                </a>
              </th>
              <td>{person.jobTitle}</td>
              <td>
                <TemperatureMark
                  temperature={temperatureWord(person)}
                  score={formatScore(person.score)}
                  isPinned={person.isPinned}
                />
              </td>
              <td>
                <StagePips stage={person.stage} name={stageWord(person.stage)} />
              </td>
              <td>{statusWord(person.status)}</td>
              <td>{person.lastTouchOn === null ? '' : pastDayWords(person.lastTouchOn, today)}</td>
              <td data-number>{person.valueMinor === null ? '' : formatMoney(person.valueMinor, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
