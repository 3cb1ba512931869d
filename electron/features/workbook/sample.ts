import type { changedSchema } from '../../../shared/contract/leads.contract.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import type { CommandContext } from '../../core/context.ts'
import type * as z from 'zod/mini'

/** Fills an empty sample workbook with invented leads. The same seed and day make the same rows. */
export async function makeSample(_ctx: CommandContext, _seed: number): Promise<z.infer<typeof changedSchema>> {
  throw new Refusal('not_available', 'The sample is being built.')
}
