import coldEducate from '../../../resources/playbooks/cold-educate-and-earn-a-reply.json' with { type: 'json' }
import coldMetOnce from '../../../resources/playbooks/cold-met-once.json' with { type: 'json' }
import customerKeep from '../../../resources/playbooks/customer-keep-and-refer.json' with { type: 'json' }
import dormantReopen from '../../../resources/playbooks/dormant-re-open.json' with { type: 'json' }
import warmEnquiry from '../../../resources/playbooks/warm-new-enquiry.json' with { type: 'json' }
import warmProposal from '../../../resources/playbooks/warm-proposal-sent.json' with { type: 'json' }
import warmContent from '../../../resources/playbooks/warm-used-your-content.json' with { type: 'json' }
import { type PlaybookDefinition, playbookDefinitionSchema } from '../../../shared/domain/nurture/playbook.ts'

/** The playbooks that ship, in the order they are shown. */
export const shippedPlaybooks: readonly PlaybookDefinition[] = [
  coldEducate,
  coldMetOnce,
  warmEnquiry,
  warmContent,
  warmProposal,
  dormantReopen,
  customerKeep,
].map((playbook) => playbookDefinitionSchema.parse(playbook))
