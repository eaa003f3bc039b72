import { z } from 'zod'
import { errorCodes } from './errors.ts'

/** `AppError` as it crosses the door inside other objects. */
export const ErrorViewSchema = z.strictObject({
  code: z.enum(errorCodes),
  retryable: z.boolean(),
  details: z
    .record(z.string().max(60), z.union([z.string().max(4000), z.number(), z.boolean(), z.null()]))
    .refine((details) => Object.keys(details).length <= 50, 'too many')
    .exactOptional(),
})
export type ErrorView = z.infer<typeof ErrorViewSchema>
