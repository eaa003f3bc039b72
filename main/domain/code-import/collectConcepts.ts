import { type ImportPreview, mostListed, type Refusal } from '../../../preload/contract/codeTables.ts'
import type { CodeConcept } from '../codeSystem.ts'
import type { DelimitedRow } from '../delimitedText.ts'

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
export const createCollector = (read: (cells: readonly string[]) => CodeConcept | Refusal) => {
  const concepts = new Map<string, CodeConcept[]>()
  const refusals: ImportPreview['refusals'] = []
  let refused = 0
  let kept = 0
  const refuse = ({ line, cells }: DelimitedRow, reason: Refusal): void => {
    refused += 1
    if (refusals.length < mostListed) refusals.push({ line, code: (cells[0] ?? '').trim().slice(0, 20), reason })
  }
  return {
    refuse,
    /** False when there is no room for more. */
    add(row: DelimitedRow): boolean {
      const reading = read(row.cells)
      if (typeof reading === 'string') {
        refuse(row, reading)
        return true
      }
      const known = concepts.get(reading.code)
      if (known === undefined) {
        if (kept === mostConcepts) return false
        concepts.set(reading.code, [reading])
      } else if (known.some((one) => overlaps(one, reading))) {
        refuse(row, 'twice')
        return true
      } else known.push(reading)
      kept += 1
      return kept <= mostConcepts
    },
    collected: (): CollectedConcepts => ({ concepts, refused, refusals, tooMany: kept >= mostConcepts }),
  }
}
