const latin =
  'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD'
const latinExtended =
  'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+0304, U+0308, U+0329, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF'

// The sans is centred in its line by the same figures as on the screen.
const sans = "font-family:'Source Sans 3 Variable';ascent-override:108%;descent-override:34%"
const serif = "font-family:'Source Serif 4 Variable'"

const faces = [
  { fileName: 'source-sans-3-latin-ext-wght-normal.woff2', family: sans, range: latinExtended },
  { fileName: 'source-sans-3-latin-wght-normal.woff2', family: sans, range: latin },
  { fileName: 'source-serif-4-latin-ext-wght-normal.woff2', family: serif, range: latinExtended },
  { fileName: 'source-serif-4-latin-opsz-normal.woff2', family: serif, range: latin },
] as const

/** The fonts of the sheet as rules. `addressOf` gives where a file of `renderer/app/fonts` is: a `data:` address where the document must stand alone. */
export function sheetFontCss(addressOf: (fileName: string) => string): string {
  return faces
    .map(
      ({ fileName, family, range }) =>
        `@font-face{${family};font-style:normal;font-weight:200 900;src:url(${addressOf(fileName)}) format('woff2');unicode-range:${range}}`,
    )
    .join('\n')
}
