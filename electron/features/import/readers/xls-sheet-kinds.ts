/** What a sheet is for an import: one of cells, shown or not, or something else such as a chart. */
export type SheetKind = 'visible' | 'hidden' | 'other'

/** Type of the record that names a sheet. Source: [MS-XLS] 2.4.28, BoundSheet8. */
const BOUND_SHEET = Buffer.from([0x85, 0x00])

/** The kinds of an XLS file's sheets by their names, which the library does not tell; undefined where a sheet's record is not found. */
export function sheetKindsOfXls(bytes: Buffer, names: readonly string[]): (SheetKind | undefined)[] {
  if (bytes[0] !== 0xd0) return names.map(() => undefined)
  const known = new Map<string, SheetKind>()
  let at = bytes.indexOf(BOUND_SHEET)
  while (at !== -1 && at + 12 <= bytes.length && known.size < names.length) {
    const length = bytes.readUInt16LE(at + 2)
    const count = bytes.readUInt8(at + 10)
    const isWide = bytes.readUInt8(at + 11) === 1
    if (length === 8 + count * (isWide ? 2 : 1)) {
      const name = bytes.toString(isWide ? 'utf16le' : 'latin1', at + 12, at + 4 + length)
      const isHidden = (bytes.readUInt8(at + 8) & 3) !== 0
      if (names.includes(name))
        known.set(name, bytes.readUInt8(at + 9) !== 0 ? 'other' : isHidden ? 'hidden' : 'visible')
    }
    at = bytes.indexOf(BOUND_SHEET, at + 2)
  }
  return names.map((name) => known.get(name))
}
