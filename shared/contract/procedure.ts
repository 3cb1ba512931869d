import * as z from 'zod/mini'

// zod compiles schemas with `new Function`, which the content security policy forbids: off before the first schema is made.
z.config({ jitless: true })

export type Procedure = { kind: 'query' | 'command'; input: z.ZodMiniType; output: z.ZodMiniType }

/** A question to the workbook: answered from a snapshot, changes nothing. */
export function query<Input extends z.ZodMiniType, Output extends z.ZodMiniType>(input: Input, output: Output) {
  return { kind: 'query', input, output } as const
}

/** A change to the workbook: one transaction, journaled, told to every screen. */
export function command<Input extends z.ZodMiniType, Output extends z.ZodMiniType>(input: Input, output: Output) {
  return { kind: 'command', input, output } as const
}
