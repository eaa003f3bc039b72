import { ageOn } from '../../../preload/contract/patient/rocDate.ts'
import type { ExceptionCodeEntry } from '../tables/ruleTables.ts'

/** What speaks against an exception code for this person; a warning, never a refusal. */
export type ExceptionDoubt = 'age'

/**
 * What makes an exception code implausible: C002 is for people below an age, which counts on the day of the visit.
 *
 * @param birthDate `YYYY-MM-DD`; null when nobody is known yet
 */
export const exceptionDoubt = (
  entry: Pick<ExceptionCodeEntry, 'ageUnder'>,
  birthDate: string | null,
  visitDay: string,
): ExceptionDoubt | null =>
  entry.ageUnder !== null && birthDate !== null && ageOn(birthDate, visitDay) >= entry.ageUnder ? 'age' : null

/** The entry of a code of either column; undefined for a code no table knows. */
export const exceptionEntryOf = (
  code: string,
  exceptionCodes: readonly ExceptionCodeEntry[],
): ExceptionCodeEntry | undefined => exceptionCodes.find((entry) => entry.before === code || entry.after === code)

export interface ExceptionChoice {
  readonly code: string
  readonly name: string
  readonly doubt: ExceptionDoubt | null
  readonly needsReason: boolean
}

/** The codes of one column as a screen offers them for this person: what speaks against each, and whether it wants a reason. */
export const exceptionChoices = (
  serialTaken: boolean,
  exceptionCodes: readonly ExceptionCodeEntry[],
  person: { readonly birthDate: string | null; readonly visitDay: string },
): readonly ExceptionChoice[] =>
  exceptionCodes.flatMap((entry) => {
    const code = serialTaken ? entry.after : entry.before
    if (code === null) return []
    const doubt = exceptionDoubt(entry, person.birthDate, person.visitDay)
    return [{ code, name: entry.nameZh, doubt, needsReason: entry.needsReason }]
  })
