import { t } from '@lingui/core/macro'

/** The signs that divide the cells of a line, the usual first. */
export const delimiters = [',', ';', '\t', '|', ':', '~'] as const

/** The sign that divides the cells of a line, by its name. */
export function delimiterWord(delimiter: string): string {
  const names: Record<string, string> = {
    ',': t`Commas`,
    ';': t`Semicolons`,
    '\t': t`Tabs`,
    '|': t`Bars`,
    ':': t`Colons`,
    '~': t`Tildes`,
  }
  return names[delimiter] ?? delimiter
}

/** Encodings that a seller may have to name, the usual first. */
export const encodings = [
  'utf-8',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'iso-8859-15',
  'macintosh',
  'utf-16le',
  'shift_jis',
  'euc-kr',
  'gb18030',
  'windows-1256',
] as const

/** An encoding as programs write its name on their buttons. */
export function encodingName(encoding: string): string {
  return encoding
    .replace(/^utf/, 'UTF')
    .replace(/^windows/, 'Windows')
    .replace(/^iso/, 'ISO')
    .replace(/^macintosh/, 'Mac Roman')
    .replace(/^shift_jis/, 'Shift JIS')
    .replace(/^euc-kr/, 'EUC-KR')
    .replace(/^gb/, 'GB')
}
