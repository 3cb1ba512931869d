import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Popover, UnstyledButton } from '@mantine/core'
import { IconCalendar, IconX } from '@tabler/icons-react'
import { useIsFetching } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import type { ProcedureName } from '../../../../../shared/contract/index.ts'
import { addDays, type PlainDate } from '../../../../../shared/primitives/plain-date.ts'
import { DayField } from '../../../../app/DayField.tsx'
import { formatDay } from '../../../../app/format.ts'
import classes from './FilterChips.module.css'
import editorClasses from './RuleEditor.module.css'

interface TemperatureDayProps {
  today: PlainDate
  /** The day that temperatures are of; undefined: today. */
  temperatureOn: PlainDate | undefined
  /** Hears of another day; undefined for today, whenever that is. */
  onShow: (day: PlainDate | undefined) => void
  /** The question that takes its time while the leads of another day are counted. */
  counting: ProcedureName
}

/** The day that leads are shown with temperatures of, as a chip that can be changed and taken off; while that is today a quiet button. */
export function TemperatureDay({ today, temperatureOn, onShow, counting }: TemperatureDayProps) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const isDated = temperatureOn !== undefined

  function show(day: PlainDate | undefined) {
    onShow(day === today ? undefined : day)
    setOpen(false)
    button.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!isDated || (event.key !== 'Delete' && event.key !== 'Backspace')) return
    event.preventDefault()
    show(undefined)
  }

  return (
    <Popover
      position="bottom-start"
      width={340}
      trapFocus
      returnFocus
      withRoles={false}
      opened={isOpen}
      onChange={setOpen}
    >
      <span className={isDated ? classes.chip : undefined} data-edited={(isDated && isOpen) || undefined}>
        <Popover.Target>
          <UnstyledButton
            ref={button}
            className={isDated ? classes.words : classes.day}
            aria-haspopup="dialog"
            aria-expanded={isOpen}
            {...(!isDated && { 'aria-label': t`Temperature as of …`, title: t`Temperature as of another day` })}
            onClick={() => setOpen(!isOpen)}
            onKeyDown={onKeyDown}
          >
            {isDated ? (
              <Trans>
                Temperature as of <b>{formatDay(temperatureOn, 'long', today)}</b>
              </Trans>
            ) : (
              <>
                <IconCalendar size={16} stroke={1.5} aria-hidden />
                <Trans>As of …</Trans>
              </>
            )}
          </UnstyledButton>
        </Popover.Target>
        {isDated && (
          <UnstyledButton
            className={classes.remove}
            aria-label={t`Back to the temperature of today`}
            onClick={() => show(undefined)}
          >
            <IconX size={14} stroke={1.5} aria-hidden />
          </UnstyledButton>
        )}
      </span>
      {isDated && <Counting of={counting} />}
      <Popover.Dropdown role="dialog" aria-label={t`Temperature as of another day`}>
        <DayForm today={today} shown={temperatureOn} onShow={show} />
      </Popover.Dropdown>
    </Popover>
  )
}

/** Says that leads of another day are being counted; by itself, so that each page read draws nothing else anew. */
function Counting({ of }: { of: ProcedureName }) {
  const isCounting = useIsFetching({ queryKey: [of], predicate: ({ state }) => state.data === undefined }) > 0
  return isCounting ? (
    <span className={classes.counting} role="status">
      <Trans>counting …</Trans>
    </span>
  ) : null
}

interface DayFormProps {
  today: PlainDate
  shown: PlainDate | undefined
  /** Hears of the day chosen; undefined for today, whenever that is. */
  onShow: (day: PlainDate | undefined) => void
}

function DayForm({ today, shown, onShow }: DayFormProps) {
  const { t } = useLingui()
  const [day, setDay] = useState<PlainDate | null>(shown ?? addDays(today, -30))
  const [isTried, setTried] = useState(false)

  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (day !== null) onShow(day)
  }

  return (
    <form className={editorClasses.form} onSubmit={submit} noValidate>
      <DayField
        label={t`As of`}
        value={day}
        onChange={setDay}
        choices={[
          { label: t`30 days ago`, day: addDays(today, -30) },
          { label: t`90 days ago`, day: addDays(today, -90) },
          { label: t`A year ago`, day: addDays(today, -365) },
        ]}
        error={isTried && day === null ? t`Choose the day.` : undefined}
      />
      <p className="lb-quiet lb-small">
        <Trans>
          Temperature, score, interests and tags by hand as of that day, by the rules of today. All else stays as of
          today, and so does what you write.
        </Trans>
      </p>
      <div className={classes.foot}>
        {shown !== undefined && (
          <Button size="sm" variant="subtle" onClick={() => onShow(undefined)}>
            <Trans>Back to today</Trans>
          </Button>
        )}
        <Button size="sm" type="submit">
          <Trans>Show</Trans>
        </Button>
      </div>
    </form>
  )
}
