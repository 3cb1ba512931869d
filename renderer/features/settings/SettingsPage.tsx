import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useCommand, useHostProcedure, useProcedure } from '../../api/queries.ts'
import { changeWords } from '../../app/change-words.ts'
import { formatDay, formatLocale } from '../../app/format.ts'
import { activateLanguage, languages } from '../../app/language.ts'
import { useSession } from '../../app/session.ts'
import { useSingleKeys } from '../../app/shortcuts.ts'
import { sayChanged, sayFailed } from '../../app/undo.tsx'
import { SettingsScreen } from './SettingsScreen.tsx'

/** Settings, with the facts of the open workbook and of this computer. */
export function SettingsPage() {
  const { t } = useLingui()
  const status = useProcedure('workbook.status', {}).data
  const host = useHostProcedure('host.state', {}).data
  const seller = useProcedure('settings.get', {}).data
  const set = useCommand('settings.set')
  const { isOn, setOn } = useSingleKeys()
  const drafts = useSession(({ rulesDrafts }) => rulesDrafts)
  if (status === undefined || host === undefined || seller === undefined) return null
  const country = new Intl.DisplayNames([formatLocale()], { type: 'region' }).of(status.country) ?? status.country
  return (
    <SettingsScreen
      unsaved={[
        ...(drafts.temperature === undefined ? [] : [t`Warm and hot`]),
        ...(drafts.fit === undefined ? [] : [t`Fit`]),
        ...(drafts.gates === undefined ? [] : [t`Gates`]),
      ]}
      language="en"
      languages={languages}
      onLanguageChange={(language) => activateLanguage(language, host.locale)}
      seller={{ name: seller.sellerName, slotsPerDay: seller.slotsPerDay }}
      onSellerChange={(change) => {
        set
          .mutateAsync(change)
          .then(({ changeSet }) => sayChanged(changeWords({ what: 'settings_changed' }), changeSet), sayFailed)
      }}
      hasSingleKeys={isOn}
      onSingleKeysChange={setOn}
      workbook={{
        name: status.name,
        place: t`${status.name}.leadbook, one file on this computer`,
        size: plural(status.leadCount, { one: '# lead', other: '# leads' }),
        locale: `${status.currency}, ${country}`,
      }}
      backups={{
        last: status.backedUpOn === null ? t`none yet` : formatDay(status.backedUpOn, 'long', status.today),
        place: host.backupPlace ?? t`the folder of the workbook`,
      }}
    />
  )
}
