import { isAscii } from 'node:buffer'
import { NeedsLibrary, UnreadableFile } from './read-refusal.ts'
import { elementPrefix, refuseDocumentType } from './xlsx-xml.ts'

/** Bytes of a part that are looked at for its root and its encoding. */
const HEAD_BYTES = 4096
/** Longest stretch without the element that pieces are cut at: a single row or text, or all that follows the last one. */
const MAX_PIECE_BYTES = 64 * 1024 * 1024

/**
 * Cuts a large XML part, given in pieces of bytes, into texts that hold whole elements of one name each: of the root's prefix, or of
 * the one it is given with. CDATA sections come out as
 * escaped text, comments and NUL signs not at all. Throws UnreadableFile, and NeedsLibrary for an encoding that is not UTF-8.
 */
export class XmlPieces {
  private readonly rootName: string
  private readonly elementName: string
  private readonly take: (xml: string, prefix: string) => void
  private kept: Buffer[] = []
  private keptBytes = 0
  private prefix: string | undefined
  private opening = Buffer.alloc(0)

  constructor(rootName: string, elementName: string, take: (xml: string, prefix: string) => void) {
    this.rootName = rootName
    this.elementName = elementName
    this.take = take
  }

  add(piece: Buffer): void {
    if (this.prefix === undefined) {
      this.keep(piece)
      if (this.keptBytes < HEAD_BYTES) return
      this.readHead()
      return
    }
    const cut = this.cutOf(piece)
    if (cut === -1) {
      this.keep(piece)
      if (this.keptBytes > MAX_PIECE_BYTES) throw tooLong()
      return
    }
    this.hand(Buffer.concat([...this.kept, piece.subarray(0, cut)]))
    this.kept = []
    this.keptBytes = 0
    this.keep(piece.subarray(cut))
  }

  /** Hands the last piece on. */
  finish(): void {
    if (this.prefix === undefined) this.readHead()
    this.hand(Buffer.concat(this.kept))
    this.kept = []
  }

  private keep(piece: Buffer): void {
    // The piece is its giver's again once this returns.
    this.kept.push(Buffer.from(piece))
    this.keptBytes += piece.length
  }

  private readHead(): void {
    const bytes = Buffer.concat(this.kept)
    const head = bytes.toString('latin1', 0, HEAD_BYTES)
    refuseDocumentType(head)
    if (
      /^(?:\xff\xfe|\xfe\xff|\0|<\0)/.test(head) ||
      /^[^>]*\bencoding\s*=\s*["'](?!utf-?8["']|us-ascii["'])/i.test(head)
    )
      throw new NeedsLibrary()
    this.prefix = elementPrefix(head, this.rootName)
    if (!head.includes(`<${this.prefix}${this.rootName}`)) throw new NeedsLibrary()
    this.opening = Buffer.from(`<${this.elementName.includes(':') ? '' : this.prefix}${this.elementName}`)
  }

  /** Where a piece can be cut: before an element that stands in no CDATA section and no comment. -1 where it cannot. */
  private cutOf(piece: Buffer): number {
    const cut = piece.lastIndexOf(this.opening)
    if (cut === -1 || !(holdsSections(piece) || this.kept.some(holdsSections))) return cut
    const before = Buffer.concat([...this.kept, piece]).toString('latin1')
    const keptBytes = this.keptBytes
    const opening = this.opening.toString()
    const enclosed = before.matchAll(/<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)/g)
    const ranges = Array.from(enclosed, ({ index, 0: text }) => ({ start: index, end: index + text.length }))
    let at = before.length
    while (at > keptBytes) {
      at = before.lastIndexOf(opening, at - 1)
      if (at < keptBytes) return -1
      if (!ranges.some(({ start, end }) => start < at && at < end)) return at - keptBytes
    }
    return -1
  }

  private hand(bytes: Buffer): void {
    let xml = isAscii(bytes) ? bytes.toString('latin1') : bytes.toString('utf8')
    if (bytes.includes(0)) xml = xml.replaceAll('\0', '')
    if (holdsSections(bytes)) xml = withoutSections(xml)
    this.take(xml, this.prefix ?? '')
  }
}

function holdsSections(bytes: Buffer): boolean {
  // A single byte is looked for many times faster than two.
  return bytes.includes(0x21) && bytes.includes('<!')
}

/** XML in which CDATA sections are escaped text and comments are gone. */
function withoutSections(xml: string): string {
  return xml.replace(/<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->/g, (_, text: string | undefined) =>
    (text ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  )
}

function tooLong(): UnreadableFile {
  return new UnreadableFile(
    'too_big',
    '“{file}” holds a single row or text of more than 64 MB. Shorten it, save the file, and import it again.',
  )
}
