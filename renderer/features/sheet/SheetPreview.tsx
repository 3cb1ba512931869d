import { useElementSize } from '@mantine/hooks'
import type { RefObject } from 'react'
import type { Paper } from '../../../shared/contract/sheet.contract.ts'
import { papers } from '../../print/sheet-pages.ts'
import classes from './SheetScreen.module.css'

const PX_PER_MM = 96 / 25.4
const MARGIN_PX = 28

interface SheetPreviewProps {
  ref: RefObject<HTMLIFrameElement | null>
  html: string
  pageCount: number
  paper: Paper
  label: string
}

/** The very document that is printed, in a frame without scripts, as large as the desk has room for. */
export function SheetPreview({ ref, html, pageCount, paper, label }: SheetPreviewProps) {
  const { ref: deskRef, width } = useElementSize()
  const { widthMm, heightMm } = papers[paper]
  const pageWidth = widthMm * PX_PER_MM
  const pageHeight = heightMm * PX_PER_MM
  const scale = Math.min(1, Math.max(0.4, (width - 2 * MARGIN_PX) / pageWidth))
  const height = pageHeight * pageCount
  return (
    <div ref={deskRef} className={classes.sizer}>
      {width > 0 && (
        <div className={classes.paper} style={{ width: pageWidth * scale, height: height * scale }}>
          <iframe
            ref={ref}
            title={label}
            srcDoc={html}
            sandbox="allow-same-origin allow-modals"
            style={{ width: pageWidth, height, transform: `scale(${scale})` }}
          />
          {Array.from({ length: pageCount - 1 }, (_, page) => (
            <i key={page} className={classes.cut} style={{ top: pageHeight * (page + 1) * scale }} aria-hidden />
          ))}
        </div>
      )}
    </div>
  )
}
