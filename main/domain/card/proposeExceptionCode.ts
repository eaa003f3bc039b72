import type { AppError } from '../../../preload/contract/result.ts'
import type { Attendance } from '../../../preload/contract/visit/attendance.ts'
import type { ExceptionCodeEntry } from '../tables/ruleTables.ts'

/**
 * The 異常就醫序號 that fits a fault, for a person to confirm; null when the fault is no reason to do without the card (a foreign
 * card, a missing professional card, an insurance refusal).
 *
 * @param error contract code, and in details.statusCode the NHI's own number where it gave one
 * @param serialTaken false: left column (no serial was taken); true: right column
 * @param attendance how the visit is held: without a network at the patient's home it is F000, not the clinic's own network
 * @param exceptionCodes the table of the day (`rulesOn(tables, day).exceptionCodes`)
 */
export const proposeExceptionCode = (
  error: Pick<AppError, 'code' | 'details'>,
  serialTaken: boolean,
  exceptionCodes: readonly ExceptionCodeEntry[],
  attendance: Attendance = 'on-site',
): string | null => {
  const side = serialTaken ? 'after' : 'before'
  const statusCode = error.details?.statusCode
  const fits = (entry: ExceptionCodeEntry, isGeneral: boolean, held: Attendance | undefined): boolean =>
    entry[side] !== null &&
    entry.proposedFor.some(
      (fault) =>
        fault.error === error.code &&
        fault.attendance === held &&
        (fault.side === side || fault.side === 'both') &&
        (isGeneral ? fault.statusCodes === null : fault.statusCodes?.includes(String(statusCode)) === true),
    )
  const find = (held: Attendance | undefined): ExceptionCodeEntry | undefined =>
    exceptionCodes.find((entry) => fits(entry, false, held)) ?? exceptionCodes.find((entry) => fits(entry, true, held))
  return (find(attendance) ?? find(undefined))?.[side] ?? null
}

export interface ExceptionCodeChoice {
  readonly code: string
  readonly nameZh: string
  readonly nameEn: string
}

/** The exception codes a person may choose from: the left column, or the right one once a serial exists. */
export const exceptionCodesFor = (
  serialTaken: boolean,
  exceptionCodes: readonly ExceptionCodeEntry[],
): readonly ExceptionCodeChoice[] =>
  exceptionCodes.flatMap(({ before, after, nameZh, nameEn }) => {
    const code = serialTaken ? after : before
    return code === null ? [] : [{ code, nameZh, nameEn }]
  })
