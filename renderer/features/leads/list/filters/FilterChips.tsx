import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Popover } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Fragment, memo, useEffect, useRef, useState } from 'react'
import { putRule, type RulePlace, takeRule } from '../../../../../shared/domain/leads/filter-rules.ts'
import type { LeadRule, RuleGroups } from '../../../../../shared/domain/leads/lead-rule.ts'
import { useSession } from '../../../../app/session.ts'
import { KeyCap } from '../../../../ui/KeyCap.tsx'
import { FilterChip } from '../../../../ui/Slip.tsx'
import { useLeadsView } from '../leads-view.ts'
import { FieldMenu } from './FieldMenu.tsx'
import classes from './FilterChips.module.css'
import type { FieldChoice } from './field-choices.ts'
import { LeadsLinks } from './LeadsLinks.tsx'
import { LostRules } from './LostRules.tsx'
import { RuleChip } from './RuleChip.tsx'
import { TemperatureDay } from './TemperatureDay.tsx'
import { useRuleWording } from './useRuleWording.ts'

interface FilterChipsProps {
  isMenuOpen: boolean
  onMenuChange: (isOpen: boolean) => void
  hasKeys: boolean
}

/** The rule that is being changed: the others, where it stands among them, and what it is so far; undefined while it asks nothing. */
interface EditedRule {
  others: RuleGroups
  place: RulePlace
  field: LeadRule['field']
  rule: LeadRule | undefined
}

/** Where the focus goes once a rule is no longer edited. */
type FocusAfter = 'chip' | 'menu' | undefined

