import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { exceptionEntryOf } from '../../domain/card/exceptionDoubts.ts'
import { rulesOn } from '../../domain/tables/ruleTables.ts'
import type { DeskContext } from '../context.ts'

/**
 * The reason to keep with an exception code: what was written, null where nothing was. `VISIT_INCOMPLETE` when the code (Z000,
 * Z001) says nothing without one.
 */
export const exceptionReason = (
  context: DeskContext,
  day: IsoDate,
  exceptionCode: string | null,
  written: string | null | undefined,
): Result<string | null> => {
  if (exceptionCode === null) return ok(null)
  const reason = written === undefined || written === '' ? null : written
  const entry = exceptionEntryOf(exceptionCode, rulesOn(context.rules, day).exceptionCodes)
  return entry?.needsReason === true && reason === null
    ? fail('VISIT_INCOMPLETE', { details: { missing: 'exceptionReason' } })
    : ok(reason)
}
