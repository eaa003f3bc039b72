import { classifyScannedText, type ScanRefusal } from '../../preload/contract/virtualCardText.ts'
import type { Point } from './picture/picture.ts'

/** A code found in a picture. */
export interface FoundCode {
  /** What it says, as text. */
  readonly text: string
  /** False when its bytes are no text. */
  readonly isText: boolean
  /** Its corners in dots of the picture: top left, top right, bottom right, bottom left by its own orientation. */
  readonly corners: readonly [Point, Point, Point, Point]
}

/** What to do with the codes of one picture. */
export type Choice =
  | { readonly kind: 'none' }
  /** The one that can be a virtual NHI card. */
  | { readonly kind: 'one'; readonly text: string }
  /** More than one could be: a person must say which. From the top left to the bottom right. */
  | { readonly kind: 'ask'; readonly codes: readonly FoundCode[] }
  | { readonly kind: 'refused'; readonly reason: ScanRefusal }

const centreOf = ({ corners }: FoundCode): Point => ({
  x: corners.reduce((sum, { x }) => sum + x, 0) / 4,
  y: corners.reduce((sum, { y }) => sum + y, 0) / 4,
})

const readingOrder = (a: FoundCode, b: FoundCode): number =>
  centreOf(a).y + centreOf(a).x - centreOf(b).y - centreOf(b).x

/** The code that can be a virtual NHI card among all that were found; the same text twice is one code. */
export const chooseCode = (codes: readonly FoundCode[]): Choice => {
  const classified = codes.map((code) => ({
    code,
    verdict: code.isText ? classifyScannedText(code.text) : ({ kind: 'refused', reason: 'binary' } as const),
  }))
  const possible = new Map<string, FoundCode>()
  for (const { code, verdict } of classified) {
    if (verdict.kind === 'virtual-card' && !possible.has(verdict.text))
      possible.set(verdict.text, { ...code, text: verdict.text })
  }
  const [first, ...others] = [...possible.values()]
  if (first !== undefined) {
    return others.length === 0
      ? { kind: 'one', text: first.text }
      : { kind: 'ask', codes: [first, ...others].toSorted(readingOrder) }
  }
  const refused = classified.find(({ verdict }) => verdict.kind === 'refused')?.verdict
  return refused?.kind === 'refused' ? refused : { kind: 'none' }
}

/** Where in its picture a code lies, as one of nine fields. */
export const fieldOf = (
  code: FoundCode,
  width: number,
  height: number,
): `${'top' | 'middle' | 'bottom'}-${'left' | 'centre' | 'right'}` => {
  const { x, y } = centreOf(code)
  const row = y < height / 3 ? 'top' : y < (height * 2) / 3 ? 'middle' : 'bottom'
  const column = x < width / 3 ? 'left' : x < (width * 2) / 3 ? 'centre' : 'right'
  return `${row}-${column}`
}
