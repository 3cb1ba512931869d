import type { Paper } from '../../shared/contract/sheet.contract.ts'

/** A paper in millimetres. */
export const papers: Readonly<Record<Paper, { widthMm: number; heightMm: number }>> = {
  A4: { widthMm: 210, heightMm: 297 },
  Letter: { widthMm: 215.9, heightMm: 279.4 },
}

/** Where things stand on a page of any paper, in millimetres. The stylesheet is made from it, so that what is placed is what is drawn. */
export const measures = {
  marginTopMm: 10,
  marginSideMm: 12,
  marginBottomMm: 7,
  headerMm: 16.5,
  columnHeadsMm: 7,
  footerMm: 12.5,
  sectionHeadMm: 7.6,
  leadMm: 18,
  blankMm: 10,
  codeMm: 15,
  whoMm: 67,
  doMm: 61,
  gapMm: 3,
} as const

/** The height between the column heads and the foot of a page. */
export function roomOf(paper: Paper): number {
  const { marginTopMm, marginBottomMm, headerMm, columnHeadsMm, footerMm } = measures
  return papers[paper].heightMm - marginTopMm - headerMm - columnHeadsMm - footerMm - marginBottomMm
}

export type Sized = { heightMm: number }
/** What of one section stands on one page, with its head; `isContinued` where the section began on a page before. */
export type PagePart<Section, Row> = { section: Section; isContinued: boolean; rows: Row[] }

/**
 * Lays sections of rows on pages in their order. A row never splits over two pages, a head never stands without its first row,
 * and stands again where its section goes on. A row higher than a page gets one of its own.
 */
export function layOnPages<Row extends Sized, Section extends { rows: readonly Row[] }>(
  sections: readonly Section[],
  roomMm: number,
  headMm: number = measures.sectionHeadMm,
): PagePart<Section, Row>[][] {
  const pages: PagePart<Section, Row>[][] = [[]]
  let leftMm = roomMm
  const turn = () => {
    pages.push([])
    leftMm = roomMm
  }
  const begin = (section: Section, isContinued: boolean): PagePart<Section, Row> => {
    const part: PagePart<Section, Row> = { section, isContinued, rows: [] }
    pages.at(-1)?.push(part)
    leftMm -= headMm
    return part
  }
  for (const section of sections) {
    if (leftMm < headMm + (section.rows[0]?.heightMm ?? 0) && (pages.at(-1)?.length ?? 0) > 0) turn()
    let part = begin(section, false)
    for (const row of section.rows) {
      if (leftMm < row.heightMm && part.rows.length > 0) {
        turn()
        part = begin(section, true)
      }
      part.rows.push(row)
      leftMm -= row.heightMm
    }
  }
  return pages
}

/** The height that is left on a page. */
export function leftOn<Row extends Sized, Section>(page: readonly PagePart<Section, Row>[], roomMm: number): number {
  return page.reduce(
    (left, part) => part.rows.reduce((rest, row) => rest - row.heightMm, left - measures.sectionHeadMm),
    roomMm,
  )
}
