import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import type { LeadPage, WrittenAddress } from '../../../../shared/contract/lead-page.contract.ts'
import { focusWhenShown } from '../../../ui/focus-when-shown.ts'
import { showToast } from '../../../ui/toast.tsx'
import { useIsGone, useLeaving } from '../../../ui/use-leaving.ts'
import { useReturnFocus } from '../../../ui/use-return-focus.ts'
import classes from './AddressDetails.module.css'
import { keepAddresses, type NamedLead } from './keep-field.ts'
import lists from './ListDetails.module.css'

interface AddressDetailsProps {
  lead: NamedLead
  addresses: LeadPage['addresses']
}

const blank: WrittenAddress = { street: null, postalCode: null, city: null, region: null, country: null }

/** The addresses of a lead, the first of them the one that lists show: each is edited in its parts, moved up, removed, and one is added. */
export function AddressDetails({ lead, addresses }: AddressDetailsProps) {
  const { t } = useLingui()
  /** The place of the address that is edited; one behind the last is new. */
  const [edited, setEdited] = useState<number | undefined>(undefined)

  const adding = useReturnFocus<HTMLButtonElement>(edited !== undefined)

  function moveUp(place: number) {
    const moved = [...addresses]
    const [address] = moved.splice(place, 1)
    if (address !== undefined) moved.splice(place - 1, 0, address)
    void keepAddresses(lead, moved, addresses)
  }

  const form = (place: number) => (
    <AddressForm lead={lead} addresses={addresses} place={place} onClose={() => setEdited(undefined)} />
  )
  return (
    <ul className={lists.list} aria-label={t`Address`}>
      {addresses.map((address, place) => {
        const words = addressWords(address)
        return (
          <li key={address.id} className={lists.item}>
            {edited === place ? (
              form(place)
            ) : (
              <>
                <button
                  type="button"
                  className={`${lists.value} ${classes.shown}`}
                  aria-label={t`Address: ${words}, change`}
                  onClick={() => setEdited(place)}
                >
                  {words}
                </button>
                <div className={lists.acts}>
                  {place > 0 && (
                    <ActionIcon
                      variant="subtle"
                      size={24}
                      aria-label={t`Move ${words} up`}
                      onClick={() => moveUp(place)}
                    >
                      <IconArrowUp size={16} stroke={1.5} aria-hidden />
                    </ActionIcon>
                  )}
                  <ActionIcon
                    variant="subtle"
                    size={24}
                    aria-label={t`Remove ${words}`}
                    onClick={() =>
                      void keepAddresses(
                        lead,
                        addresses.filter((one) => one !== address),
                        addresses,
                      )
                    }
                  >
                    <IconX size={16} stroke={1.5} aria-hidden />
                  </ActionIcon>
                </div>
              </>
            )}
          </li>
        )
      })}
      <li>
        {edited === addresses.length ? (
          form(addresses.length)
        ) : (
          <Button
            ref={adding}
            size="sm"
            variant="subtle"
            className={lists.add ?? ''}
            leftSection={<IconPlus size={16} stroke={1.5} aria-hidden />}
            onClick={() => setEdited(addresses.length)}
          >
            <Trans>Add an address</Trans>
          </Button>
        )}
      </li>
    </ul>
  )
}

function addressWords({ street, postalCode, city, region, country }: WrittenAddress): string {
  return [street, [postalCode, city].filter(Boolean).join(' '), region, country].filter(Boolean).join(', ')
}

interface AddressFormProps extends AddressDetailsProps {
  place: number
  onClose: () => void
}

function AddressForm({ lead, addresses, place, onClose }: AddressFormProps) {
  const { t } = useLingui()
  const [seen] = useState(addresses)
  const [parts, setParts] = useState<WrittenAddress>(addresses[place] ?? blank)
  const [problem, setProblem] = useState<ReactNode>(undefined)
  const [isStale, setStale] = useState(false)
  const isDone = useRef(false)
  const isGone = useIsGone()

  function close() {
    isDone.current = true
    onClose()
  }

  async function keep(was: readonly WrittenAddress[]) {
    const wanted = [...was]
    wanted[Math.min(place, was.length)] = parts
    isDone.current = true
    const kept = await keepAddresses(lead, wanted, was)
    if (kept.outcome === 'kept') return onClose()
    isDone.current = false
    const why = kept.outcome === 'refused' ? kept.message : t`The addresses were changed meanwhile.`
    if (isGone())
      showToast({ message: t`Address of ${lead.name}: “${addressWords(parts)}” was not kept. ${why}`, tone: 'bad' })
    else if (kept.outcome === 'refused') setProblem(kept.message)
    else setStale(true)
  }

  const isChanged = addressWords(parts) !== addressWords(seen[place] ?? blank)
  const onBlur = useLeaving((isPageGone) => {
    if (isDone.current) return
    if (!isChanged) close()
    else if (isPageGone || (!isStale && problem === undefined)) void keep(seen)
  })

  const part = (key: keyof WrittenAddress, label: string, isFirst = false) => (
    <TextInput
      label={label}
      value={parts[key] ?? ''}
      maxLength={300}
      ref={isFirst ? focusWhenShown : null}
      onChange={(event) => setParts({ ...parts, [key]: event.currentTarget.value || null })}
    />
  )
  return (
    <form
      className={classes.form}
      aria-label={t`Address`}
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void keep(seen)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        close()
      }}
      onBlur={onBlur}
    >
      {part('street', t`Street`, true)}
      <div className={classes.pair}>
        {part('postalCode', t`Postal code`)}
        {part('city', t`City`)}
      </div>
      <div className={classes.pair}>
        {part('region', t`Region`)}
        {part('country', t`Country`)}
      </div>
      {problem !== undefined && (
        <p className="lb-red lb-note" role="alert">
          {problem}
        </p>
      )}
      {isStale && (
        <p className="lb-note" role="alert">
          <Trans>The addresses were changed meanwhile: {addresses.map(addressWords).join('; ')}.</Trans>
        </p>
      )}
      <div className={classes.buttons}>
        {isStale ? (
          <>
            <Button size="sm" onClick={close}>
              <Trans>Keep that</Trans>
            </Button>
            <Button size="sm" onClick={() => void keep(addresses)}>
              <Trans>Write mine</Trans>
            </Button>
          </>
        ) : (
          <>
            <Button size="sm" variant="filled" type="submit">
              <Trans>Keep</Trans>
            </Button>
            <Button size="sm" variant="subtle" onClick={close}>
              <Trans>Leave</Trans>
            </Button>
          </>
        )}
      </div>
    </form>
  )
}
