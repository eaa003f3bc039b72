import type { AppError } from '../../../preload/contract/result.ts'
import type { SamFailure } from './samSession.ts'

/** 4012: no SAM in the reader. */
const samAbsent = 4012

/** What kind of failure an error of the SAM's verification is: it passes, somebody here can end it, or a person must decide. */
export const samFailureOf = ({ code, retryable, details }: AppError): SamFailure => {
  switch (code) {
    case 'SAM_CONSOLE_NOT_RUNNING':
    case 'SAM_FILE_MISSING':
    case 'SAM_FILE_UNREADABLE':
    case 'READER_NOT_FOUND':
      return 'at-hand'
    case 'SAM_NOT_VERIFIED':
      return details?.statusCode === samAbsent ? 'at-hand' : retryable ? 'passing' : 'person'
    default:
      return retryable ? 'passing' : 'person'
  }
}

/** What another call's error says about the SAM: undefined when nothing, null when it only has to be verified again. */
export const samRefusalOf = (error: AppError): SamFailure | null | undefined => {
  if (error.code === 'SAM_NOT_VERIFIED') return null
  return error.code.startsWith('SAM_') ? samFailureOf(error) : undefined
}

/** Faults of an authentication that the SAM's verification, or what it was waiting for, may have put right. */
export const samWasInTheWay = ({ code }: AppError): boolean =>
  code.startsWith('SAM_') || code.startsWith('CONTROL_') || code === 'NHI_UNREACHABLE' || code === 'NHI_TIMEOUT'
