import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { writeFileAtomically } from '../platform/atomicFile.ts'
import { readBounded } from '../platform/boundedFile.ts'
import { fileErrorCode } from '../platform/fileErrors.ts'

const moment = z.int().nonnegative()
const check = z.strictObject({ at: moment, ok: z.boolean() })

/**
 * What is remembered about the store's care. A file of its own, because it is needed where the store itself can't be opened. Moments are
 * epoch ms.
 */
const CareMemorySchema = z.strictObject({
  version: z.literal(1),
  folder: z.string().max(1000).nullable(),
  /** Hour and minute of the nightly backup. */
  time: z.string().regex(/^\d\d:\d\d$/),
  /** The newest backup that was found good. */
  last: z.strictObject({ name: z.string().max(60), madeAt: moment, bytes: z.int() }).nullable(),
  /** The newest try at one; `problem` null when it went well. */
  tried: z.strictObject({ at: moment, code: z.string().nullable(), problem: z.string().nullable() }).nullable(),
  quick: check.nullable(),
  integrity: check.nullable(),
  /** The store was found damaged, and nothing has taken its place yet. */
  damage: z
    .strictObject({
      foundAt: moment,
      rescue: z
        .strictObject({
          name: z.string().max(60),
          unsent: z.int(),
          visits: z.int(),
          patients: z.int(),
          lost: z.int(),
        })
        .nullable(),
    })
    .nullable(),
  /** What was done while no store was open, for the audit trail of the next one. */
  notes: z
    .array(
      z.strictObject({
        at: moment,
        action: z.string().max(60),
        subject: z.string().max(100),
        refused: z.string().max(60),
      }),
    )
    .max(100),
})
export type CareMemory = z.infer<typeof CareMemorySchema>

export const freshMemory: CareMemory = {
  version: 1,
  folder: null,
  time: '02:30',
  last: null,
  tried: null,
  quick: null,
  integrity: null,
  damage: null,
  notes: [],
}

const longest = 64 * 1024

/** Reads what is remembered. A file that is missing or unreadable is one of a fresh start: everything is then made and checked anew. */
export const readCareMemory = async (file: string): Promise<CareMemory> => {
  try {
    const text = await readBounded(file, longest)
    return CareMemorySchema.safeParse(JSON.parse(text ?? '')).data ?? freshMemory
  } catch (error) {
    if (error instanceof SyntaxError || fileErrorCode(error) !== null) return freshMemory
    throw error
  }
}

/** Throws the file system's errors. */
export const writeCareMemory = async (file: string, memory: CareMemory): Promise<void> => {
  await mkdir(dirname(file), { recursive: true })
  await writeFileAtomically(file, `${JSON.stringify(memory, null, 2)}\n`)
}
