import type { ErrorCode } from '../../preload/contract/errors.ts'
import type { AppError } from '../../preload/contract/result.ts'

/** An expected reason why a report can't be given. */
export class ReportRefused extends Error {
  readonly code: ErrorCode
  readonly details: AppError['details']

  constructor(code: ErrorCode, details?: AppError['details']) {
    super(code)
    this.name = 'ReportRefused'
    this.code = code
    this.details = details
  }
}
