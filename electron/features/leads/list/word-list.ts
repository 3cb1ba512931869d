import type Database from 'better-sqlite3'

const WORDS_A_STEP = 4000
const BYTES_A_BLOCK = 1 << 20
/** So many bytes of words of changed leads are kept beside the list before it is made anew. */
const MOST_ADDED = 1_000_000
const BREAK = 10

/**
 * Every word that some lead is found by, in their order as blocks of text, to find those that hold a piece in their middle. It is read in steps, so that
 * answers go between them, and may hold words that no lead has any more.
 */
export class WordList {
  /** Each begins with a break and ends with one. */
  private readonly blocks: Buffer[] = []
  private isWhole = false
  private filling = Buffer.allocUnsafeSlow(BYTES_A_BLOCK)
  private filled = this.filling.write('\n')
  private added = '\n'
  private readonly addedWords = new Set<string>()
  private last = ''
  private isScheduled = false
  private readonly raw: Database.Database
  private readonly step: Database.Statement<[string], { text: string | null; last: string | null }>

  constructor(raw: Database.Database) {
    this.raw = raw
    raw.exec("CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_word USING fts5vocab (main, lead_search, 'row')")
    this.step = raw.prepare(
      `SELECT group_concat(term, char(10)) AS text, max(term) AS last FROM (SELECT term FROM temp.search_word WHERE term > ? LIMIT ${WORDS_A_STEP})`,
    )
  }

  /** Goes on reading whenever nobody waits for an answer. */
  readMeanwhile(): void {
    if (this.isWhole || this.isScheduled) return
    this.isScheduled = true
    setImmediate(() => {
      this.isScheduled = false
      if (!this.raw.open || this.isWhole) return
      this.readStep()
      this.readMeanwhile()
    })
  }

  /** Takes in the words of leads that changed. Gives false where a list made anew is better. */
  add(text: string): boolean {
    for (const word of text.split(' ')) {
      if (this.addedWords.has(word)) continue
      this.addedWords.add(word)
      this.added += `${word}\n`
    }
    return this.added.length < MOST_ADDED
  }

  /** The words that hold a piece anywhere; undefined where they are more than `most`. */
  holding(piece: string, most: number): string[] | undefined {
    while (!this.isWhole) this.readStep()
    const found = new Set<string>()
    const { blocks, added } = this
    for (const words of blocks)
      for (let at = words.indexOf(piece); at !== -1; ) {
        const end = words.indexOf(BREAK, at)
        found.add(words.toString('utf8', words.lastIndexOf(BREAK, at) + 1, end))
        if (found.size > most) return undefined
        at = words.indexOf(piece, end)
      }
    for (let at = added.indexOf(piece); at !== -1; ) {
      const end = added.indexOf('\n', at)
      found.add(added.slice(added.lastIndexOf('\n', at) + 1, end))
      if (found.size > most) return undefined
      at = added.indexOf(piece, end)
    }
    return [...found]
  }

  /** The words that begin so; undefined where they are more than `most`, or not all words are read yet. */
  beginningWith(beginning: string, most: number): string[] | undefined {
    if (!this.isWhole) return undefined
    const piece = Buffer.from(beginning)
    const found: string[] = []
    for (const words of this.blocks) {
      const isOver = takeBeginningWith(words, piece, (word) => found.push(word) > most)
      if (found.length > most) return undefined
      if (isOver) break
    }
    for (const word of this.addedWords) if (word.startsWith(beginning)) found.push(word)
    return found.length > most ? undefined : [...new Set(found)]
  }

  private readStep(): void {
    const { text = null, last = null } = this.step.get(this.last) ?? {}
    if (text !== null && last !== null) {
      const bytes = Buffer.byteLength(text) + 1
      if (this.filled + bytes > this.filling.length) this.closeBlock(bytes)
      this.filled += this.filling.write(`${text}\n`, this.filled)
      this.last = last
      return
    }
    this.closeBlock()
    this.isWhole = true
    this.filling = Buffer.alloc(0)
  }

  /** Begins another block that so many bytes go into. */
  private closeBlock(bytes = 0): void {
    const block = Buffer.allocUnsafeSlow(this.filled)
    this.filling.copy(block, 0, 0, this.filled)
    this.blocks.push(block)
    if (bytes + 1 > this.filling.length) this.filling = Buffer.allocUnsafeSlow(bytes + 1)
    this.filled = this.filling.write('\n')
  }
}

/** Gives the words of a block that begin so until `take` says that it is enough. Says whether no word behind the block begins so. */
function takeBeginningWith(words: Buffer, piece: Buffer, take: (word: string) => boolean): boolean {
  let low = 0
  let high = words.length - 1
  // Between the two stands the break before the first word that is not before the piece.
  while (low < high) {
    const start = words.lastIndexOf(BREAK, (low + high) >>> 1)
    const end = words.indexOf(BREAK, start + 1)
    if (end !== -1 && words.compare(piece, 0, piece.length, start + 1, end) < 0) low = end
    else high = start
    if (high < low) break
  }
  for (let start = low; ; ) {
    const end = words.indexOf(BREAK, start + 1)
    if (end === -1) return false
    if (words.compare(piece, 0, piece.length, start + 1, Math.min(end, start + 1 + piece.length)) !== 0) return true
    if (take(words.toString('utf8', start + 1, end))) return true
    start = end
  }
}
