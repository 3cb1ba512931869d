import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { SearchedChoices } from '../../../../ui/SearchedChoices.tsx'
import type { OwnField } from '../../field-names.ts'
import { type FieldChoice, fieldChoices, matchingChoices, typedDays } from './field-choices.ts'

interface FieldMenuProps {
  ownFields: readonly OwnField[]
  label: string
  onChoose: (choice: FieldChoice) => void
  onLeave: () => void
}

/** What can be filtered by, in groups, found as one types: "silent", "last touch", "silent 45". */
export function FieldMenu({ ownFields, label, onChoose, onLeave }: FieldMenuProps) {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const choices = matchingChoices(fieldChoices(ownFields, typedDays(typed)), typed)
  return (
    <SearchedChoices
      label={label}
      listLabel={label}
      placeholder={t`Filter by: silent, source, tag …`}
      query={typed}
      onQueryChange={setTyped}
      choices={choices.map((choice) => ({ ...choice, content: choice.label }))}
      onChoose={onChoose}
      onLeave={onLeave}
      empty={<Trans>No field is called so. Try another word for it.</Trans>}
    />
  )
}
