import type { ErrorCode } from '../../preload/contract/errors.ts'
import { fail } from '../../preload/contract/result.ts'

/** What pcsc-mini's error names mean to a desk. Names not listed are the card's or the reader's fault: `CARD_UNREADABLE`. */
const meanings: Readonly<Record<string, { readonly code: ErrorCode; readonly retryable: boolean }>> = {
  NoService: { code: 'READER_SERVICE_DOWN', retryable: true },
  ServiceStopped: { code: 'READER_SERVICE_DOWN', retryable: true },
  ServerTooBusy: { code: 'READER_SERVICE_DOWN', retryable: true },
  Shutdown: { code: 'READER_SERVICE_DOWN', retryable: true },
  // A card or a line that belonged to a service which has gone.
  InvalidHandle: { code: 'READER_SERVICE_DOWN', retryable: true },
  NotStarted: { code: 'READER_SERVICE_DOWN', retryable: true },
  UnknownReader: { code: 'READER_NOT_FOUND', retryable: false },
  ReaderUnavailable: { code: 'READER_NOT_FOUND', retryable: false },
  NoReadersAvailable: { code: 'READER_NOT_FOUND', retryable: false },
  NoSmartCard: { code: 'CARD_ABSENT', retryable: false },
  RemovedCard: { code: 'CARD_REMOVED', retryable: true },
  SharingViolation: { code: 'CARD_IN_USE', retryable: true },
  LockViolation: { code: 'CARD_IN_USE', retryable: true },
  // Another program reset the card again and again while we read.
  ResetCard: { code: 'CARD_IN_USE', retryable: true },
  Timeout: { code: 'READER_TIMEOUT', retryable: true },
}

/** The name pcsc-mini gives an error; `UNKNOWN` for what is no PC/SC error. */
export const pcscCodeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code !== ''
    ? error.code
    : 'UNKNOWN'

/** An error of a card call as the port tells it; details.pcsc is PC/SC's own name. */
export const pcscFailure = (pcsc: string): ReturnType<typeof fail> => {
  const { code, retryable } = meanings[pcsc] ?? { code: 'CARD_UNREADABLE', retryable: true }
  return fail(code, { retryable, details: { pcsc } })
}

/**
 * Whether the smart-card service itself is absent, so that no reader can be there either. A handle that is no longer known says
 * nothing of the service that may be there again.
 */
export const isServiceDown = (pcsc: string): boolean =>
  pcsc !== 'InvalidHandle' && meanings[pcsc]?.code === 'READER_SERVICE_DOWN'
