/** How the cells of a text file are kept apart. */
export type TextDialect = {
  readonly delimiter: string
  readonly quote: string
  /** What stands before a quote inside quotes: the quote itself, or a backslash. */
  readonly escape: string
  /** The first line said `sep=…`; it is no row of the table, but is counted as one. */
  readonly hasSeparatorLine: boolean
}

const COMMON_DELIMITERS = [',', ';', '\t', '|'] as const
const RARE_DELIMITERS = ['^', '~', '\u001f', ':'] as const
const ALL_DELIMITERS: readonly string[] = [...COMMON_DELIMITERS, ...RARE_DELIMITERS]

/** Characters of the file that evidence is taken from; ample for any sheet, and it bounds the time. */
export const EVIDENCE_LENGTH = 4_000_000

type Evidence = { readonly records: number; readonly counts: ReadonlyMap<string, ReadonlyMap<number, number>> }

/** The dialect that the whole text speaks for; a delimiter chosen by the seller, or named by a `sep=` line, goes before the evidence. */
export function detectDialect(text: string, chosenDelimiter?: string): TextDialect {
  const own = /^"?Leadbook ID"?([,;\t]|[\r\n]|$)/.exec(text)
  // Leadbook's own table, perhaps saved anew by a spreadsheet program: its cells may hold anything, so they are no evidence.
  if (own !== null)
    return {
      delimiter: chosenDelimiter ?? (own[1]?.trim() || ','),
      quote: '"',
      escape: '"',
      hasSeparatorLine: false,
    }
  const separatorLine = /^sep=([^\r\n])\s*(?:\r\n|\n|\r|$)/i.exec(text)
  const body = text.slice(separatorLine?.[0].length ?? 0, EVIDENCE_LENGTH)
  const quote = detectQuote(body)
  const delimiter = chosenDelimiter ?? separatorLine?.[1] ?? delimiterOf(gatherEvidence(body, quote))
  return { delimiter, quote, escape: detectEscape(body, quote, delimiter), hasSeparatorLine: separatorLine !== null }
}

/** Length of the `sep=` line with its line break, 0 where there is none. */
export function separatorLineLength(text: string): number {
  return /^sep=[^\r\n]\s*?(?:\r\n|\n|\r|$)/i.exec(text)?.[0].length ?? 0
}

function detectQuote(text: string): string {
  const sample = text.slice(0, 200_000)
  if (/(?:^|[\n\r,;\t|])"/.test(sample)) return '"'
  const single = sample.match(/(?:^|[\n\r,;\t|])'[^'\n\r]*'(?=[,;\t|\r\n]|$)/g)?.length ?? 0
  const lines = sample.match(/\r\n|\n|\r/g)?.length ?? 1
  return single >= Math.max(2, lines) ? "'" : '"'
}

function detectEscape(text: string, quote: string, delimiter: string): string {
  const sample = text.slice(0, 1_000_000)
  if (quote !== '"' || !sample.includes('\\"')) return quote
  const inside = sample.split('\\"').slice(1)
  const escaped = inside.filter((rest) => rest !== '' && !rest.startsWith(delimiter) && !/^[\r\n]/.test(rest)).length
  const doubled = sample.match(/[^,;\t|\r\n]""[^"]/g)?.length ?? 0
  return escaped > 0 && doubled === 0 ? '\\' : quote
}

/** For each delimiter, how many records hold how many of it outside quotes. */
function gatherEvidence(text: string, quote: string): Evidence {
  const quoteCode = quote.charCodeAt(0)
  const slotOf = new Int8Array(128).fill(-1)
  ALL_DELIMITERS.forEach((delimiter, slot) => {
    slotOf[delimiter.charCodeAt(0)] = slot
  })
  const counts = ALL_DELIMITERS.map(() => new Map<number, number>())
  const current = new Int32Array(ALL_DELIMITERS.length)
  let records = 0
  let isFilled = false
  let isQuoted = false
  let isFieldStart = true
  const endRecord = (): void => {
    if (isFilled) {
      records += 1
      for (let slot = 0; slot < current.length; slot += 1) {
        const count = current[slot] ?? 0
        const map = counts[slot]
        map?.set(count, (map.get(count) ?? 0) + 1)
      }
    }
    current.fill(0)
    isFilled = false
    isFieldStart = true
  }
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (isQuoted) {
      if (code !== quoteCode) continue
      const next = text.charCodeAt(index + 1)
      if (next === quoteCode) index += 1
      else if (Number.isNaN(next) || next === 10 || next === 13 || (next < 128 && slotOf[next] !== -1)) isQuoted = false
      continue
    }
    if (code === 10 || code === 13) {
      endRecord()
      continue
    }
    if (code === quoteCode && isFieldStart) {
      isQuoted = true
      isFilled = true
      isFieldStart = false
      continue
    }
    const slot = code < 128 ? (slotOf[code] ?? -1) : -1
    if (slot === -1) {
      if (code !== 32) {
        isFieldStart = false
        isFilled = true
      }
    } else {
      current[slot] = (current[slot] ?? 0) + 1
      isFieldStart = true
    }
  }
  endRecord()
  return { records, counts: new Map(ALL_DELIMITERS.map((delimiter, slot) => [delimiter, counts[slot] ?? new Map()])) }
}

/** The delimiter that stands equally often in most records; the rarer signs only where the common four say nothing. */
function delimiterOf(evidence: Evidence): string {
  const common = bestOf(COMMON_DELIMITERS, evidence)
  if (common !== undefined && common.share >= 0.5) return common.delimiter
  const rare = bestOf(RARE_DELIMITERS, evidence)
  if (rare !== undefined && rare.share >= 0.9 && evidence.records >= 2 && (common === undefined || common.share < 0.3))
    return rare.delimiter
  return common?.delimiter ?? ','
}

function bestOf(delimiters: readonly string[], evidence: Evidence): { delimiter: string; share: number } | undefined {
  let best: { delimiter: string; share: number; rank: number } | undefined
  for (const delimiter of delimiters) {
    let modalCount = 0
    let modalRecords = 0
    let present = 0
    for (const [count, records] of evidence.counts.get(delimiter) ?? []) {
      if (count === 0) continue
      present += records
      if (records > modalRecords || (records === modalRecords && count > modalCount)) {
        modalCount = count
        modalRecords = records
      }
    }
    if (present === 0) continue
    const share = modalRecords / evidence.records
    // Presence counts too: a ragged table keeps its delimiter in every record, though not equally often.
    const rank = share + present / evidence.records + Math.min(modalCount, 20) * 0.01
    if (best === undefined || rank > best.rank)
      best = { delimiter, share: Math.max(share, present / evidence.records), rank }
  }
  return best
}
