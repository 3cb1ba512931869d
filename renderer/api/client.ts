import type { CoreEvent, HostEvent } from '../../shared/contract/events.ts'
import type {
  HostInputOf,
  HostOutputOf,
  HostProcedureName,
  InputOf,
  OutputOf,
  ProcedureName,
} from '../../shared/contract/index.ts'
import { FailureError } from './failure-error.ts'
import { type Channel, type Connection, transport } from './transport.ts'

const PIECE_BYTES = 1024 * 1024

/** Asks the workbook: the answer, or a thrown {@link FailureError}. */
export async function ask<Name extends ProcedureName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
  return (await call('core', name, input)) as OutputOf<Name>
}

/** Asks the host for what only it can do: the answer, or a thrown {@link FailureError}. */
export async function askHost<Name extends HostProcedureName>(
  name: Name,
  input: HostInputOf<Name>,
): Promise<HostOutputOf<Name>> {
  return (await call('host', name, input)) as HostOutputOf<Name>
}

async function call(channel: Channel, name: string, input: unknown): Promise<unknown> {
  const reply = await transport.call(channel, name, input)
  if (!reply.ok) throw new FailureError(reply.error)
  return reply.value
}

/** Hears what the core and the host tell without being asked. Gives the function that stops it. */
export function onEvent(listener: (event: CoreEvent | HostEvent) => void): () => void {
  return transport.onEvent(listener)
}

/** Hears whether the host still answers. Gives the function that stops it. */
export function onConnection(listener: (connection: Connection) => void): () => void {
  return transport.onConnection(listener)
}

/** Brings a file in, in pieces, and gives the fileId that `import.plan` takes. `onProgress` hears the share that is done, 0 to 1. */
export async function uploadFile(file: File, onProgress?: (share: number) => void): Promise<string> {
  const { fileId } = await ask('file.begin', { fileName: file.name.slice(0, 255) || 'file' })
  for (let at = 0; at < file.size; at += PIECE_BYTES) {
    const bytes = new Uint8Array(await readPiece(file, at))
    await ask('file.chunk', { fileId, bytes })
    onProgress?.(Math.min(1, (at + PIECE_BYTES) / file.size))
  }
  await ask('file.end', { fileId })
  return fileId
}

async function readPiece(file: File, at: number): Promise<ArrayBuffer> {
  try {
    return await file.slice(at, at + PIECE_BYTES).arrayBuffer()
  } catch {
    throw new FailureError({
      code: 'file_missing',
      message: `${file.name} cannot be read: it was moved or changed meanwhile. Choose it again.`,
    })
  }
}
