import { z } from 'zod'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** `StoreFacts` as the process sends them. */
export const FactsSchema = z.strictObject({
  schemaVersion: z.int().nonnegative(),
  patients: z.int().nonnegative(),
  visits: z.int().nonnegative(),
  outboxRows: z.int().nonnegative(),
  unsent: z.int().nonnegative(),
  newestVisitAt: z.int().nullable(),
  auditRows: z.int().nonnegative(),
  auditHash: z.string().max(64),
})

const source = {
  file: z.string(),
  keyHex: sha256,
  nativeBinding: z.string().nullable(),
}

/** One piece of work for the care process; it does one and ends. */
export const CareJobSchema = z.discriminatedUnion('job', [
  /** Copies the store to `target` and checks the copy. */
  z.strictObject({ ...source, job: z.literal('backup'), target: z.string() }),
  z.strictObject({ ...source, job: z.literal('check'), kind: z.enum(['quick', 'integrity']) }),
  /** Looks through a backup; `sha256` as its manifest says, null where there is none. */
  z.strictObject({ ...source, job: z.literal('inspect'), sha256: sha256.nullable() }),
  z.strictObject({ ...source, job: z.literal('facts') }),
  z.strictObject({ ...source, job: z.literal('rescue'), target: z.string() }),
])
export type CareJob = z.infer<typeof CareJobSchema>

const CopySchema = z.strictObject({ facts: FactsSchema, sha256, bytes: z.int().nonnegative() })

export const resultSchemas = {
  backup: CopySchema,
  rescue: CopySchema.extend({ lost: z.int().nonnegative() }),
  /** Null: whole. */
  check: z.strictObject({ problem: z.string().nullable() }),
  inspect: z.strictObject({ facts: FactsSchema }),
  facts: z.strictObject({ facts: FactsSchema }),
} as const
export type CareResult<Job extends CareJob['job']> = z.infer<(typeof resultSchemas)[Job]>

/** `damaged`: the file itself is bad · `key`: it opens with another key · `full`, `failed`: the work could not be done. */
export const careFailures = ['damaged', 'key', 'full', 'failed'] as const

export const FromCareSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('step'),
    step: z.enum(['copy', 'hash', 'check']),
    percent: z.int().min(0).max(100),
  }),
  z.strictObject({ type: z.literal('done'), result: z.unknown() }),
  z.strictObject({ type: z.literal('failed'), reason: z.enum(careFailures), problem: z.string().max(200) }),
])
export type FromCare = z.infer<typeof FromCareSchema>
