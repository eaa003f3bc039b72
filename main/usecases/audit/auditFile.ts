import { z } from 'zod'
import type { AuditAnchor } from '../../store/audit/auditAnchors.ts'
import {
  type AuditRow,
  type AuditTail,
  type AuditVerdict,
  chainStart,
  verifyAuditChain,
} from '../../store/audit/auditChain.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const place = z.strictObject({ sequence: z.int().nonnegative(), hash })

/** First line of an exported trail; each line behind it is one row, as it was hashed. */
export const AuditHeaderSchema = z.strictObject({
  format: z.literal('clinic-audit'),
  version: z.literal(1),
  clinic: z.string(),
  exportedAt: z.iso.datetime(),
  /** The place the first row follows: the beginning of the chain, or the row before the days that were asked for. */
  from: place,
  /** The last row of the file. */
  to: place,
  /** Places that the clinic's cloud has confirmed. */
  anchors: z.array(place.extend({ anchoredAt: z.int().nonnegative() })),
})

export const AuditLineSchema: z.ZodType<AuditRow> = z.strictObject({
  sequence: z.int().positive(),
  at: z.int(),
  who: z.string(),
  desk: z.string(),
  action: z.string(),
  subject: z.string(),
  details: z.string(),
  previousHash: z.string(),
  hash: z.string(),
})

export type TrailVerdict =
  | { readonly intact: true; readonly tail: AuditTail }
  | {
      readonly intact: false
      /** The first row that does not fit. */
      readonly sequence: number
      /** `cut`: rows are gone from the end · `anchor`: another row than the one that was confirmed outside. */
      readonly reason: Extract<AuditVerdict, { intact: false }>['reason'] | 'cut' | 'anchor'
    }

/**
 * Holds a trail, told row by row, against itself, against the places that were confirmed outside, and against the end it is said to have. Take
 * rows in portions: the answer is whether to go on.
 */
export const createTrailCheck = (
  anchors: readonly Pick<AuditAnchor, 'sequence' | 'hash'>[],
  from: AuditTail = chainStart,
) => {
  let tail = from
  let fault: Extract<TrailVerdict, { intact: false }> | null = null
  const confirmed = new Map(anchors.map(({ sequence, hash: expected }) => [sequence, expected]))
  return {
    /** False once something does not fit. */
    take(rows: readonly AuditRow[]): boolean {
      if (fault !== null) return false
      const verdict = verifyAuditChain(rows, tail)
      const other = rows.find((row) => (confirmed.get(row.sequence) ?? row.hash) !== row.hash)
      if (!verdict.intact) fault = verdict
      if (other !== undefined && (fault === null || other.sequence < fault.sequence)) {
        fault = { intact: false, sequence: other.sequence, reason: 'anchor' }
      }
      if (verdict.intact) tail = verdict.tail
      return fault === null
    },
    end(to: AuditTail | null = null): TrailVerdict {
      if (fault !== null) return fault
      const last = Math.max(to?.sequence ?? 0, ...anchors.map(({ sequence }) => sequence))
      if (last > tail.sequence && (to !== null || from.sequence <= last)) {
        return { intact: false, sequence: tail.sequence + 1, reason: 'cut' }
      }
      return to !== null && to.sequence === tail.sequence && to.hash !== tail.hash
        ? { intact: false, sequence: tail.sequence, reason: 'changed' }
        : { intact: true, tail }
    },
  }
}
