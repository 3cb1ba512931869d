import { UnreadableFile } from './read-refusal.ts'
import { boundedCell } from './spreadsheet-cell.ts'
import { richText, startTags, textContent } from './xlsx-xml.ts'
import { XmlPieces } from './xml-pieces.ts'

const MAX_STRINGS = 5_000_000
const MAX_STRING_LENGTHS = 256 * 1024 * 1024
/** Texts that stand in one block. */
const BLOCK_BITS = 12
const BLOCK = 1 << BLOCK_BITS

/** The texts that cells share, kept as blocks of text: a million small strings would take far more memory. */
export class SharedStrings {
  private readonly blocks: string[] = []
  private readonly pending: string[] = []
  private pendingLength = 0
  private starts = new Uint32Array(BLOCK)
  private count = 0
  private totalLength = 0
  private readonly pieces = new XmlPieces('sst', 'si', (xml, prefix) => this.readPiece(xml, prefix))

  add(piece: Buffer): void {
    this.pieces.add(piece)
  }

  finish(): void {
    this.pieces.finish()
    this.closeBlock()
  }

  /** The text of that number; empty where there is none. */
  at(index: number): string {
    if (!(index >= 0 && index < this.count)) return ''
    const block = this.blocks[index >> BLOCK_BITS] as string
    const isLast = (index & (BLOCK - 1)) === BLOCK - 1 || index === this.count - 1
    return block.slice(this.starts[index], isLast ? block.length : this.starts[index + 1])
  }

  private readPiece(xml: string, prefix: string): void {
    const close = `</${prefix}si>`
    const simple = `<${prefix}t>`
    const simpleClose = `</${prefix}t>`
    for (const { attributes, end } of startTags(xml, `${prefix}si`)) {
      if (attributes.endsWith('/')) {
        this.push('')
        continue
      }
      const textEnd = xml.startsWith(simple, end) ? xml.indexOf('<', end + simple.length) : -1
      if (
        textEnd !== -1 &&
        xml.startsWith(simpleClose, textEnd) &&
        xml.startsWith(close, textEnd + simpleClose.length)
      ) {
        const raw = xml.slice(end + simple.length, textEnd)
        this.push(raw.includes('&') || raw.includes('_x') ? textContent(raw) : raw)
        continue
      }
      const itemEnd = xml.indexOf(close, end)
      if (itemEnd === -1) return
      this.push(richText(xml.slice(end, itemEnd), prefix))
    }
  }

  private push(text: string): void {
    if (this.count === MAX_STRINGS || this.totalLength + text.length > MAX_STRING_LENGTHS) throw tooManyTexts()
    if (this.count === this.starts.length) {
      const wider = new Uint32Array(this.starts.length * 2)
      wider.set(this.starts)
      this.starts = wider
    }
    this.starts[this.count] = this.pendingLength
    this.pending.push(boundedCell(text))
    this.pendingLength += text.length
    this.totalLength += text.length
    this.count += 1
    if ((this.count & (BLOCK - 1)) === 0) this.closeBlock()
  }

  private closeBlock(): void {
    this.blocks.push(this.pending.join(''))
    this.pending.length = 0
    this.pendingLength = 0
  }
}

function tooManyTexts(): UnreadableFile {
  return new UnreadableFile(
    'too_big',
    '“{file}” holds more texts than a table may. Split it into smaller files and import these.',
  )
}
