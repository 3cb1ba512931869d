/** How the commands are written, as printed on wrong use and by `--help`. */
export const usage = `Usage: leadbook COMMAND

  new FILE [--sample] [--currency EUR] [--country DE]
      Makes a workbook; with --sample one with 300 invented leads.
  import FILE --workbook W [--dry-run] [--delimiter SIGN] [--encoding NAME] [--sheet NAME]
         [--header-row NUMBER|none] [--day-order day_first|month_first] [--target COLUMN=FIELD ...]
      Brings in a CSV or XLSX file. With --dry-run it says what would happen and writes nothing.
  leads --workbook W [--search WORDS] [--limit NUMBER] [--after CURSOR]
  funnel --workbook W --from DAY --to DAY [--by source|month]
  sheet --workbook W --week 2026-W48 [--pdf FILE] [--paper A4|Letter]
  check --workbook W

  Every command but new takes --on DAY, the day to take for today.
  --json prints the result as JSON on standard output. Messages go to standard error.
  Exit code: 0 done, 1 nothing done (refused or failed), 2 wrong use. A day is written YYYY-MM-DD.
`
