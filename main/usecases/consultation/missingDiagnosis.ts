import { byCodes } from '../../store/codes/catalogRepository.ts'
import type { DeskContext } from '../context.ts'

/** What a visit's diagnoses lack. */
export interface DiagnosisFault {
  /** A main diagnosis, or ones that may all be claimed; empty when nothing is missing. */
  readonly missing: ('diagnosis' | 'billable-diagnosis')[]
  readonly unclaimable: string[]
}

/** What the diagnoses lack to be claimed: a main one, and none, main or not, that is divided further, has ended or is in no table. */
export const missingDiagnosis = async (
  context: DeskContext,
  day: string,
  diagnoses: readonly { readonly code: string }[],
): Promise<DiagnosisFault> => {
  if (diagnoses.length === 0) return { missing: ['diagnosis'], unclaimable: [] }
  const codes = diagnoses.map(({ code }) => code)
  const known = await byCodes(context.store.db, ['icd-10-cm'], codes, day)
  const unclaimable = codes.filter((code) => known.get(code)?.billable !== true)
  return { missing: unclaimable.length === 0 ? [] : ['billable-diagnosis'], unclaimable }
}
