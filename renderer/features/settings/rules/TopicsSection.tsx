import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Modal, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useCommand, useProcedure } from '../../../api/queries.ts'
import { formatNumber } from '../../../app/format.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import { LedgerSection } from '../../../ui/LedgerSection.tsx'
import classes from './Rules.module.css'

const TOPICS_LISTED = 12
const MOST_TOPICS = 500

/** What signals were about, by how many leads; topics that mean the same are made one. */
export function TopicsSection() {
  const { t } = useLingui()
  const [search, setSearch] = useState('')
  const [merged, setMerged] = useState<string | null>(null)
  const topics = useProcedure(
    'temperature.topics',
    { limit: TOPICS_LISTED, ...(search.trim() !== '' && { search: search.trim() }) },
    { keepsPrevious: true },
  ).data?.topics
  if (topics === undefined) return null
  return (
    <LedgerSection title={t`Topics`}>
      <p className={`lb-quiet lb-small ${classes.remark}`}>
        <Trans>
          What signals were about. They make up the interests of a lead; two that mean the same are merged into one.
        </Trans>
      </p>
      <TextInput
        className={classes.search ?? ''}
        aria-label={t`Search topics`}
        placeholder={t`Search topics`}
        maxLength={200}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {topics.length === 0 ? (
        <p className="lb-quiet">{search.trim() === '' ? t`No signal has a topic yet.` : t`No topic is called so.`}</p>
      ) : (
        <div className={classes.scroll}>
          <table className={`lb-table ${classes.table}`}>
            <caption className="lb-hidden">{t`Topics of signals`}</caption>
            <thead>
              <tr>
                <th scope="col">{t`Topic`}</th>
                <th scope="col" data-number>{t`Leads`}</th>
                <th scope="col" data-number>{t`Signals`}</th>
                <th scope="col">
                  <span className="lb-hidden">{t`What can be done`}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {topics.map(({ topic, leads, signals }) => (
                <tr key={topic}>
                  <th scope="row">{topic}</th>
                  <td data-number>{formatNumber(leads)}</td>
                  <td data-number>{formatNumber(signals)}</td>
                  <td data-number>
                    <Button size="sm" variant="subtle" aria-label={t`Merge ${topic}`} onClick={() => setMerged(topic)}>
                      <Trans>Merge into …</Trans>
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Modal
        opened={merged !== null}
        onClose={() => setMerged(null)}
        title={t`Which topic does “${merged ?? ''}” belong to?`}
        size={480}
      >
        {merged !== null && <MergeForm topic={merged} onClose={() => setMerged(null)} />}
      </Modal>
    </LedgerSection>
  )
}

function MergeForm({ topic, onClose }: { topic: string; onClose: () => void }) {
  const { t } = useLingui()
  const topics = useProcedure('temperature.topics', { limit: MOST_TOPICS }).data?.topics ?? []
  const [into, setInto] = useState<string | null>(null)
  const [isTried, setTried] = useState(false)
  const merge = useCommand('temperature.mergeTopics')

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (into === null) return
    try {
      const { changeSet } = await merge.mutateAsync({ topic, into })
      sayChanged(t`Merged the topic ${topic} into ${into}`, changeSet)
      onClose()
    } catch (error) {
      sayFailed(error)
    }
  }

  return (
    <form className={classes.preview} onSubmit={submit} noValidate>
      <p className="lb-quiet">
        <Trans>
          Every signal about it is about the other topic afterwards. Signals that are then equal become one.
        </Trans>
      </p>
      <Select
        label={t`Topic`}
        data-autofocus
        searchable
        data={topics.filter((one) => one.topic !== topic).map((one) => one.topic)}
        value={into}
        onChange={setInto}
        error={isTried && into === null ? t`Choose the topic it belongs to.` : undefined}
      />
      <div className={classes.buttons}>
        <Button onClick={onClose}>
          <Trans>Leave it</Trans>
        </Button>
        <Button variant="filled" type="submit" disabled={merge.isPending}>
          <Trans>Merge</Trans>
        </Button>
      </div>
    </form>
  )
}
