import * as z from 'zod/mini'

/** The way a touch goes, or is planned to go. A message is one on a network, as on LinkedIn. */
export const channelSchema = z.enum(['mail', 'call', 'message', 'meeting', 'other'])
export type Channel = z.infer<typeof channelSchema>

/** What came of a contact; on paper D, V, R, M, N, X. Source: domain.md, section 9. */
export const outcomeSchema = z.enum(['done', 'voicemail', 'replied', 'talked', 'not_now', 'do_not_contact'])
export type Outcome = z.infer<typeof outcomeSchema>
