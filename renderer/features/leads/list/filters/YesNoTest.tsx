import { useLingui } from '@lingui/react/macro'
import { Radio, Stack } from '@mantine/core'

interface YesNoTestProps {
  name: string
  isNot: boolean
  onChange: (isNot: boolean) => void
}

/** Asks whether something holds or does not. */
export function YesNoTest({ name, isNot, onChange }: YesNoTestProps) {
  const { t } = useLingui()
  return (
    <Radio.Group label={name} value={isNot ? 'no' : 'yes'} onChange={(value) => onChange(value === 'no')}>
      <Stack gap={8} mt={4}>
        <Radio value="yes" label={t`Yes`} data-autofocus={!isNot || undefined} />
        <Radio value="no" label={t`No`} data-autofocus={isNot || undefined} />
      </Stack>
    </Radio.Group>
  )
}
