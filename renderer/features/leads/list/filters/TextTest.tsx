import { useLingui } from '@lingui/react/macro'
import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import classes from './RuleEditor.module.css'
import type { TestEditorProps } from './RuleEditor.tsx'

type Way = 'contains' | 'is' | 'empty'

/** Asks what a text holds, what it is, or whether there is none. */
export function TextTest({ name, test, onChange }: TestEditorProps) {
  const { t } = useLingui()
  const [way, setWay] = useState<Way>(test?.op === 'is' || test?.op === 'empty' ? test.op : 'contains')
  const [text, setText] = useState(test?.op === 'contains' || test?.op === 'is' ? test.text : '')

  function change(nextWay: Way, nextText: string) {
    setWay(nextWay)
    setText(nextText)
    const asked = nextText.trim()
    if (nextWay === 'empty') onChange({ op: 'empty' })
    else onChange(asked === '' ? undefined : { op: nextWay, text: asked })
  }

  return (
    <div className={classes.fields}>
      <NativeSelect
        label={name}
        value={way}
        data={[
          { value: 'contains', label: t`contains` },
          { value: 'is', label: t`is` },
          { value: 'empty', label: t`is empty` },
        ]}
        onChange={(event) => change(event.currentTarget.value as Way, text)}
      />
      {way !== 'empty' && (
        <TextInput
          aria-label={t`Text to look for`}
          data-autofocus
          maxLength={200}
          value={text}
          onChange={(event) => change(way, event.currentTarget.value)}
        />
      )}
    </div>
  )
}
