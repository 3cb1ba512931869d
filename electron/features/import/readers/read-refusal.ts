/**
 * Why a file cannot be read. `encrypted`: behind a password. `corrupt`: damaged or cut off. `hostile`: built to exhaust the
 * machine. `too_big`: beyond what a table may hold. `not_a_table`: no rows and columns in it. `unsupported`: a kind not read yet.
 */
export type ReadRefusalCode = 'encrypted' | 'corrupt' | 'hostile' | 'too_big' | 'not_a_table' | 'unsupported'

/** A file that cannot be read, with a message that names it and the next step. */
export type ReadRefusal = { readonly code: ReadRefusalCode; readonly message: string; readonly fileName: string }

/** Ends a reader; `message` is a sentence of which `{file}` is the file's name. Caught by `readTable`, seen by nobody else. */
export class UnreadableFile extends Error {
  readonly code: ReadRefusalCode

  constructor(code: ReadRefusalCode, message: string) {
    super(message)
    this.name = 'UnreadableFile'
    this.code = code
  }

  toRefusal(fileName: string): ReadRefusal {
    return { code: this.code, message: this.message.replaceAll('{file}', () => fileName), fileName }
  }
}

/**
 * Thrown by our own readers for a file that only the spreadsheet library can read (XLSB, XLS, ODS, odd XLSX). Whoever can start the
 * library's process catches it; see `core/library-process.ts`.
 */
export class NeedsLibrary extends Error {
  constructor() {
    super('Only the spreadsheet library can read this file.')
    this.name = 'NeedsLibrary'
  }
}
