import { leadTargets } from '../../shared/domain/import/targets.ts'
import { signalKinds } from '../../shared/domain/temperature/signal-kinds.ts'

const WIDTH = 75

/** Words over as many lines as they need, under each other. */
function wrapped(words: readonly string[]): string {
  const lines = ['']
  for (const word of words) {
    const line = `${lines.at(-1) ?? ''}${word} `
    if (line.length > WIDTH) lines.push(`${word} `)
    else lines[lines.length - 1] = line
  }
  return lines.map((line) => line.trimEnd()).join(`\n${' '.repeat(19)}`)
}

/** How the commands are written, as printed on wrong use and by `--help`. */
export const usage = `Usage: leadbook COMMAND

  new FILE [--sample] [--currency EUR] [--country DE]
      Makes a workbook; with --sample one with 300 invented leads.
  import FILE --workbook W [--dry-run] [--map JSON] [--system NAME] [--kind leads|signals]
         [--on-match keep|fill|overwrite] [--left-out FILE.csv]
         [--delimiter SIGN] [--encoding NAME] [--sheet NAME] [--header-row NUMBER|none]
         [--day-order day-first|month-first]
         [--signal KIND] [--signal-day DAY] [--topic TEXT] [--unmatched create|leave-out]
      Brings in leads, or signals of leads, from CSV, XLSX, XLS, XLSB, ODS, vCard or LDIF.
      --dry-run    says what would happen and writes nothing
      --map        what columns become, by header or number: {"Mail":"email","#3":"phone"};
                   other columns are guessed. Targets:
                   ${wrapped(leadTargets)}
                   custom:NAME signal:KIND
      --system     the program whose ids sourceId holds
      --on-match   what the file does to leads in the workbook; fill unless told
      --left-out   writes the rows that are refused or ask, with the reason
      --signal --signal-day --topic
                   what holds for every row of a file of signals that does not say it. Kinds:
                   ${wrapped(signalKinds.map((kind) => kind.replaceAll('_', '-')))}
      --unmatched  signals of people who are not in the workbook ask unless told
  leads --workbook W [--on DAY] [--search WORDS] [--limit NUMBER] [--after CURSOR]
      The leads by name, with their temperature and score on that day
  leads --workbook W [--search WORDS] --export FILE.csv|.xlsx|.vcf|.json
      --export     writes all that are found, with every field, into a file that import takes back.
                   Who may not be contacted is left out
  qualify LEAD --workbook W
      The lead's fit, BANT, the gate it has reached and what is missing for the next.
      LEAD is an id, a code, an e-mail address or a whole name
  why LEAD --workbook W [--on DAY]
      Why the lead is as warm as it is on that day: its signals, their points, what is missing to
      hot, the days on which it turns, and when it became warm or cold and by what
  log LEAD KIND --workbook W [--day DAY] [--topic TEXT] [--note TEXT]
      Writes down something the lead did; today unless told. Kinds as for import
  funnel --workbook W --from DAY --to DAY [--by source|month]
  sheet --workbook W --week 2026-W48 [--pdf FILE] [--paper A4|Letter]
  check --workbook W

  Every command but new takes --on DAY, the day to take for today.
  --json prints the result as JSON on standard output. Messages go to standard error.
  Exit code: 0 done, 1 nothing done (refused or failed), 2 wrong use. A day is written YYYY-MM-DD.
`
