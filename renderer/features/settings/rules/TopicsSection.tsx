import { Trans, useLingui } from '@lingui/react/macro'
import { Autocomplete, Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { foldText } from '../../../../shared/domain/leads/fold-text.ts'
import { nameKey } from '../../../../shared/domain/leads/name-key.ts'
import { useCommand, useProcedure } from '../../../api/queries.ts'
import { formatNumber } from '../../../app/format.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { LedgerSection } from '../../../ui/LedgerSection.tsx'
import classes from './Rules.module.css'

const TOPICS_LISTED = 12
const MOST_TOPICS = 500

/** What signals were about, by how many leads; topics are renamed, and those that mean the same made one. */
export function TopicsSection() {
  const { t } = useLingui()
  const [search, setSearch] = useState('')
  const [changed, setChanged] = useState<string | null>(null)
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
          What signals were about. They make up the interests of a lead. One that is called amiss is renamed; two that
          mean the same are merged into one.
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
                    <Button
                      size="sm"
                      variant="subtle"
                      aria-label={t`Rename or merge ${topic}`}
                      onClick={() => setChanged(topic)}
                    >
                      <Trans>Rename or merge …</Trans>
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Dialog
        opened={changed !== null}
        onClose={() => setChanged(null)}
        title={t`What is “${changed ?? ''}” to be called?`}
        size={480}
      >
        {changed !== null && <TopicForm topic={changed} onClose={() => setChanged(null)} />}
      </Dialog>
    </LedgerSection>
  )
}

function TopicForm({ topic, onClose }: { topic: string; onClose: () => void }) {
  const { t } = useLingui()
  const topics = useProcedure('temperature.topics', { limit: MOST_TOPICS }).data?.topics ?? []
  const others = topics.map((one) => one.topic).filter((other) => other !== topic)
  const [name, setName] = useState(topic)
  const [isTried, setTried] = useState(false)
  const merge = useCommand('temperature.mergeTopics')
  const into = name.trim()
  const offered = into === topic ? others : others.filter((other) => foldText(other).includes(foldText(into)))
  const isOther = into !== '' && into !== topic
  const isMerging = nameKey(into) !== nameKey(topic) && others.some((other) => nameKey(other) === nameKey(into))

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (!isOther) return
    try {
      const { changeSet, isMerged } = await merge.mutateAsync({ topic, into })
      sayChanged(
        isMerged ? t`Merged the topic ${topic} into ${into}` : t`Renamed the topic ${topic} to ${into}`,
        changeSet,
      )
      onClose()
    } catch (error) {
      sayFailed(error)
    }
  }

  return (
    <form className={classes.preview} onSubmit={submit} noValidate>
      <Autocomplete
        label={t`Topic`}
        description={t`A new name, or another topic that it belongs to.`}
        data-autofocus
        // Opened at once, the list would stand over the buttons.
        openOnFocus={false}
        maxLength={200}
        data={offered.slice(0, TOPICS_LISTED)}
        filter={({ options }) => options}
        value={name}
        onChange={setName}
        onFocus={(event) => event.currentTarget.select()}
        error={isTried && !isOther ? t`Write another name, or choose the topic it belongs to.` : undefined}
      />
      <p className="lb-quiet">
        {isMerging ? (
          <Trans>
            Every signal about “{topic}” is about “{into}” afterwards. Signals that are then equal become one.
          </Trans>
        ) : (
          <Trans>Every signal about “{topic}” carries the new name afterwards.</Trans>
        )}
      </p>
      <div className={classes.buttons}>
        <Button onClick={onClose}>
          <Trans>Leave it</Trans>
        </Button>
        <Button variant="filled" type="submit" disabled={merge.isPending}>
          {isMerging ? <Trans>Merge</Trans> : <Trans>Rename</Trans>}
        </Button>
      </div>
    </form>
  )
}
