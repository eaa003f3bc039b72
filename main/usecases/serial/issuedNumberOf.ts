import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import type { DeskContext } from '../context.ts'
import type { ActualVisit } from '../make-up/actualVisit.ts'
import { standingRecords } from '../record/standingRecord.ts'

/**
 * The 就醫識別碼 that the NHI issued for an exception when its record went out, and the time issued with it (M15, M11). Null when the
 * record was refused or set aside before it had one. `MAKE_UP_NOT_YET` while it may still get one: a make-up that doesn't name it
 * would be a second visit.
 */
export const issuedNumberOf = async (
  context: DeskContext,
  encounterId: EncounterId,
): Promise<Result<ActualVisit['issued']>> => {
  const standing = await standingRecords(context, encounterId)
  const notYet = (details: Record<string, string> = {}): Result<never> =>
    fail('MAKE_UP_NOT_YET', { retryable: true, details })
  if (!standing.ok) return notYet()
  const [newest] = standing.value
  if (newest === undefined) return ok(null)
  // An amended exception goes out under the number of its first record.
  for (const { payload } of standing.value) {
    const { M11, M15 } = payload.record.visit
    if (M11 !== undefined && M15 !== undefined) return ok({ dateTime: M11, treatmentNumber: M15 })
  }
  const { state } = newest.row
  return state === 'rejected' || state === 'quarantined' ? ok(null) : notYet({ upload: state })
}
