import { fail, type Result } from '../../../preload/contract/result.ts'
import type { LocalApi } from './localApi.ts'
import { readStatus } from './opening.ts'

/** Null when the professional card takes part, else what is missing; asked on this PC, so that the NHI isn't asked in vain. */
export const professionalMissing = async (local: LocalApi, signal?: AbortSignal): Promise<Result<never> | null> => {
  const status = await readStatus(local, signal)
  if (!status.ok) return status
  const { professionalCard } = status.value
  if (professionalCard === 'none') return fail('PROFESSIONAL_CARD_ABSENT', { retryable: true })
  return professionalCard === 'verified' ? null : fail('PROFESSIONAL_PIN_NEEDED')
}
