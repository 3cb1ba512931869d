import * as z from 'zod/mini'

/** What the workbook knows of a lead and of the seller. */
export const knownFieldSchema = z.enum([
  'firstName',
  'name',
  'company',
  'topic',
  'lastTouchDay',
  'myName',
  'myCompany',
  'myPhone',
])
export type KnownField = z.infer<typeof knownFieldSchema>

/** What only the seller can know: these are always filled by hand, or their sentence is dropped. */
export const handFieldSchema = z.enum([
  'trigger',
  'observation',
  'segment',
  'problem',
  'result',
  'client',
  'resource',
  'promise',
  'occasion',
  'answer',
  'firstSlot',
  'secondSlot',
  'project',
  'decisionDay',
  'revisitDay',
  'eventDay',
  'insight',
])
export type HandField = z.infer<typeof handFieldSchema>

/** The merge fields that templates may have, written `{firstName}`. */
export const mergeFields: readonly string[] = [...knownFieldSchema.options, ...handFieldSchema.options]

const MERGE_FIELD = /\{([A-Za-z][A-Za-z0-9]*)\}/g

/** The fields of a template, each once, in the order they stand in it. */
export function fieldsOf(template: string): string[] {
  return [...new Set(Array.from(template.matchAll(MERGE_FIELD), (match) => match[1] as string))]
}

/**
 * A template with a lead's fields in it. A field that is unknown or blank stays as it is written, and is listed: with one missing the
 * text may not go out. What a field holds is text, braces included.
 */
export function fillTemplate(
  template: string,
  fields: Readonly<Record<string, string | null | undefined>>,
): { text: string; missing: string[] } {
  const missing = new Set<string>()
  const text = template.replace(MERGE_FIELD, (written, field: string) => {
    const value = Object.hasOwn(fields, field) ? fields[field]?.trim() : undefined
    if (value) return value
    missing.add(field)
    return written
  })
  return { text, missing: [...missing] }
}

/** A template without the sentences that hold one of the fields; a line that is left empty by it goes too, with no double gap. */
export function dropSentences(template: string, fields: readonly string[]): string {
  const marks = fields.map((field) => `{${field}}`)
  const lines = template.split('\n').flatMap((line) => {
    if (!marks.some((mark) => line.includes(mark))) return [line]
    const kept = sentencesOf(line)
      .filter((sentence) => !marks.some((mark) => sentence.includes(mark)))
      .join('')
      .trim()
    return kept === '' ? [] : [kept]
  })
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function sentencesOf(line: string): string[] {
  return line.match(/[^.!?…]*[.!?…]+["”»)]*\s*|[^.!?…]+$/g) ?? [line]
}