/** The filters in force as chips, each of which can be changed and taken off, and the menu that adds one. */
export const FilterChips = memo(function FilterChips({ isMenuOpen, onMenuChange, hasKeys }: FilterChipsProps) {
  const { t } = useLingui()
  const rules = useLeadsView((view) => view.rules)
  const temperatureOn = useLeadsView((view) => view.temperatureOn)
  const change = useLeadsView((view) => view.change)
  const { shownLeads, setShownLeads } = useSession()
  const wording = useRuleWording(rules)
  const [edited, setEdited] = useState<EditedRule | undefined>(undefined)
  const [joined, setJoined] = useState<number | undefined>(undefined)
  const row = useRef<HTMLDivElement>(null)
  const focusBefore = useRef<Element | null>(null)
  // Known before the next drawing: what is typed last and the Enter behind it come in one go.
  const isAsked = useRef(false)
  const [focusAfter, setFocusAfter] = useState<{ on: FocusAfter; place?: RulePlace }>({ on: undefined })

  useEffect(() => {
    if (focusAfter.on === undefined) return
    const { place } = focusAfter
    const chip =
      focusAfter.on === 'chip' && place !== undefined
        ? row.current?.querySelector<HTMLElement>(`[data-chip="${place.group}.${place.index}"]`)
        : undefined
    const next = chip ?? row.current?.querySelector<HTMLElement>('[data-add-filter]')
    next?.focus()
  }, [focusAfter])

  useEffect(() => {
    if (isMenuOpen) focusBefore.current = document.activeElement
  }, [isMenuOpen])

  const show = (next: RuleGroups) => change({ rules: next, activeIndex: 0 })

  function put(rule: LeadRule | undefined, { others, place }: Pick<EditedRule, 'others' | 'place'>) {
    isAsked.current = rule !== undefined
    setEdited((now) => now && { ...now, rule })
    show(rule === undefined ? others : putRule(others, place, rule))
  }

  function begin({ field, test }: FieldChoice) {
    const own = joined === undefined ? undefined : rules[joined]
    const place: RulePlace =
      joined === undefined || own === undefined
        ? { group: rules.length, index: 0, isAlone: true }
        : { group: joined, index: own.length, isAlone: false }
    const rule = test === undefined ? undefined : { field, test }
    isAsked.current = rule !== undefined
    setEdited({ others: rules, place, field, rule })
    if (rule !== undefined) show(putRule(rules, place, rule))
    closeMenu()
  }

  function open(group: number, index: number) {
    const { others, place, rule } = takeRule(rules, group, index)
    if (rule === undefined) return
    isAsked.current = true
    setEdited({ others, place, field: rule.field, rule })
  }

  function close(isFocusKept: boolean) {
    if (edited !== undefined && isFocusKept)
      setFocusAfter({ on: isAsked.current ? 'chip' : 'menu', place: edited.place })
    setEdited(undefined)
  }

  function takeOff(group: number, index: number) {
    show(takeRule(rules, group, index).others)
    setEdited(undefined)
    setFocusAfter({ on: 'menu' })
  }

  function closeMenu() {
    setJoined(undefined)
    onMenuChange(false)
  }

  function leaveMenu() {
    closeMenu()
    if (focusBefore.current instanceof HTMLElement) focusBefore.current.focus()
  }

  // While a rule asks nothing yet, its chip stands at its place all the same.
  const slot: LeadRule | undefined = edited && (edited.rule ?? { field: edited.field, test: { op: 'empty' } })
  const shown = edited === undefined || slot === undefined ? rules : putRule(edited.others, edited.place, slot)
  return (
    <div className={classes.bar}>
      <div ref={row} className={classes.chips}>
        {shownLeads !== undefined && (
          <FilterChip remove={{ label: t`Show all leads again`, onRemove: () => setShownLeads(undefined) }}>
            <b>{shownLeads.title}</b>
          </FilterChip>
        )}
        <LostRules />
        {wording !== undefined &&
          shown.map((group, at) => (
            // A group has no name of its own: it is what stands at its place.
            <div key={at} className={classes.group} data-any={group.length > 1 || undefined}>
              {group.map((rule, index) => {
                const isEdited = rule === slot
                return (
                  <Fragment key={index}>
                    {index > 0 && <span className={classes.or}>{t`or`}</span>}
                    <RuleChip
                      id={`${at}.${index}`}
                      field={rule.field}
                      rule={isEdited ? edited?.rule : rule}
                      wording={wording}
                      isEdited={isEdited}
                      onOpen={() => open(at, index)}
                      onClose={close}
                      onChange={(next) => edited !== undefined && put(next, edited)}
                      onRemove={() => takeOff(at, index)}
                      onOr={() => {
                        setEdited(undefined)
                        setJoined(at)
                        onMenuChange(true)
                      }}
                    />
                  </Fragment>
                )
              })}
            </div>
          ))}
        <Popover
          position="bottom-start"
          width={340}
          trapFocus
          withRoles={false}
          opened={isMenuOpen}
          closeOnEscape={false}
          onDismiss={closeMenu}
        >
          <Popover.Target>
            <Button
              size="sm"
              className={classes.add}
              data-add-filter
              aria-haspopup="dialog"
              aria-expanded={isMenuOpen}
              leftSection={<IconPlus size={16} stroke={1.5} aria-hidden />}
              onClick={() => onMenuChange(!isMenuOpen)}
            >
              <Trans>Filter</Trans>
              {hasKeys && <KeyCap keys="F" />}
            </Button>
          </Popover.Target>
          <Popover.Dropdown role="dialog" aria-label={joined === undefined ? t`Filter by` : t`Or by`} p={0}>
            <FieldMenu
              ownFields={wording?.ownFields ?? []}
              label={joined === undefined ? t`Filter by` : t`Or by`}
              onChoose={begin}
              onLeave={leaveMenu}
            />
          </Popover.Dropdown>
        </Popover>
        {wording !== undefined && (
          <TemperatureDay
            today={wording.today}
            temperatureOn={temperatureOn}
            onShow={(day) => change({ temperatureOn: day, activeIndex: 0 })}
            counting="leads.list"
          />
        )}
      </div>
      <LeadsLinks />
    </div>
  )
})
