import type { ReactNode } from 'react'
import { createRegistry } from './registry.ts'

/** Something the seller can do, offered in "Find or do". */
export interface Command {
  id: string
  /** What it does: "Log a touch". */
  label: string
  /** The heading it stands under: the name of the lead or screen it acts on. */
  group: string
  /** Other words it is found by. */
  keywords?: string
  /** Its shortcut, as in the registry of shortcuts, for the cap at its right. */
  keys?: string
  icon?: ReactNode
  run: () => void
}

const registry = createRegistry<Command>()

/** Offers the commands while the calling component is mounted. Memoise the list. */
export const useCommands = registry.useRegister

/** All commands on offer now. */
export const useAllCommands = registry.useEntries
