import { z } from 'zod'
import { fail, ok, type Result } from '../../preload/contract/result.ts'
import { IsoDateSchema } from '../../preload/contract/words.ts'

/**
 * Where a number comes from, because the same number means different things: `control` is the statusCode of the control software
 * and the NHI's card services, `upload` the RtnCode of V2000, `record` the codes of an upload's result file.
 */
const CodeOriginSchema = z.enum(['control', 'upload', 'record'])
export type CodeOrigin = z.infer<typeof CodeOriginSchema>

const BilingualSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })

const NhiCodeSchema = z.strictObject({
  origin: CodeOriginSchema,
  code: z.string().regex(/^-?[0-9A-Z]{1,6}$/),
  /** What happened. */
  meaning: BilingualSchema,
  /** What to do. */
  nextStep: BilingualSchema,
  /** Who has to do it: front desk, doctor, the software's supporter, or the NHI itself. */
  who: z.enum(['desk', 'doctor', 'support', 'nhi']),
  /** Whether the same call may succeed when it is made again, after the next step where one is named. */
  retriable: z.boolean(),
})

/** One NHI code in words. */
export type CodeDescription = z.infer<typeof NhiCodeSchema>

const keyOf = ({ origin, code }: Pick<CodeDescription, 'origin' | 'code'>): string => `${origin}:${code}`

const NhiCodeTableSchema = z
  .strictObject({
    system: z.literal('nhi-codes'),
    edition: z.string().min(1),
    source: z.string().min(1),
    license: z.string().min(1),
    priceBasis: z.literal('none'),
    validFrom: IsoDateSchema,
    validTo: IsoDateSchema.nullable(),
    concepts: z.array(NhiCodeSchema).min(1).max(5_000),
  })
  .refine(({ concepts }) => new Set(concepts.map(keyOf)).size === concepts.length, 'a code occurs twice')

/** The NHI's codes by origin and code, from resources/code-systems/nhi-codes.json. */
export type NhiCodes = ReadonlyMap<string, CodeDescription>

/** Reads nhi-codes.json. `RULES_MISSING` (details.path, details.problem) for another shape or a code that occurs twice. */
export const parseNhiCodes = (json: unknown): Result<NhiCodes> => {
  const parsed = NhiCodeTableSchema.safeParse(json)
  if (parsed.success) return ok(new Map(parsed.data.concepts.map((concept) => [keyOf(concept), concept])))
  const issue = parsed.error.issues[0]
  const details = { file: 'nhi-codes.json', path: issue?.path.join('.') ?? '', problem: issue?.message ?? 'unreadable' }
  return fail('RULES_MISSING', { details })
}

/** What an NHI code means and what to do about it; null for a code the table doesn't know, never a guess. */
export const describeCode = (origin: CodeOrigin, code: string, codes: NhiCodes): CodeDescription | null =>
  codes.get(keyOf({ origin, code })) ?? null
