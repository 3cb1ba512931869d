import { useEffect, useState, useSyncExternalStore } from 'react'

interface Registry<Entry> {
  /** All entries of the mounted screens, those registered last at the end. */
  entries: () => readonly Entry[]
  useEntries: () => readonly Entry[]
  /** Holds the entries for as long as the calling component is mounted. Memoise the list: a new list registers anew. */
  useRegister: (entries: readonly Entry[]) => void
}

/** A list that mounted components add to and read from, for what a screen offers to the shell: commands, shortcuts. */
export function createRegistry<Entry>(): Registry<Entry> {
  const lists = new Map<object, readonly Entry[]>()
  const listeners = new Set<() => void>()
  let all: readonly Entry[] = []

  function changed() {
    all = [...lists.values()].flat()
    for (const listener of listeners) listener()
  }

  function subscribe(listener: () => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  return {
    entries: () => all,
    useEntries: () => useSyncExternalStore(subscribe, () => all),
    useRegister: (entries) => {
      // A component keeps its place in the order when its list changes.
      const [owner] = useState(() => ({}))
      useEffect(() => {
        lists.set(owner, entries)
        changed()
      }, [owner, entries])
      useEffect(
        () => () => {
          lists.delete(owner)
          changed()
        },
        [owner],
      )
    },
  }
}
