import { fail, type Result } from '../../../preload/contract/result.ts'
import type { CardIdentity } from '../port.ts'
import { NothingSchema } from './localSchemas.ts'
import type { AskServer } from './serverApi.ts'

/**
 * Refreshes the card online (HcContent/Update) for calls that were refused because it has expired or has no visits left. To be
 * called alone in the queue.
 */
export interface CardRefresh {
  /** How many refreshes have succeeded so far, to be noted before the call that may be refused. */
  count(): number
  /** @param expected the card that is meant; another one is not refreshed (`CARD_CHANGED`) */
  update(expected?: CardIdentity): Promise<Result<null>>
  /**
   * Makes the refused call once more after the card was refreshed, by this call or meanwhile by another; never a third time. A
   * refresh that is refused leaves the first refusal standing, with the refresh's code beside it.
   */
  once<T>(
    refused: Result<T>,
    countBefore: number,
    again: () => Promise<Result<T>>,
    expected?: CardIdentity,
  ): Promise<Result<T>>
}

export const createCardRefresh = (ask: AskServer): CardRefresh => {
  let count = 0

  const update = async (expected?: CardIdentity): Promise<Result<null>> => {
    const updated = await ask({
      path: 'HcContent/Update',
      signer: 'hc',
      serviceType: '04',
      schema: NothingSchema,
      safety: 'once',
      expected,
    })
    if (!updated.ok) return updated
    count += 1
    return { ok: true, value: null }
  }

  return {
    count: () => count,
    update,
    async once(refused, countBefore, again, expected) {
      if (refused.ok) return refused
      const updated = count === countBefore ? await update(expected) : null
      if (updated === null || updated.ok) return again()
      // What the way to the server brought stands beside the first refusal, which is why nothing was carried out.
      const { code, retryable, details } = refused.error
      return fail(code, {
        retryable,
        details: {
          ...details,
          updateError: updated.error.code,
          updateStatusCode: updated.error.details?.statusCode ?? null,
        },
      })
    },
  }
}
