import { z } from 'zod'
import { type CodeDescription, CodeDescriptionSchema } from '../../../preload/contract/codes/codes.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { IsoDateSchema } from '../../../preload/contract/words.ts'

const NhiCodeTableSchema = z
  .strictObject({
    system: z.literal('nhi-codes'),
    edition: z.string().min(1),
    source: z.string().min(1),
    license: z.string().min(1),
    priceBasis: z.literal('none'),
    validFrom: IsoDateSchema,
    validTo: IsoDateSchema.nullable(),
    concepts: z.array(CodeDescriptionSchema).min(1).max(5_000),
  })
  .refine(
    ({ concepts }) => new Set(concepts.map(({ origin, code }) => `${origin}:${code}`)).size === concepts.length,
    'a code occurs twice',
  )

/** Reads nhi-codes.json. `RULES_MISSING` (details.path, details.problem) for another shape or a code that occurs twice. */
export const parseNhiCodes = (json: unknown): Result<readonly CodeDescription[]> => {
  const parsed = NhiCodeTableSchema.safeParse(json)
  if (parsed.success) return ok(parsed.data.concepts)
  const issue = parsed.error.issues[0]
  const details = { file: 'nhi-codes.json', path: issue?.path.join('.') ?? '', problem: issue?.message ?? 'unreadable' }
  return fail('RULES_MISSING', { details })
}
