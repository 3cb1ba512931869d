import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core'

/** The theme the seller chose: light, dark, or that of the system (`auto`). */
export type ThemeChoice = MantineColorScheme

/**
 * Keeps the theme for Mantine in memory, beginning with the choice the host remembered; `remember` is told of every change.
 * The browser's own storage is not used: the browser host has another port, so another storage, at each launch.
 */
export function createColorSchemeManager(
  remembered: ThemeChoice,
  remember: (choice: ThemeChoice) => void,
): MantineColorSchemeManager {
  let current = remembered
  return {
    get: () => current,
    set: (choice) => {
      current = choice
      remember(choice)
    },
    subscribe: () => {},
    unsubscribe: () => {},
    clear: () => {
      current = 'auto'
    },
  }
}
