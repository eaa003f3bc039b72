import { z } from 'zod'
import { ExceptionCodeSchema } from '../words.ts'

/** An exception code to choose, with what has to be known of it for this person. */
export const ExceptionChoiceSchema = z.strictObject({
  code: ExceptionCodeSchema,
  name: z.string(),
  /** What speaks against it, a warning only; translation key under `visit.exceptionDoubt`. */
  doubt: z.enum(['age']).nullable(),
  /** Whether `exceptionReason` has to be written. */
  needsReason: z.boolean(),
})

/** Why a card could not be used, for a code that wants it in writing. */
export const ExceptionReasonSchema = z.string().trim().max(200).nullable()
