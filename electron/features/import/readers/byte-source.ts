import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** The bytes of a file, read piece by piece and more than once. */
export interface ByteSource {
  readonly size: number
  /** Bytes from a position on: as many as asked for, fewer only at the end. The buffer is the caller's. */
  read(position: number, length: number): Buffer
}

/** Bytes in memory, such as pasted cells. */
export function bytesInMemory(bytes: Uint8Array): ByteSource {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { size: buffer.length, read: (position, length) => buffer.subarray(position, position + length) }
}

/** Opens a file for `work` and closes it afterwards. */
export function withFileBytes<T>(path: string, work: (bytes: ByteSource) => T): T {
  const file = openSync(path, 'r')
  try {
    return work({ size: fstatSync(file).size, read: (position, length) => readFully(file, position, length) })
  } finally {
    closeSync(file)
  }
}

function readFully(file: number, position: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const got = readSync(file, buffer, filled, length - filled, position + filled)
    if (got === 0) break
    filled += got
  }
  return buffer.subarray(0, filled)
}
