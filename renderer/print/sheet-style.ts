import type { Paper } from '../../shared/contract/sheet.contract.ts'
import { measures, papers } from './sheet-pages.ts'

/** A rule of half a point. */
const RULE_MM = (0.5 * 25.4) / 72

/** The look of the printed sheet: black on white in every theme, 10 pt and more, with the rows as high as they were placed. */
export function sheetStyle(paper: Paper, rowHeights: readonly number[], fontCss: string): string {
  const { widthMm, heightMm } = papers[paper]
  const {
    marginTopMm,
    marginSideMm,
    marginBottomMm,
    headerMm,
    columnHeadsMm,
    footerMm,
    sectionHeadMm,
    blankMm,
    codeMm,
    whoMm,
    doMm,
    gapMm,
  } = measures
  const sans = "'Source Sans 3 Variable','Source Sans 3','Segoe UI',system-ui,sans-serif"
  const serif = "'Source Serif 4 Variable','Source Serif 4',Charter,Georgia,serif"
  const rows = rowHeights.map((height) => `.${rowClass(height)} .in{height:${height - RULE_MM}mm}`).join('\n')
  return `${fontCss}
@page{size:${widthMm}mm ${heightMm}mm;margin:0}
*{box-sizing:border-box}
html,body{margin:0;padding:0;background:#fff;color:#000}
body{font:400 10pt/1.26 ${sans};font-variant-numeric:tabular-nums lining-nums;-webkit-print-color-adjust:exact;print-color-adjust:exact}
p,dl,dd,dt,h1,h2{margin:0;font-weight:400}
bdi,.any{overflow-wrap:anywhere}
.page{position:relative;width:${widthMm}mm;height:${heightMm}mm;padding:${marginTopMm}mm ${marginSideMm}mm 0;background:#fff;overflow:hidden}
header{display:flex;align-items:flex-end;gap:5mm;height:${headerMm}mm;padding-bottom:2.4mm;border-bottom:3px double #000}
header h1{font:600 19pt/1 ${serif};margin-bottom:1mm;white-space:nowrap}
header .pg{white-space:nowrap}
header>div{flex:1 1 auto}
dl{display:flex;flex:none}
dl div{padding:0 3mm;border-left:.5pt solid #000}
dt{line-height:1.2}
dd{font:600 13pt/1.2 ${serif};white-space:nowrap}
.pg{text-align:right}
table{width:100%;border-collapse:collapse;table-layout:fixed}
th{text-align:left;font-weight:400;padding:0}
thead th{height:${columnHeadsMm}mm;vertical-align:middle;border-bottom:.5pt solid #000}
.k{width:${codeMm}mm}
.w{width:${whoMm}mm}
thead .w{padding-left:${gapMm}mm}
.d{width:${doMm}mm}
.sc th{padding:0}
.sc div{height:${sectionHeadMm - RULE_MM}mm;display:flex;align-items:flex-end;gap:3mm;padding-bottom:.9mm;border-bottom:1pt solid #000;white-space:nowrap}
.sc h2{font:650 11.5pt/1.1 ${serif}}
.ld td,.bl td{padding:0;vertical-align:top;border-bottom:.5pt solid #000}
.ld .in{padding:1.4mm ${gapMm}mm 1.1mm 0;overflow:hidden}
.ld .k,.bl .k{border-right:3px double #000}
.ld .k .in{padding-right:0}
.ld .w .in{padding-left:${gapMm}mm;display:flex;flex-direction:column}
.nm{flex:0 1 auto;min-height:0;overflow:hidden}
.mt,.ph{flex:none}
.ld .o .in{padding-right:0}
.tick{display:block;width:5mm;height:5mm;border:.9pt solid #000}
.code{display:block;margin-top:1mm;font-size:11.5pt;font-weight:650;letter-spacing:.05em;line-height:1.26}
.nm b{font-weight:700;letter-spacing:.01em}
.mt{display:flex;gap:3mm;white-space:nowrap}
.tp{display:inline-flex;align-items:center;gap:1mm}
.tp b,.lg b{font-weight:700}
.tp svg{width:9.5pt;height:9.5pt;overflow:visible}
.ring{fill:none;stroke:#000;stroke-width:1.4}
.full{fill:#000}
.tp .dn{width:6pt;height:8pt;fill:none;stroke:#000;stroke-width:1.6;margin-left:-.5mm}
.ph{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;column-gap:3mm;line-height:1.2}
.ph b{font-size:12pt;font-weight:650;max-width:100%}
.last{margin-left:auto;white-space:nowrap}
.let{display:flex;font-size:11.5pt;font-weight:600;line-height:1}
.let span{width:4.9mm}
.let .nx{flex:1;font-size:10pt;font-weight:400;border-bottom:.6pt solid #000;height:4.6mm;margin-left:.6mm}
.o i{display:block;height:5.3mm;border-bottom:.5pt dotted #000}
.bl .in{height:${blankMm - RULE_MM}mm;padding-top:2.5mm}
footer{position:absolute;left:${marginSideMm}mm;right:${marginSideMm}mm;bottom:${marginBottomMm}mm;height:${footerMm - 2}mm;border-top:.5pt solid #000;padding-top:1mm;overflow:hidden}
footer p{display:flex;gap:4mm;white-space:nowrap}
.lg{display:inline-flex;align-items:center;gap:1mm}
${rows}
@media print{.page{break-after:page}.page:last-child{break-after:auto}}
@media screen{html,body{background:transparent}body{width:${widthMm}mm}.page+.page{margin-top:8mm}}`
}

/** The class of a lead's row of a height in millimetres. */
export function rowClass(heightMm: number): string {
  return `h${Math.round(heightMm * 10)}`
}
