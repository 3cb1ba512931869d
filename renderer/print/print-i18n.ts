import { type I18n, type Messages, setupI18n } from '@lingui/core'

/**
 * The words of a printed page outside the screen: those of a compiled catalogue, and where it lacks one, or none is given, the
 * English of the source. Runs in Node without a build.
 */
export function printI18n(locale = 'en', messages: Messages = {}): I18n {
  const i18n = setupI18n()
  // The source's own texts have plain placeholders only, so they need no parser, which a packaged app leaves out.
  i18n.setMessagesCompiler((message) =>
    message.split(/\{(\w+)\}/).map((part, place) => (place % 2 === 1 ? [part] : part)),
  )
  i18n.load(locale, messages)
  i18n.activate(locale)
  return i18n
}
