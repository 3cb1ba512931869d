import { i18n } from '@lingui/core'
import { messages as english } from '../../resources/languages/en.po'
import { setFormatLocale } from './format.ts'

const catalogues = { en: english }

/** A language the screens are written in, with its own name for the choice in Settings. */
export type Language = keyof typeof catalogues

export const languages: readonly { code: Language; name: string }[] = [{ code: 'en', name: 'English' }]

/**
 * Shows all texts in the language, and dates, numbers and money as they are written in that language where the seller lives.
 * The seller's region is that of `systemLocale` (BCP 47): `en` with `de-AT` gives English words and Austrian figures.
 */
export function activateLanguage(language: Language, systemLocale: string = navigator.language): void {
  i18n.load(language, catalogues[language])
  i18n.activate(language)
  setFormatLocale(formatLocaleOf(language, systemLocale))
  document.documentElement.lang = language
}

function formatLocaleOf(language: string, systemLocale: string): string {
  const region = new Intl.Locale(systemLocale).maximize().region
  return region === undefined ? language : new Intl.Locale(language, { region }).toString()
}
