/** The notes of a lead line by line, so that one is found among thousands. */
export class NoteLines {
  private lines: string[] = []
  /** Where each line stands. */
  private places = new Map<string, number[]>()

  get text(): string {
    return this.lines.join('\n')
  }

  /** Whether a note stands there as whole lines that follow each other. */
  has(note: string): boolean {
    const [first = '', ...rest] = note.split('\n')
    const places = this.places.get(first) ?? []
    return places.some((place) => rest.every((line, at) => this.lines[place + 1 + at] === line))
  }

  add(note: string): void {
    if (note === '') return
    for (const line of note.split('\n')) {
      const places = this.places.get(line)
      if (places) places.push(this.lines.length)
      else this.places.set(line, [this.lines.length])
      this.lines.push(line)
    }
  }

  clear(): void {
    this.lines = []
    this.places = new Map()
  }
}
