import type { Outcome } from '../follow-ups/channel.ts'

/** The letters for outcomes on paper, in the order they are printed. Source: domain.md, section 9. */
export const outcomeLetters = [
  { letter: 'D', outcome: 'done' },
  { letter: 'V', outcome: 'voicemail' },
  { letter: 'R', outcome: 'replied' },
  { letter: 'M', outcome: 'talked' },
  { letter: 'N', outcome: 'not_now' },
  { letter: 'X', outcome: 'do_not_contact' },
] as const satisfies readonly { letter: string; outcome: Outcome }[]

/** The outcome that a letter in either case stands for, or undefined. */
export function outcomeOfLetter(letter: string): Outcome | undefined {
  return outcomeLetters.find((entry) => entry.letter === letter.toUpperCase())?.outcome
}
