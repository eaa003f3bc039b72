import { byCodes } from '../../store/codes/catalogRepository.ts'
import type { DeskContext } from '../context.ts'

/**
 * What a visit lacks to be claimed: a main diagnosis. And which of its codes may not be claimed on its day, the main one or another: they
 * are headings, or not of the edition in force.
 */
export const unfitDiagnoses = async (
  context: DeskContext,
  day: string,
  diagnoses: readonly { readonly code: string }[],
): Promise<{ readonly missing: 'diagnosis'[]; readonly unbillable: string[] }> => {
  const codes = diagnoses.map(({ code }) => code)
  const known = await byCodes(context.store.db, ['icd-10-cm'], codes, day)
  return {
    missing: codes.length === 0 ? ['diagnosis'] : [],
    unbillable: codes.filter((code) => known.get(code)?.billable !== true),
  }
}

/** Whether the diagnoses are in the way of a claim. */
export const areUnfit = ({ missing, unbillable }: Awaited<ReturnType<typeof unfitDiagnoses>>): boolean =>
  missing.length > 0 || unbillable.length > 0
