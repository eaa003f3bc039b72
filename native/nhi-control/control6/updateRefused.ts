import { type AppError, fail } from '../../../preload/contract/result.ts'

/**
 * A refusal that a card update was to mend, when the update failed, too: the first error with the update's own number
 * (details.updateStatusCode, null when it has none) and, where it was no plain refusal, its code (details.update).
 */
export const updateRefused = (first: AppError, update: AppError): ReturnType<typeof fail> =>
  fail(first.code, {
    retryable: first.retryable,
    details: {
      ...first.details,
      updateStatusCode: update.details?.statusCode ?? null,
      ...(update.code === 'NHI_REFUSED' ? {} : { update: update.code }),
    },
  })
