import type { ErrorCode } from './errors.ts'

/**
 * An expected failure as a plain value: what the screen needs to choose its words, never a sentence and never personal data.
 */
export interface AppError {
  /** One of the contract's codes; the screen text is the translation key `error.<CODE>`. */
  readonly code: ErrorCode
  /** True when doing the same thing again may succeed without anybody changing anything. */
  readonly retryable: boolean
  /** The foreign program's own number (NHI status code, PC/SC code, HTTP status) and what else helps support. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>
}

/** The one shape every fallible call answers with, inside main, in ports and across the door. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError }

/** A call that went well. */
export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

/** A call that failed as expected; `retryable` is false unless said. */
export const fail = (
  code: ErrorCode,
  options: { readonly retryable?: boolean; readonly details?: AppError['details'] } = {},
): { readonly ok: false; readonly error: AppError } => ({
  ok: false,
  error: {
    code,
    retryable: options.retryable ?? false,
    ...(options.details === undefined ? {} : { details: options.details }),
  },
})
