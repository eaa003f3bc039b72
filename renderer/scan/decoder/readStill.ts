import { chooseCode, type FoundCode } from '../codes.ts'
import type { Picture } from '../picture/picture.ts'
import type { StillReading } from './messages.ts'
import { type Attempt, planFor } from './stillPlan.ts'

/** Looks once at a picture in one prepared form. */
export type Look = (picture: Picture, attempt: Attempt) => Promise<readonly FoundCode[]>

export interface StillOptions {
  readonly look: Look
  /** Milliseconds of a clock that only runs forward. */
  readonly now: () => number
  /** Milliseconds after which no further attempt is begun. */
  readonly budgetMs: number
  readonly onProgress: (done: number, of: number) => void
  /** Asked between the attempts; letting it take its turn lets a cancellation arrive. */
  readonly isCancelled: () => Promise<boolean>
}

/**
 * Tries one way of looking after another until one finds a code that can be a virtual card, the time is over, or nobody wants to know
 * any more. Other codes (a payment, a link) end nothing, because the one that is meant may be the harder to read; they are told when it
 * was not found.
 */
export const readStill = async (picture: Picture, options: StillOptions): Promise<StillReading> => {
  const { look, now, budgetMs } = options
  const startedAt = now()
  const { width, height } = picture
  const reading = (codes: readonly FoundCode[], attempt: string | null): StillReading => ({
    codes,
    width,
    height,
    attempt,
    ms: now() - startedAt,
  })
  const plan = planFor(picture)
  let others = reading([], null)
  for (const [index, attempt] of plan.entries()) {
    if (index > 0 && (now() - startedAt > budgetMs || (await options.isCancelled()))) break
    const codes = await look(picture, attempt)
    options.onProgress(index + 1, plan.length)
    const { kind } = chooseCode(codes)
    if (kind === 'one' || kind === 'ask') return reading(codes, attempt.name)
    if (others.codes.length === 0 && codes.length > 0) others = reading(codes, attempt.name)
  }
  return { ...others, ms: now() - startedAt }
}
