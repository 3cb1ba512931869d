import * as z from 'zod/mini'

/** What a custom field holds. `choices` are several of its options; `money` is in the workbook's currency. */
export const customFieldKindSchema = z.enum([
  'text',
  'longText',
  'number',
  'money',
  'day',
  'yesNo',
  'choice',
  'choices',
  'link',
])
export type CustomFieldKind = z.infer<typeof customFieldKindSchema>
