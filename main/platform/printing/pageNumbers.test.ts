import { describe, expect, it } from 'vitest'
import { numberPages, type OpenSheet, pageHeightOf, pageMarks, pagesOf } from './pageNumbers.ts'

const pdfOf = (pages: number): Uint8Array =>
  new TextEncoder().encode(
    `%PDF-1.4\n<</Type /Pages\n/Count ${pages}>>\n${'<</Type /Page\n/MediaBox [0 0 420 595.5]>>\n'.repeat(pages)}`,
  )

/** A sheet of parts of so many pages, and every script that was run on it. */
const sheetOf = (counts: readonly number[], whole = counts.reduce((sum, pages) => sum + pages, 0)) => {
  const scripts: string[] = []
  let shown: number | null = null
  const sheet: OpenSheet = {
    pdf: async () => pdfOf(shown === null ? whole : (counts[shown] ?? 0)),
    run: async (script) => {
      scripts.push(script)
      const only = /hidden = index !== (\d+)/.exec(script)?.[1]
      if (only !== undefined) shown = Number(only)
      if (script.includes('hidden = false')) shown = null
      return script.endsWith('.length') ? counts.length : undefined
    },
  }
  const marks = (): unknown => {
    const list = /of (\[.*?\])\)/.exec(scripts.at(-1) ?? '')?.[1]
    return list === undefined ? null : JSON.parse(list)
  }
  return { sheet, scripts, marks }
}

it('counts the pages of a PDF, and not the list of them', () => {
  expect([pagesOf(pdfOf(1)), pagesOf(pdfOf(12)), pagesOf(new Uint8Array())]).toEqual([1, 12, 0])
})

it('tells how high pages came out, and takes the paper where the PDF doesn’t say', () => {
  expect(pageHeightOf(pdfOf(2), 210)).toBe(595.5)
  expect(pageHeightOf(new TextEncoder().encode('/MediaBox [0 0 420 595.91998]'), 210)).toBe(596.25)
  expect(pageHeightOf(new Uint8Array(), 297)).toBe(842.25)
})

describe('the pages of a sheet', () => {
  it('are numbered where there are several', async () => {
    const { sheet, marks } = sheetOf([3])
    await numberPages(sheet, 'a5')
    expect(marks()).toEqual([
      { top: 0, page: 1, pages: 3 },
      { top: 595.5, page: 2, pages: 3 },
      { top: 1191, page: 3, pages: 3 },
    ])
  })

  it('have no number where there is one, and on a roll', async () => {
    for (const [counts, paper] of [
      [[1], 'a4'],
      [[5], 'roll-80'],
    ] as const) {
      const { sheet, marks } = sheetOf(counts)
      await numberPages(sheet, paper)
      expect(marks()).toBeNull()
    }
  })

  it('are numbered in each part that is handed out by itself, and every part is seen again', async () => {
    const { sheet, scripts, marks } = sheetOf([2, 1, 2])
    await numberPages(sheet, 'a5')
    expect(marks()).toEqual([
      { top: 0, page: 1, pages: 2 },
      { top: 595.5, page: 2, pages: 2 },
      { top: 1786.5, page: 1, pages: 2 },
      { top: 2382, page: 2, pages: 2 },
    ])
    expect(scripts.filter((script) => script.includes('hidden')).at(-1)).toContain('hidden = false')
  })

  it('are numbered as a whole where the parts come out otherwise alone', async () => {
    const { sheet, marks } = sheetOf([1, 1], 3)
    await numberPages(sheet, 'a5')
    expect(marks()).toMatchObject([{ page: 1, pages: 3 }, { page: 2 }, { page: 3 }])
  })

  it('say nothing of parts of one page', () => {
    expect(pageMarks([1, 1], 210)).toEqual([])
  })
})
