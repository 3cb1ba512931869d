/** Text in one weight and size, as it follows the one before on the same lines. */
export type TextRun = { text: string; isBold: boolean; sizePt: number }

const MM_PER_PT = 25.4 / 72
/** Room for what another version of the font, or another font of the computer, makes wider. */
const CAUTION = 1.01

/** Widths of the signs from space to ~ in thousandths of an em, measured in Source Sans 3 at weights 400 and 700 and rounded up. */
const REGULAR = widths(
  '200 289 426 497 497 824 609 249 303 303 418 497 249 311 249 350 497 497 497 497 497 497 497 497 497 497 249 249 497 497 497 425 847 543 588 571 615 527 494 617 652 263 479 579 486 727 647 664 566 664 569 534 536 645 515 786 513 476 539 303 350 303 497 500 542 504 553 456 555 496 292 504 544 246 247 495 255 829 547 542 555 555 347 419 338 544 467 719 446 467 425 303 241 303 497',
)
const BOLD = widths(
  '200 340 537 528 528 857 667 300 344 344 457 528 300 332 300 339 528 528 528 528 528 528 528 528 528 528 300 300 528 528 528 463 902 573 605 582 635 548 524 638 674 301 509 614 518 762 665 684 596 684 613 556 556 665 556 813 567 525 541 344 339 344 528 500 555 527 573 468 573 518 341 534 571 276 278 548 286 857 572 555 573 573 398 443 383 568 523 776 514 521 460 344 268 344 528',
)
/** Letters of other scripts come from other fonts; few are wider than this, and ideographs are exactly as wide. */
const OTHER_WIDTH = 1000

function widths(text: string): readonly number[] {
  return text.split(' ').map(Number)
}

/** How wide the text is at most, in millimetres. */
export function widthMm({ text, isBold, sizePt }: TextRun): number {
  const table = isBold ? BOLD : REGULAR
  let thousandths = 0
  for (const sign of text.normalize('NFD')) {
    if (/\p{Mark}/u.test(sign)) continue
    thousandths += table[(sign.codePointAt(0) as number) - 32] ?? (sign === '–' ? 500 : OTHER_WIDTH)
  }
  return (thousandths / 1000) * sizePt * MM_PER_PT * CAUTION
}

/**
 * How many lines the runs take at most where the column is so wide, breaking at spaces, and within a word that is wider than the
 * column. At least one.
 */
export function lineCount(runs: readonly TextRun[], columnMm: number): number {
  let lines = 1
  let usedMm = 0
  for (const run of runs) {
    for (const word of run.text.split(/(?<= )/)) {
      const wordMm = widthMm({ ...run, text: word.trimEnd() })
      const advanceMm = widthMm({ ...run, text: word })
      if (usedMm + wordMm <= columnMm) {
        usedMm += advanceMm
        continue
      }
      if (usedMm > 0) lines += 1
      // Inside a word a sign that does not fit goes to the next line whole, so each line may stay a little short.
      const roomMm = columnMm - run.sizePt * MM_PER_PT
      const rows = wordMm <= columnMm ? 1 : Math.ceil(wordMm / roomMm)
      lines += rows - 1
      usedMm = rows === 1 ? advanceMm : columnMm
    }
  }
  return lines
}
