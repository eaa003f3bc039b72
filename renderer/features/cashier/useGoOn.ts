import { useEffect, useRef } from 'react'
import type { AppError } from '../../../preload/contract/result.ts'
import { useStatus } from '../../bridge/status.ts'

/** The closing stopped because of the SAM, and nothing was written: it may go on by itself. */
export const waitsForSam = (error: AppError | null): boolean => error?.code.startsWith('SAM_') === true

/**
 * Closes the visit that was being closed when the SAM lapsed, as soon as the SAM is verified again: the person has already said
 * so. Once for each failure, and not while something else is being decided.
 */
export const useGoOn = (error: AppError | null, isDeciding: boolean, goOn: () => void): void => {
  const isVerified = useStatus()?.sam.state === 'verified'
  const done = useRef<AppError | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the healing itself is the reason to go on
  useEffect(() => {
    if (!isVerified || isDeciding || error === null || !waitsForSam(error) || done.current === error) return
    done.current = error
    goOn()
  }, [isVerified, error])
}
