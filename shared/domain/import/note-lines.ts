const LINE_BREAK = /\r\n?|\n/

/** The notes of a lead line by line, so that one is found among thousands. */
export class NoteLines {
  private texts: string[] = []
  private lines: string[] = []
  /** Where each line stands. */
  private places = new Map<string, number[]>()

  get text(): string {
    return this.texts.join('\n')
  }

  /** Whether a note stands there as whole lines that follow each other, however they are broken. */
  has(note: string): boolean {
    const [first = '', ...rest] = note.split(LINE_BREAK)
    const places = this.places.get(first) ?? []
    return places.some((place) => rest.every((line, at) => this.lines[place + 1 + at] === line))
  }

  add(note: string): void {
    if (note === '') return
    this.texts.push(note)
    for (const line of note.split(LINE_BREAK)) {
      const places = this.places.get(line)
      if (places) places.push(this.lines.length)
      else this.places.set(line, [this.lines.length])
      this.lines.push(line)
    }
  }

  clear(): void {
    this.texts = []
    this.lines = []
    this.places = new Map()
  }
}
