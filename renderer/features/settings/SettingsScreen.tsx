import { Trans, useLingui } from '@lingui/react/macro'
import {
  Button,
  NativeSelect,
  NumberInput,
  SegmentedControl,
  Switch,
  TextInput,
  useMantineColorScheme,
} from '@mantine/core'
import type { ReactNode } from 'react'
import type { Language } from '../../app/language.ts'
import { LedgerSection } from '../../ui/LedgerSection.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { ScrollArea } from '../../ui/WorkingPanel.tsx'
import { FieldsSection } from './fields/FieldsSection.tsx'
import { FitRulesSection } from './rules/FitRulesSection.tsx'
import { GatesSection } from './rules/GatesSection.tsx'
import { ReturnsSection } from './rules/ReturnsSection.tsx'
import { TemperatureRulesSection } from './rules/TemperatureRulesSection.tsx'
import { TopicsSection } from './rules/TopicsSection.tsx'
import classes from './SettingsScreen.module.css'

export interface SettingsScreenProps {
  /** The sections in which rules were changed and not saved. */
  unsaved: readonly string[]
  language: Language
  languages: readonly { code: Language; name: string }[]
  onLanguageChange: (language: Language) => void
  /** What the seller is called in drafts, and how many follow-ups a day has room for. */
  seller: { name: string; slotsPerDay: number }
  onSellerChange: (change: { sellerName?: string; slotsPerDay?: number }) => void
  hasSingleKeys: boolean
  onSingleKeysChange: (hasSingleKeys: boolean) => void
  workbook: {
    name: string
    /** Where the file is, in words a seller finds it by; a path only where the host may show one. */
    place: string
    /** How many leads, in words. */
    size: string
    /** The workbook's currency and default country, in words. */
    locale: string
  }
  backups: {
    /** When the last one was made and checked, in words. */
    last: string
    /** Where they are kept. */
    place: string
    /** Opens that folder; left out where the host cannot. */
    onShow?: () => void
  }
}

/** What can be set in this thin first version, where the workbook and its backups are, and what Leadbook knows of the seller: nothing. */
export function SettingsScreen(props: SettingsScreenProps) {
  const {
    unsaved,
    language,
    languages,
    onLanguageChange,
    seller,
    onSellerChange,
    hasSingleKeys,
    onSingleKeysChange,
    workbook,
    backups,
  } = props
  const { t } = useLingui()
  const sections = unsaved.join(', ')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <>
      <PageHead
        title={t`Settings`}
        sentence={unsaved.length === 0 ? undefined : t`Changed and not saved yet: ${sections}.`}
      />
      <ScrollArea label={t`Settings`}>
        <LedgerSection title={t`You`}>
          <div className={classes.fields}>
            <TextInput
              key={seller.name}
              label={t`Your name`}
              description={t`How drafts of messages are signed.`}
              defaultValue={seller.name}
              onBlur={(event) => onSellerChange({ sellerName: event.currentTarget.value })}
              className={classes.narrow}
            />
            <NumberInput
              key={seller.slotsPerDay}
              label={t`Follow-ups a day`}
              description={t`How many a working day has room for.`}
              min={1}
              max={100}
              clampBehavior="strict"
              allowDecimal={false}
              defaultValue={seller.slotsPerDay}
              onBlur={(event) => {
                const slotsPerDay = Number(event.currentTarget.value)
                if (slotsPerDay >= 1) onSellerChange({ slotsPerDay })
              }}
              className={classes.narrow}
            />
          </div>
        </LedgerSection>
        <LedgerSection title={t`Screen`}>
          <div className={classes.fields}>
            <div className={classes.field}>
              <span id="settings-theme">
                <Trans>Light or dark</Trans>
              </span>
              <SegmentedControl
                aria-labelledby="settings-theme"
                value={colorScheme}
                onChange={(choice) => setColorScheme(choice)}
                data={[
                  { value: 'light', label: t`Light` },
                  { value: 'dark', label: t`Dark` },
                  { value: 'auto', label: t`As the system` },
                ]}
              />
            </div>
            <NativeSelect
              label={t`Language`}
              description={t`Dates, numbers and money follow your computer's region.`}
              value={language}
              onChange={(event) => onLanguageChange(event.currentTarget.value as Language)}
              data={languages.map(({ code, name }) => ({ value: code, label: name }))}
              className={classes.narrow}
            />
          </div>
        </LedgerSection>
        <LedgerSection title={t`Keys`}>
          <Switch
            label={t`Single keys act in lists`}
            checked={hasSingleKeys}
            onChange={(event) => onSingleKeysChange(event.currentTarget.checked)}
          />
          <p className={`lb-quiet lb-small ${classes.remark}`}>
            <Trans>L logs a touch, P plans, / searches. Switched off, only keys with Ctrl or Cmd act.</Trans>
          </p>
        </LedgerSection>
        <FieldsSection />
        <TemperatureRulesSection />
        <TopicsSection />
        <FitRulesSection />
        <GatesSection />
        <ReturnsSection />
        <LedgerSection title={t`Book`}>
          <Facts>
            <Fact name={t`Name`}>{workbook.name}</Fact>
            <Fact name={t`File`}>{workbook.place}</Fact>
            <Fact name={t`Holds`}>{workbook.size}</Fact>
            <Fact name={t`Money and country`}>{workbook.locale}</Fact>
          </Facts>
        </LedgerSection>
        <LedgerSection title={t`Backups`}>
          <Facts>
            <Fact name={t`Last`}>{backups.last}</Fact>
            <Fact name={t`Kept in`}>{backups.place}</Fact>
          </Facts>
          <p className={`lb-quiet lb-small ${classes.remark}`}>
            <Trans>
              One is made when the workbook opens, at most one a day is kept for each of the last seven days, and each
              is opened and checked. A backup is a whole workbook: open it as you open any other.
            </Trans>
          </p>
          {backups.onShow !== undefined && (
            <Button size="sm" className={classes.remark} onClick={backups.onShow}>
              <Trans>Show the folder</Trans>
            </Button>
          )}
        </LedgerSection>
        <LedgerSection title={t`Privacy`}>
          <div className={classes.text}>
            <p>
              <Trans>
                Your workbook is one file on this computer. Leadbook has no account and no server, sends nothing, and
                asks no other computer for anything: not for updates, not for statistics.
              </Trans>
            </p>
            <p>
              <Trans>
                The people in it did not ask to be in it. Keep what you need to work with them, and delete a lead who
                asks you to.
              </Trans>
            </p>
          </div>
        </LedgerSection>
      </ScrollArea>
    </>
  )
}

function Facts({ children }: { children: ReactNode }) {
  return <dl className={classes.facts}>{children}</dl>
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
