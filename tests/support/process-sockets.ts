import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** A process and all it started, by number, as Linux tells it just now. */
export function processTree(root: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    // The name in brackets may hold anything; the parent is the second word after it.
    const words = /^\d+$/.test(name) ? readOrNothing(`/proc/${name}/stat`).split(') ').at(-1)?.split(' ') : undefined
    if (words?.[1] !== undefined) parents.set(Number(name), Number(words[1]))
  }
  const found = [root]
  for (const parent of found) for (const [child, its] of parents) if (its === parent) found.push(child)
  return found
}

/** The internet sockets of a process, listening, connected or neither, each as a line of /proc/net. Linux only. */
export function internetSockets(pid: number): string[] {
  const own = new Set(socketInodes(pid))
  return ['tcp', 'tcp6', 'udp', 'udp6', 'udplite', 'udplite6', 'raw', 'raw6', 'icmp', 'icmp6'].flatMap((kind) =>
    readOrNothing(`/proc/${pid}/net/${kind}`)
      .split('\n')
      .slice(1)
      .filter((line) => own.has(line.trim().split(/\s+/)[9] ?? ''))
      .map((line) => `${kind} ${line.trim()}`),
  )
}

/** The kind of a process by its command line: `main` where Chromium gives none. */
export function processKind(pid: number): string {
  return /--type=([\w-]+)/.exec(readOrNothing(`/proc/${pid}/cmdline`))?.[1] ?? 'main'
}

function socketInodes(pid: number): string[] {
  const folder = `/proc/${pid}/fd`
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch {
    // It has ended meanwhile.
    return []
  }
  return names.flatMap((name) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`${folder}/${name}`))?.[1] ?? []
    } catch {
      return []
    }
  })
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
