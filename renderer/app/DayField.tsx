import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { addWorkingDays, noDaysOff, workingDayFrom } from '../../shared/domain/follow-ups/working-days.ts'
import { addDays, type PlainDate, parsePlainDate } from '../../shared/primitives/plain-date.ts'
import { FilterChip } from '../ui/Slip.tsx'
import classes from './DayField.module.css'
import { formatWeekdayAndDay } from './format.ts'

interface DayFieldProps {
  label: ReactNode
  /** The day, or null while none is chosen or what is typed is none. */
  value: PlainDate | null
  onChange: (day: PlainDate | null) => void
  /** The earliest and the latest day that may be chosen. */
  min?: PlainDate | undefined
  max?: PlainDate | undefined
  /** Days one press away under the field. */
  choices?: readonly { label: string; day: PlainDate }[] | undefined
  error?: ReactNode
  /** What holds for the chosen day, under the field. */
  description?: ReactNode
  isRequired?: boolean
}

/** A field for one calendar day, with the likely days as buttons. */
export function DayField(props: DayFieldProps) {
  const { label, value, onChange, min, max, choices = [], error, description, isRequired = false } = props
  return (
    <div className={classes.day}>
      <TextInput
        type="date"
        label={label}
        value={value ?? ''}
        min={min}
        max={max}
        error={error}
        description={description}
        required={isRequired}
        withAsterisk={false}
        onChange={(event) => onChange(parsePlainDate(event.currentTarget.value) ?? null)}
      />
      {choices.length > 0 && (
        <div className={classes.choices}>
          {choices.map((choice) => (
            <FilterChip key={choice.label} isOn={choice.day === value} onSelect={() => onChange(choice.day)}>
              <span title={formatWeekdayAndDay(choice.day, 'short')}>{choice.label}</span>
            </FilterChip>
          ))}
        </div>
      )}
    </div>
  )
}

/** The days that a next action is most often planned for: today, the next working day, in three, in a week. */
export function useDaysAhead(today: PlainDate): { label: string; day: PlainDate }[] {
  const { t } = useLingui()
  return [
    { label: t`Today`, day: today },
    { label: t`Next working day`, day: addWorkingDays(today, 1, noDaysOff) },
    { label: t`In 3 days`, day: workingDayFrom(addDays(today, 3), noDaysOff) },
    { label: t`In a week`, day: workingDayFrom(addDays(today, 7), noDaysOff) },
  ]
}
