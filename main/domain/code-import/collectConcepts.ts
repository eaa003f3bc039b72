import { type ImportPreview, mostListed, type Refusal } from '../../../preload/contract/codes/codeTables.ts'
import type { CodeConcept } from '../tables/codeSystem.ts'
import type { DelimitedRow } from '../tables/delimitedText.ts'

/** More distinct rows than any official list has; what is longer is another kind of file. */
export const mostConcepts = 500_000

/** The rows of a file, each either a concept or counted among the refused. */
export interface CollectedConcepts {
  /** By code; the rows of one code are in force on different days. */
  readonly concepts: ReadonlyMap<string, readonly CodeConcept[]>
  readonly refused: number
  /** The first of the refused, with their lines. */
  readonly refusals: ImportPreview['refusals']
  /** There were more than `mostConcepts`; what came after them is not here. */
  readonly tooMany: boolean
}

const overlaps = (one: CodeConcept, other: CodeConcept): boolean =>
  (one.validTo === null || other.validFrom <= one.validTo) && (other.validTo === null || one.validFrom <= other.validTo)

/** Collects the rows of a file one by one, so that a file may be longer than what is kept of it. */
export const createCollector = (read: (cells: readonly string[]) => CodeConcept | Refusal, most = mostConcepts) => {
  const concepts = new Map<string, CodeConcept[]>()
  const refusals: ImportPreview['refusals'] = []
  let refused = 0
  let kept = 0
  let tooMany = false
  const refuse = ({ line, cells }: DelimitedRow, reason: Refusal): void => {
    refused += 1
    if (refusals.length < mostListed) refusals.push({ line, code: (cells[0] ?? '').trim().slice(0, 20), reason })
  }
  return {
    refuse,
    /** False when there is no room for more. */
    add(row: DelimitedRow): boolean {
      const reading = read(row.cells)
      const known = typeof reading === 'string' ? undefined : concepts.get(reading.code)
      if (typeof reading === 'string') refuse(row, reading)
      else if (known?.some((one) => overlaps(one, reading)) === true) refuse(row, 'twice')
      else if (kept === most) {
        tooMany = true
        return false
      } else {
        concepts.set(reading.code, known === undefined ? [reading] : [...known, reading])
        kept += 1
      }
      return true
    },
    collected: (): CollectedConcepts => ({ concepts, refused, refusals, tooMany }),
  }
}
