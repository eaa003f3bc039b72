import { classifyScannedText, type ScannedText, type ScanRefusal } from '../../preload/contract/card/virtualCardText.ts'
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

/** A code that may be a virtual card, with its text as it would be redeemed. */
export interface PossibleCode {
  readonly code: FoundCode
  readonly text: string
}

/** What to do with the codes that were found. */
export type Choice =
  | { readonly kind: 'none' }
  /** The one that can be a virtual NHI card. */
  | { readonly kind: 'one'; readonly text: string }
  /** More than one could be: a person must say which. In the order they were found. */
  | { readonly kind: 'ask'; readonly codes: readonly PossibleCode[] }
  | { readonly kind: 'refused'; readonly reason: ScanRefusal }

/** The code that can be a virtual NHI card among all that were found; the same text twice is one code. */
export const chooseCode = (codes: readonly FoundCode[]): Choice => {
  const possible = new Map<string, FoundCode>()
  let refused: ScanRefusal | null = null
  for (const code of codes) {
    const verdict: ScannedText = code.isText ? classifyScannedText(code.text) : { kind: 'refused', reason: 'binary' }
    if (verdict.kind === 'refused') refused ??= verdict.reason
    else if (!possible.has(verdict.text)) possible.set(verdict.text, code)
  }
  const found = [...possible].map(([text, code]) => ({ code, text }))
  const [first] = found
  if (first !== undefined) return found.length === 1 ? { kind: 'one', text: first.text } : { kind: 'ask', codes: found }
  return refused === null ? { kind: 'none' } : { kind: 'refused', reason: refused }
}

type Row = 'top' | 'middle' | 'bottom'
type Column = 'left' | 'centre' | 'right'

const third = <Name>(part: number, names: readonly [Name, Name, Name]): Name =>
  part < 1 / 3 ? names[0] : part < 2 / 3 ? names[1] : names[2]

/** Where in its picture a code lies, as one of nine fields. */
export const fieldOf = ({ corners }: FoundCode, width: number, height: number): `${Row}-${Column}` => {
  const x = corners.reduce((sum, corner) => sum + corner.x, 0) / 4
  const y = corners.reduce((sum, corner) => sum + corner.y, 0) / 4
  const row = third<Row>(y / height, ['top', 'middle', 'bottom'])
  return `${row}-${third<Column>(x / width, ['left', 'centre', 'right'])}`
}
