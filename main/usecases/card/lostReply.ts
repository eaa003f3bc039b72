import type { ErrorCode } from '../../../preload/contract/errors.ts'
import type { AppError } from '../../../preload/contract/result.ts'

/** After these it is not known whether the NHI has carried a call out. */
const ambiguous: readonly ErrorCode[] = ['NHI_REPLY_LOST', 'NHI_TIMEOUT', 'NHI_SERVER_ERROR', 'NHI_BAD_REPLY']

/** Whether an answer leaves open what has happened at the NHI, so that it has to be found out before anything is asked again. */
export const isAmbiguous = (error: Pick<AppError, 'code'>): boolean => ambiguous.includes(error.code)
