import { byCodes } from '../../store/codes/catalogRepository.ts'
import type { DeskContext } from '../context.ts'

/** What a visit lacks to be claimed: a main diagnosis, and one that may be. Empty when nothing is missing. */
export const missingDiagnosis = async (
  context: DeskContext,
  day: string,
  diagnoses: readonly { readonly code: string }[],
): Promise<('diagnosis' | 'billable-diagnosis')[]> => {
  const [main] = diagnoses
  if (main === undefined) return ['diagnosis']
  const known = await byCodes(context.store.db, ['icd-10-cm'], [main.code], day)
  return known.get(main.code)?.billable === true ? [] : ['billable-diagnosis']
}
