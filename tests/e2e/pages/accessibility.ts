import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** The rules of WCAG 2.2, A and AA. */
export const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * What axe finds on the page itself, by the rules with these tags, else by all that axe has; the frame of the sheet lets no script in,
 * and so no axe either. What passes is counted, not told: telling takes as long as looking.
 */
export async function violationsOn(page: Page, tags?: readonly string[]) {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  return (await (tags === undefined ? axe : axe.withTags([...tags])).analyze()).violations
}
