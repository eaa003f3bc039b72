import type { ErrorCode } from '../../preload/contract/errors.ts'
import type { AppError } from '../../preload/contract/result.ts'

/** An expected reason why an import can't go on. */
export class ImportRefused extends Error {
  readonly code: ErrorCode
  readonly details: AppError['details']

  constructor(code: ErrorCode, details?: AppError['details']) {
    super(code)
    this.name = 'ImportRefused'
    this.code = code
    this.details = details
  }
}
