import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { VisitFacts } from '../../main/usecases/printing/visitFacts.ts'
import {
  type DocumentKind,
  documentKinds,
  documentPapers,
  type Paper,
  paperSizes,
} from '../../preload/contract/paper/printing.ts'
import { expect, test } from '../fixtures/story.ts'
import { openPress } from '../papers/press.ts'
import { longVisit, ordinaryVisit } from '../papers/printedVisit.ts'

const pointsPerMm = 72 / 25.4
/** Of the Chromium that the pictures were taken with. */
const picturedBy = '130'
/**
 * Dots of a page that may differ: fewer than one character has. Another Chromium draws the edges of all characters a little otherwise;
 * there a missing line is found, a missing character is not.
 */
const toleranceOf = (chromium: string) =>
  chromium === picturedBy ? { maxDiffPixels: 20 } : { maxDiffPixelRatio: 0.005 }

/** The pages of a PDF as pictures, in their order. */
const picturesOf = (folder: string, name: string): readonly Buffer[] => {
  execFileSync('pdftoppm', ['-r', '80', '-gray', '-png', join(folder, `${name}.pdf`), join(folder, `${name}-page`)])
  const pages = readdirSync(folder).filter((file) => file.startsWith(`${name}-page-`))
  return pages.toSorted().map((file) => readFileSync(join(folder, file)))
}

const pagesOf = (file: string): { count: number; width: number; height: number } => {
  const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' })
  const [, width, height] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info) ?? []
  return { count: Number(/Pages:\s+(\d+)/.exec(info)?.[1]), width: Number(width), height: Number(height) }
}

interface Printed {
  readonly name: string
  readonly kind: DocumentKind
  readonly paper: Paper
  readonly facts: VisitFacts
  readonly pages: number
}

/** Each document on each paper it is made for. */
const ordinary: readonly Printed[] = documentKinds.flatMap((kind) =>
  documentPapers[kind].map((paper) => ({ name: `${kind}-${paper}`, kind, paper, facts: ordinaryVisit, pages: 1 })),
)
const long: readonly Printed[] = (
  [
    ['receipt', 'a5', 1],
    ['receipt', 'roll-80', 1],
    ['medicine-bag', 'a5', 4],
    ['prescription', 'a5', 3],
    ['certificate', 'a5', 1],
    ['referral', 'a4', 2],
    ['chart-label', 'label-70x40', 1],
    ['queue-ticket', 'roll-80', 1],
  ] as const
).map(([kind, paper, pages]) => ({ name: `long-${kind}-${paper}`, kind, paper, facts: longVisit, pages }))

test('every document on every paper, short and long: of the exact size, nothing cut off, to the dot as somebody has looked at it', async ({
  folder,
}) => {
  const press = await openPress(join(folder, 'press'))
  for (const { name, kind, paper, facts, pages } of [...ordinary, ...long]) {
    await test.step(name, async () => {
      const { file, cutOff } = await press.print(kind, paper, facts, join(folder, `${name}.pdf`))
      expect.soft(cutOff, name).toEqual([])
      const { count, width, height } = pagesOf(file)
      expect.soft(count, name).toBe(pages)
      const size = paperSizes[paper]
      expect.soft(width).toBeCloseTo(size.width * pointsPerMm, -0.4)
      if (size.height !== null) expect.soft(height).toBeCloseTo(size.height * pointsPerMm, -0.4)
      picturesOf(folder, name).forEach((picture, index) => {
        expect
          .soft(picture)
          .toMatchSnapshot(`${name}${index === 0 ? '' : `-${index + 1}`}.png`, toleranceOf(press.chromium))
      })
    })
  }
  await press.close()
})
