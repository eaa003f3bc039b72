import { useEffect, useRef } from 'react'
import type { AppError } from '../../../preload/contract/result.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { useStatus } from '../../bridge/status.ts'

/** The closing stopped because of the SAM, and nothing was written: it may go on by itself. */
export const waitsForSam = (error: AppError | null): boolean => error?.code.startsWith('SAM_') === true

/**
 * Closes the visit that was being closed when the SAM lapsed, as soon as the SAM is verified again: the person has already said
 * so. Once for each visit, so that it cannot go round, and not while something else is being decided.
 */
export const useGoOn = (
  encounterId: EncounterId,
  error: AppError | null,
  isDeciding: boolean,
  goOn: () => void,
): void => {
  const isVerified = useStatus()?.sam.state === 'verified'
  const done = useRef<EncounterId | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the healing itself is the reason to go on
  useEffect(() => {
    if (!isVerified || isDeciding || !waitsForSam(error) || done.current === encounterId) return
    done.current = encounterId
    goOn()
  }, [isVerified, error])
}
