import type { ScanRefusal } from '../../preload/contract/card/virtualCardText.ts'
import { chooseCode, type FoundCode, fieldOf } from './codes.ts'

/** One of several codes that could be meant. */
export interface Candidate {
  readonly text: string
  readonly field: ReturnType<typeof fieldOf>
  /** Which picture it was in, from 0; there are several where there are several screens. */
  readonly picture: number
}

/** What the panel does with what was found. */
export type Verdict =
  | { readonly kind: 'none' }
  | { readonly kind: 'scanned'; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: ScanRefusal }
  | { readonly kind: 'ask'; readonly candidates: readonly Candidate[] }

/** A picture that was searched. */
export interface Searched {
  readonly codes: readonly FoundCode[]
  readonly width: number
  readonly height: number
}

const rows = ['top', 'middle', 'bottom']
const columns = ['left', 'centre', 'right']
const placeOf = ({ picture, field }: Candidate): number => {
  const [row = '', column = ''] = field.split('-')
  return picture * 9 + rows.indexOf(row) * 3 + columns.indexOf(column)
}
/** Screen by screen, from the top left to the bottom right, as the buttons are numbered. */
const inReadingOrder = (a: Candidate, b: Candidate): number => placeOf(a) - placeOf(b)

/** Judges the codes of one or more pictures together. */
export const verdictOn = (pictures: readonly Searched[]): Verdict => {
  const placed = new Map<FoundCode, Omit<Candidate, 'text'>>()
  for (const [picture, { codes, width, height }] of pictures.entries()) {
    for (const code of codes) placed.set(code, { picture, field: fieldOf(code, width, height) })
  }
  const choice = chooseCode([...placed.keys()])
  if (choice.kind === 'one') return { kind: 'scanned', text: choice.text }
  if (choice.kind !== 'ask') return choice
  const candidates = choice.codes.map(
    ({ code, text }): Candidate => ({ text, ...(placed.get(code) ?? { picture: 0, field: 'middle-centre' }) }),
  )
  return { kind: 'ask', candidates: candidates.toSorted(inReadingOrder) }
}
