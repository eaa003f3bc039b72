import { type Paper, paperSizes } from '../../../preload/contract/paper/printing.ts'

/** What every sheet is written in, as a page asks for it. */
export const sheetFont = '16px "Noto Sans TC Variable"'

/** A sheet that lies open: how it comes out, and a way to change it. */
export interface OpenSheet {
  pdf(): Promise<Uint8Array>
  run(script: string): Promise<unknown>
}

const textOf = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1')

/** Pages of a PDF as Chromium writes it: each is an object that says so, outside of what is compressed. */
export const pagesOf = (pdf: Uint8Array): number => (textOf(pdf).match(/\/Type\s*\/Page\b/g) ?? []).length

const pointsPerMm = 72 / 25.4
const pointsPerDot = 72 / 96

/** How high its pages came out, in points: a little more than the paper, because they are laid out on whole dots. */
export const pageHeightOf = (pdf: Uint8Array, paperMm: number): number => {
  const told = /\/MediaBox\s*\[\s*0\s+0\s+[\d.]+\s+([\d.]+)/.exec(textOf(pdf))?.[1]
  const points = told === undefined ? paperMm * pointsPerMm : Number(told)
  return Math.ceil(points / pointsPerDot) * pointsPerDot
}

const parts = `document.querySelectorAll('main > section')`
const showOnly = (shown: number | null): string =>
  `${parts}.forEach((part, index) => { part.hidden = ${shown === null ? 'false' : `index !== ${shown}`} })`

/** Pages of each part that stands for itself, such as the sheets of a prescription; of all where there is but one. */
const countsOf = async (sheet: OpenSheet, all: number): Promise<readonly number[]> => {
  const count = Number(await sheet.run(`${parts}.length`))
  if (count < 2) return [all]
  const counts: number[] = []
  for (let part = 0; part < count; part += 1) {
    await sheet.run(showOnly(part))
    counts.push(pagesOf(await sheet.pdf()))
  }
  await sheet.run(showOnly(null))
  return counts.reduce((sum, pages) => sum + pages, 0) === all ? counts : [all]
}

/** Where each page of parts of so many pages begins, in points, and what it is called; a part of one page needs no number. */
export const pageMarks = (
  counts: readonly number[],
  height: number,
): readonly { readonly top: number; readonly page: number; readonly pages: number }[] =>
  counts
    .flatMap((pages) => Array.from({ length: pages }, (_, index) => ({ page: index + 1, pages })))
    .map((mark, index) => ({ ...mark, top: index * height }))
    .filter(({ pages }) => pages > 1)

/**
 * Numbers the pages of a sheet that has several (第 2 頁，共 4 頁): who has lost one sees it. Pages are only known once it is laid out on
 * them, so it is laid out once more before. A roll has one page, however long.
 */
export const numberPages = async (sheet: OpenSheet, paper: Paper): Promise<void> => {
  const { height } = paperSizes[paper]
  if (height === null) return
  const laidOut = await sheet.pdf()
  const all = pagesOf(laidOut)
  if (all < 2) return
  const marks = pageMarks(await countsOf(sheet, all), pageHeightOf(laidOut, height))
  // The words are the style's, which takes the numbers from here; their letters are in none of the texts before.
  await sheet.run(`for (const { top, page, pages } of ${JSON.stringify(marks)}) {
    const mark = document.createElement('p')
    mark.className = 'page-number'
    mark.dataset.page = page
    mark.dataset.pages = pages
    mark.style.setProperty('--page-top', top + 'pt')
    document.querySelector('main').append(mark)
  }
  document.fonts.load('${sheetFont}', getComputedStyle(document.querySelector('.page-number'), '::after').content).then(() => null)`)
}
