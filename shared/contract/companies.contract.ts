import * as z from 'zod/mini'
import { changeSetIdSchema, companyIdSchema } from '../primitives/ids.ts'
import { plainDateSchema } from '../primitives/plain-date.ts'
import { leadRowSchema } from './leads.contract.ts'
import { command, query } from './procedure.ts'

const words = z.nullable(z.string())

export const companySchema = z.object({
  id: companyIdSchema,
  name: z.string(),
  website: words,
  /** Markdown. */
  about: words,
})
export type Company = z.infer<typeof companySchema>

export const companyPageSchema = z.object({
  company: companySchema,
  /** What its people, those in the trash left out, come to together; amounts in minor units. */
  sums: z.object({
    leads: z.int(),
    /** Of active and resting leads that are not won. */
    openValueMinor: z.int(),
    wonValueMinor: z.int(),
    lastTouchOn: z.nullable(plainDateSchema),
  }),
  /** A page of its people, by name. */
  people: z.array(leadRowSchema),
})
export type CompanyPage = z.infer<typeof companyPageSchema>

const page = { limit: z.int().check(z.gte(1), z.lte(200)), offset: z.optional(z.int().check(z.gte(0))) }

export const companiesContract = {
  /** A company with its people. not_found where there is none. */
  'companies.get': query(z.strictObject({ companyId: companyIdSchema, ...page }), companyPageSchema),
  /** A page of companies by name, those whose name contains the search, with how many people of each there are. */
  'companies.list': query(
    z.strictObject({ search: z.optional(z.string().check(z.maxLength(200))), ...page }),
    z.object({
      total: z.int(),
      companies: z.array(z.object({ id: companyIdSchema, name: z.string(), website: words, leads: z.int() })),
    }),
  ),
  /**
   * Writes a company: undefined leaves a field as it is, null empties it. Renaming it renames it for all its people. A name that another
   * company has is refused with not_possible and that company as `{companyId, name}`, unless it `joins`: then its people move there, that
   * company gets what it lacks, what it has otherwise is written below its own `about`, and this one goes. Refuses with changed_meanwhile, and
   * the field and what it holds, where a field is not what the seller saw in `was`. Gives the company that remains.
   */
  'companies.edit': command(
    z.strictObject({
      companyId: companyIdSchema,
      name: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(300))),
      website: z.optional(z.nullable(z.string().check(z.trim(), z.maxLength(2000)))),
      about: z.optional(z.nullable(z.string().check(z.trim(), z.maxLength(100_000)))),
      joins: z.optional(z.boolean()),
      was: z.optional(
        z.strictObject({ name: z.optional(z.string()), website: z.optional(words), about: z.optional(words) }),
      ),
    }),
    z.object({ companyId: companyIdSchema, changeSet: z.nullable(changeSetIdSchema) }),
  ),
}
