const APOSTROPHES = /['`\u00b4\u02b9-\u02bf\u2018-\u201b\u2032\uff07]/g
const COMBINING_MARKS = /[\u0300-\u036f\u064b-\u065f\u0670]/g
const INVISIBLES = /\u00ad|[\u200b-\u200f]|[\u202a-\u202e]|[\u2060-\u2069]|[\ufe00-\ufe0f]|\ufeff/g
/** What most texts are once they are in lower case: plain words with one space between them. */
const FOLDED_ALREADY = /^(?:[!-&(-_a-~]+(?: [!-&(-_a-~]+)*)?$/
const NOT_ASCII = /[\u0080-\uffff]/

/** Letters that Unicode does not decompose, written out. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ŧ: 't',
  ƒ: 'f',
  ĸ: 'k',
  ə: 'a',
  ς: 'σ',
  ک: 'ك',
  ی: 'ي',
}
const UNDECOMPOSED = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g')

/**
 * A text as search and name keys compare it: lower case, diacritics off, undecomposed letters written out (`ł` → `l`,
 * `ß` → `ss`), apostrophes and invisible signs dropped, white space collapsed and trimmed. Folding twice is folding once.
 */
export function foldText(text: string): string {
  let folded = text.toLowerCase()
  if (FOLDED_ALREADY.test(folded)) return folded
  if (NOT_ASCII.test(folded)) {
    folded = folded
      .normalize('NFKD')
      .toLowerCase()
      .replace(INVISIBLES, '')
      .replace(COMBINING_MARKS, '')
      .replace(UNDECOMPOSED, (letter) => LETTERS[letter] ?? letter)
      .normalize('NFC')
  }
  return folded.replace(APOSTROPHES, '').replace(/\s+/g, ' ').trim()
}
