import { Refusal } from '../../../shared/contract/reply.ts'
import { playbookDefinitionSchema } from '../../../shared/domain/nurture/playbook.ts'
import type { ChangeSetId } from '../../../shared/primitives/ids.ts'
import type { CommandContext } from '../../core/context.ts'
import type { WorkbookReader } from '../../database/workbook-schema.ts'
import { readSettings } from '../settings/settings.service.ts'
import { inventLeads } from './sample/invent-leads.ts'
import type { SamplePlaybook } from './sample/sample-lead.ts'
import { writeSampleLeads } from './sample/write-leads.ts'

/**
 * Fills an empty sample workbook with 300 invented leads and a year of history up to the seller's day, as one change set. The same
 * seed and day make the same rows. Refuses with not_possible in any other workbook: what is invented never mixes with what is real.
 */
export async function makeSample(ctx: CommandContext, seed: number): Promise<{ changeSet: ChangeSetId | null }> {
  const { isSample } = await readSettings(ctx.db)
  if (!isSample)
    throw new Refusal(
      'not_possible',
      'This workbook is your own. Open the sample from the first screen: it gets a file of its own.',
    )
  const lead = await ctx.db.selectFrom('lead').select('id').limit(1).executeTakeFirst()
  if (lead) throw new Refusal('not_possible', 'This sample has its leads already.')
  const { changeSet } = await ctx.change({ what: 'sample_made' }, 'import', async (trx, id) => {
    await writeSampleLeads(trx, ctx.raw, id, inventLeads(seed, ctx.today, await readPlaybooks(trx)))
  })
  return { changeSet }
}

async function readPlaybooks(db: WorkbookReader): Promise<SamplePlaybook[]> {
  const rows = await db
    .selectFrom('playbook')
    .select(['id', 'slug', 'definition'])
    .where('is_current', '=', 1)
    .orderBy('id')
    .execute()
  return rows.map(({ id, slug, definition }) => {
    const { steps } = playbookDefinitionSchema.parse(JSON.parse(definition))
    // A step with a condition asks about fit or price, which an invented lead leaves open: it passes it by.
    const numbered = steps.map((step, i) => ({ ...step, position: i + 1 })).filter((step) => step.condition === null)
    return { id, slug, steps: numbered }
  })
}
