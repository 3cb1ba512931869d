import type { Today } from '../../../shared/contract/follow-ups.contract.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import type { QueryContext } from '../../core/context.ts'

export async function readToday(_context: QueryContext): Promise<Today> {
  throw new Refusal('not_available', 'Today is being built.')
}
