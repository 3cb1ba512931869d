import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { Playbook } from '../../../shared/contract/nurture.contract.ts'
import { useProcedure } from '../../api/queries.ts'
import { goTo, useHashSearch } from '../../app/hash-location.ts'
import { routes } from '../../app/routes.ts'
import { FailedState } from '../../ui/FailedState.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { WaitingBar } from '../../ui/WaitingBar.tsx'
import { PlaybookSteps } from './PlaybookSteps.tsx'
import classes from './PlaybooksScreen.module.css'
import { suitsWords } from './suits-words.ts'

/** The playbooks: whom each is for, how many leads are in it, and every step with its guidance and message to read. */
export function PlaybooksScreen() {
  const { t } = useLingui()
  const { data: playbooks, error, refetch } = useProcedure('nurture.playbooks', {})
  const slug = new URLSearchParams(useHashSearch()).get('playbook')
  if (playbooks === undefined) {
    if (error === null) return <WaitingBar name={t`Reading the playbooks`} barLabel={t`Reading the playbooks`} />
    return (
      <FailedState
        isPage
        title={t`The playbooks could not be read`}
        actions={
          <Button onClick={() => void refetch()}>
            <Trans>Try again</Trans>
          </Button>
        }
      >
        <p>{error.message}</p>
        <p>
          <Trans>Nothing in your workbook was changed.</Trans>
        </p>
      </FailedState>
    )
  }
  const chosen = playbooks.find((playbook) => playbook.slug === slug) ?? playbooks[0]
  const runningCount = playbooks.reduce((sum, playbook) => sum + playbook.runningCount, 0)
  return (
    <div className={classes.screen}>
      <PageHead
        title={t`Playbooks`}
        sentence={
          <>
            {plural(runningCount, {
              0: 'No lead is in one yet.',
              one: '# lead is in one.',
              other: '# leads are in one.',
            })}{' '}
            <Trans>You start one on a lead's page, or with several in Leads; its next step then stands in Today.</Trans>
          </>
        }
        actions={
          <Button onClick={() => goTo(routes.leads)}>
            <Trans>Choose leads</Trans>
          </Button>
        }
      />
      <div className={classes.columns}>
        <PlaybookList playbooks={playbooks} chosen={chosen} />
        {chosen !== undefined && <PlaybookSteps key={chosen.id} playbook={chosen} />}
      </div>
    </div>
  )
}

/** All playbooks by whom they are for, as links; the one that is read is current. */
function PlaybookList({ playbooks, chosen }: { playbooks: readonly Playbook[]; chosen: Playbook | undefined }) {
  const { t } = useLingui()
  const kinds = [...new Set(playbooks.map(({ suits }) => suits))]
  return (
    <nav className={classes.list} aria-label={t`Playbooks`}>
      {kinds.map((suits) => (
        <section key={suits}>
          <h2 className={classes.kind}>{suitsWords(suits)}</h2>
          <ul>
            {playbooks
              .filter((playbook) => playbook.suits === suits)
              .map((playbook) => (
                <li key={playbook.id}>
                  <a
                    className={classes.entry}
                    href={`#${routes.playbooks}?playbook=${playbook.slug}`}
                    aria-current={playbook === chosen ? 'true' : undefined}
                  >
                    <span className={classes.name}>{shortName(playbook)}</span>
                    <span className={classes.running}>
                      {playbook.runningCount > 0 && plural(playbook.runningCount, { one: '# lead', other: '# leads' })}
                    </span>
                  </a>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

/** The name without the word for whom it is, which stands above it: "educate and earn a reply" of "Cold: educate …". */
function shortName({ name }: Playbook): string {
  const words = name.includes(': ') ? name.slice(name.indexOf(': ') + 2) : name
  return words.charAt(0).toLocaleUpperCase() + words.slice(1)
}
