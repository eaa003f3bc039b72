import { type Paper, paperSizes } from '../../../preload/contract/paper/printing.ts'

const mmPerInch = 25.4
const pointsPerInch = 96
/** A roll is cut behind the text, with so much white. */
const rollTailMm = 4

/** The paper's size in millimetres; a roll is as long as the sheet is high (`height` in CSS points). */
export const pageSizeOf = (paper: Paper, height: number): { readonly width: number; readonly height: number } => {
  const size = paperSizes[paper]
  return { width: size.width, height: size.height ?? Math.ceil((height * mmPerInch) / pointsPerInch) + rollTailMm }
}

/** How Chromium is asked for a PDF: the paper's exact size (inches), and no margins but those of the sheet itself. */
export const pdfOptionsOf = (paper: Paper, height: number) => {
  const size = pageSizeOf(paper, height)
  return {
    pageSize: { width: size.width / mmPerInch, height: size.height / mmPerInch },
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    printBackground: true,
  }
}
