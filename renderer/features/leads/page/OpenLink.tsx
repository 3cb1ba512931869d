import { useLingui } from '@lingui/react/macro'
import { httpsAddressOf } from '../../../../shared/domain/leads/https-address.ts'
import { askHost } from '../../../api/client.ts'
import { sayFailed } from '../../../app/undo.tsx'
import classes from './LeadDetails.module.css'

/** Opens a link in the computer's browser; nothing where it is no address that can be opened. */
export function OpenLink({ url }: { url: string }) {
  const { t } = useLingui()
  const address = httpsAddressOf(url)
  if (address === undefined) return null
  return (
    <a
      className={classes.also}
      href={address}
      aria-label={t`Open ${url}`}
      onClick={(event) => {
        event.preventDefault()
        askHost('host.openAddress', { url: address }).catch(sayFailed)
      }}
    >
      {t`Open`}
    </a>
  )
}
