import { randomUUID } from 'node:crypto'
import type { Procedure } from '../../shared/contract/procedure.ts'
import { type Failure, Refusal } from '../../shared/contract/reply.ts'

/** Looks a procedure up by name and reads its input. Refuses with unknown_procedure or invalid_input; knows no inherited name. */
export function parseRequest<Contract extends Record<string, Procedure>>(
  contract: Contract,
  name: unknown,
  input: unknown,
): { name: keyof Contract & string; input: unknown } {
  if (typeof name !== 'string' || !Object.hasOwn(contract, name)) {
    throw new Refusal('unknown_procedure', `Leadbook knows no procedure ${nameInWords(name)}.`)
  }
  const parsed = (contract[name] as Procedure).input.safeParse(input)
  if (parsed.success) return { name, input: parsed.data }
  const issue = parsed.error.issues[0]
  throw new Refusal(
    'invalid_input',
    `${issue?.path.map(String).join('.') || 'The request'}: ${issue?.message ?? 'not as expected'}`,
    parsed.error.issues,
  )
}

/** What to answer for something thrown: a refusal as it is; anything else is a bug, logged in full, of which only the number goes out. */
export function failureOf(error: unknown, log: (text: string) => void): Failure {
  if (error instanceof Refusal) {
    const { code, message, details } = error
    return details === undefined ? { code, message } : { code, message, details }
  }
  const bugId = randomUUID().slice(0, 8)
  log(`${bugId} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  return {
    code: 'internal',
    message: `Something went wrong inside Leadbook (${bugId}). Nothing was changed. Try again; if it comes back, report it with that number.`,
  }
}

function nameInWords(name: unknown): string {
  return typeof name === 'string' ? JSON.stringify(name.slice(0, 100)) : `of type ${typeof name}`
}
