import type { ErrorCode } from '../../preload/contract/errors.ts'
import { type AppError, fail } from '../../preload/contract/result.ts'

/** Carries an expected failure out of a write transaction, so that it is rolled back. Never leaves `store.write`. */
export class WriteRefused extends Error {
  readonly refusal: AppError

  constructor(refusal: AppError) {
    super(`write refused: ${refusal.code}`)
    this.name = 'WriteRefused'
    this.refusal = refusal
  }
}

/** Inside `store.write`: gives up the transaction, and `store.write` answers with this error as a value. */
export const refuse = (code: ErrorCode, details?: AppError['details']): never => {
  throw new WriteRefused(fail(code, details === undefined ? {} : { details }).error)
}
