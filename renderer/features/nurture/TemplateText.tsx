import { fieldWord } from './field-words.ts'
import classes from './nurture.module.css'

/** A message as it is written, its merge fields that stand open as marked words. */
export function TemplateText({ text }: { text: string }) {
  const parts = text.split(/(\{[A-Za-z][A-Za-z0-9]*\})/)
  return (
    <p className={classes.message}>
      {parts.map((part, place) =>
        part.startsWith('{') && part.endsWith('}') ? (
          <mark key={place} className={classes.field}>
            {fieldWord(part.slice(1, -1))}
          </mark>
        ) : (
          part
        ),
      )}
    </p>
  )
}
