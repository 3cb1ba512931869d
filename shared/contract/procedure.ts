import * as z from 'zod/mini'
import english from 'zod/v4/locales/en.js'

// zod compiles schemas with `new Function`, which the content security policy forbids: off before the first schema is made.
// zod/mini has no words of its own for what is wrong.
z.config({ jitless: true, ...english() })

export type Procedure = { kind: 'query' | 'command'; input: z.ZodMiniType; output: z.ZodMiniType }

/** A question to the workbook: answered from a snapshot, changes nothing. */
export function query<Input extends z.ZodMiniType, Output extends z.ZodMiniType>(input: Input, output: Output) {
  return { kind: 'query', input, output } as const
}

/** A change to the workbook: one transaction, journaled, told to every screen. */
export function command<Input extends z.ZodMiniType, Output extends z.ZodMiniType>(input: Input, output: Output) {
  return { kind: 'command', input, output } as const
}
