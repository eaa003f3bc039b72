import { z } from 'zod'
import { errorCodes } from './errors.ts'

/** `AppError` as it crosses the door inside other objects. */
export const ErrorViewSchema = z.strictObject({
  code: z.enum(errorCodes),
  retryable: z.boolean(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).exactOptional(),
})
export type ErrorView = z.infer<typeof ErrorViewSchema>
