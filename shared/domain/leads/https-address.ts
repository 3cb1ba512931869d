const WITH_SCHEME = /^https:\/\/[^\s/]+\.[^\s/]+/i
const BARE = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?::\d+)?(?:[/?#]\S*)?$/u

/** What was typed as an https address that can be opened: as it is, or with its scheme where it has none; undefined where it is no such address. */
export function httpsAddressOf(text: string): string | undefined {
  const typed = text.trim()
  if (/\s/.test(typed)) return undefined
  if (WITH_SCHEME.test(typed)) return typed
  return BARE.test(typed) ? `https://${typed}` : undefined
}
