import type { Question } from '../../../../shared/domain/qualification/questions.ts'

/** What the invented leads ask for and say. The seller is a web designer in Graz. */
export const topics = ['Web shop', 'Relaunch', 'Accessibility', 'Booking', 'Newsletter', 'Search', 'Prices'] as const

export const resources = [
  'Checklist: ten things your site owes its readers',
  'Guide to a web shop for makers',
  'Price guide',
  'Accessibility in one afternoon',
] as const

export const replies = [
  'Good timing, we talked about this last week. What would it cost roughly?',
  'Not sure we need it, but the point about the booking form is true.',
  'Could you show me something you did for a firm of our size?',
  'We have a supplier, yet nobody answers there. Write again in spring?',
  'Thank you, useful. I passed it on to my partner.',
  'What happens to our old addresses when the site moves?',
  'Do you also write the texts, or only the design?',
] as const

export const talks = [
  'Wants one person to answer for everything. Deadline is the fair.',
  'Their shop loses orders on the phone. Decides together with her brother.',
  'Budget is set in autumn. Asked for two dates.',
  'Likes the second sketch. Needs it in two languages.',
  'Old site by a cousin, nobody dares to touch it.',
  'Half an hour, mostly about the newsletter. Will send access data.',
] as const

/** What stands behind a yes, by the question it answers. */
export const evidence: Readonly<Partial<Record<Question, readonly string[]>>> = {
  need: ['Orders are lost on the phone.', 'The old site cannot be changed by anybody.', 'Bookings are done by hand.'],
  timeline: ['Before the fair.', 'When the new season begins.', 'This quarter.'],
  authority: ['Decides alone.', 'Decides together with her brother.'],
  budget: ['Has set aside enough for a relaunch.', 'Spent as much on the last site.'],
  want: ['A shop that runs by itself.', 'One person to answer for everything.'],
  problem: ['Nobody finds our opening hours.', 'We type every order twice.'],
  reason_to_write: ['Opened a second place.', 'Looks for staff.', 'Was in the paper.'],
  lawful_basis: ['Gave me the card at the fair.', 'Signed up for the newsletter.'],
  right_person: ['Runs the firm.'],
  scope: ['Five pages and a shop, two languages.'],
  decision_day: ['Says so by the end of the month.'],
}

export const requests = [
  'Asked for a proposal for the new site.',
  'Wants a price for shop and photos together.',
  'Asked for a proposal in two steps, the shop first.',
  'Needs a figure for the board on Thursday.',
] as const

export const notNows = [
  'After the harvest, he says.',
  'No money before the new year.',
  'They move first, then the site.',
] as const

export const promises = {
  hot: ['Send the proposal', 'Answer the question about scope', 'Call with two dates', 'Send the price for the shop'],
  warm: [
    'Call, offer a 15-minute review',
    'Send the case from their trade',
    'Ask what prompted the download',
    'Send two dates for a talk',
  ],
  cold: [
    'Find the right person',
    'Look at the new site, then write',
    'Call at another hour',
    'Ask who looks after the site',
  ],
  cooling: ['Write personally', 'Voice note on their plan', 'Call before it goes cold'],
} as const

export const lostReasons = ['Too expensive', 'Went with another', 'No decision', 'Does it in-house'] as const
export const disqualifiedReasons = ['Too small', 'Competitor', 'Student', 'Unreachable', 'Outside my trade'] as const
export const notes = [
  'Met at the fair in Graz, stand next to ours.',
  'Speaks English and German.',
  'Prefers calls before nine.',
  'Knows Thea Wiesinger.',
  'Their fiscal year ends in June.',
] as const
